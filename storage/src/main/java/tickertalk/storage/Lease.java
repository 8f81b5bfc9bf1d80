package tickertalk.storage;

/**
 * The right to do, for the whole cluster, what only one JVM may do at a time: to feed prices, to
 * send the periodic notice, to serve a room's log.
 */
public interface Lease {
  /**
   * Tries to get the lease and keep it, now and for as long as this JVM lives.
   *
   * @param held called when this JVM becomes the holder, on a thread of the lease's own
   * @param lost called when it no longer is, on a thread of the lease's own
   */
  void keep(Runnable held, Runnable lost);

  /** Gives the lease up, so that another need not wait for its end. Calls nothing back. */
  void release();

  /**
   * Refuses a transaction of who no longer holds the lease, as of one that was held up until
   * another took over: begins a transaction whose writes must not come after the next holder's.
   *
   * @throws RejectedException if the lease is another's by now, or over
   */
  default void confirm(Sql sql) {}
}
