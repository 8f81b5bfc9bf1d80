package tickertalk.storage;

import java.time.Duration;

/** Where a service gets its {@link Lease}: each name has one holder at a time. */
@FunctionalInterface
public interface Leases {
  Lease of(String name);

  /** Leases for a JVM that is the whole system: all of them are its own, at once. */
  static Leases alone() {
    return name -> new SoleLease();
  }

  /**
   * Leases that the JVMs of a cluster share through the database, so that a JVM which is cut off
   * from the others, but still runs, cannot believe itself the holder for longer than the term.
   *
   * @param holder names this JVM; no other has the name
   * @param term how long a holder may be silent before another takes over
   */
  static Leases shared(Database database, String holder, Duration term) {
    database.migrate("storage");
    return name -> new SharedLease(database, name, holder, term);
  }
}
