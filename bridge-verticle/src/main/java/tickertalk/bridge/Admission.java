package tickertalk.bridge;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the sockets of this JVM, and who may have one more. For any thread. */
final class Admission {
  private final BridgeLimits limits;
  private final AtomicInteger all = new AtomicInteger();
  private final Map<String, Integer> ofUser = new ConcurrentHashMap<>();
  private final Map<String, Integer> ofAddress = new ConcurrentHashMap<>();

  Admission(BridgeLimits limits) {
    this.limits = limits;
  }

  /** A place that was taken; given back once. */
  final class Place {
    private final Optional<String> user;
    private final String address;

    private Place(Optional<String> user, String address) {
      this.user = user;
      this.address = address;
    }

    void giveBack() {
      all.decrementAndGet();
      leave(ofAddress, address);
      user.ifPresent(id -> leave(ofUser, id));
    }
  }

  /**
   * Takes a place for somebody.
   *
   * @throws FullException when there is none
   */
  Place enter(Optional<String> user, String address) throws FullException {
    if (all.incrementAndGet() > limits.maxSockets()) {
      all.decrementAndGet();
      throw new FullException(Limit.SOCKETS);
    }
    if (!enter(ofAddress, address, limits.maxSocketsOfAddress())) {
      all.decrementAndGet();
      throw new FullException(Limit.SOCKETS_OF_ADDRESS);
    }
    if (user.isPresent() && !enter(ofUser, user.get(), limits.maxSocketsOfUser())) {
      leave(ofAddress, address);
      all.decrementAndGet();
      throw new FullException(Limit.SOCKETS_OF_USER);
    }
    return new Place(user, address);
  }

  private static boolean enter(Map<String, Integer> counts, String who, int max) {
    if (counts.merge(who, 1, Integer::sum) <= max) {
      return true;
    }
    leave(counts, who);
    return false;
  }

  private static void leave(Map<String, Integer> counts, String who) {
    counts.compute(who, (key, count) -> count == 1 ? null : count - 1);
  }

  /** How many sockets this JVM has. */
  int sockets() {
    return all.get();
  }

  /** There is no place, by this limit. */
  static final class FullException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Limit limit;

    FullException(Limit limit) {
      super(limit.metricName(), null, false, false);
      this.limit = limit;
    }

    Limit limit() {
      return limit;
    }
  }
}
