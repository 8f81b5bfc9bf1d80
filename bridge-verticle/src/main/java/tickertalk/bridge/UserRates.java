package tickertalk.bridge;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One token bucket for each person, shared by their sockets on this JVM. For any thread. */
final class UserRates {
  private final int perSecond;
  private final int burstSeconds;
  private final Map<String, Shared> buckets = new ConcurrentHashMap<>();

  private record Shared(TokenBucket bucket, int sockets) {}

  UserRates(int perSecond, int burstSeconds) {
    this.perSecond = perSecond;
    this.burstSeconds = burstSeconds;
  }

  /** A person has one more socket. */
  void enter(String user) {
    buckets.compute(
        user,
        (id, shared) ->
            shared == null
                ? new Shared(
                    new TokenBucket(
                        perSecond, perSecond * burstSeconds, System.currentTimeMillis()),
                    1)
                : new Shared(shared.bucket, shared.sockets + 1));
  }

  /** A person has one socket less; the last one takes the bucket with it. */
  void leave(String user) {
    buckets.compute(
        user,
        (id, shared) -> shared.sockets == 1 ? null : new Shared(shared.bucket, shared.sockets - 1));
  }

  /** Takes a token and gives 0, or takes none and gives the milliseconds until there is one. */
  long take(String user) {
    Shared shared = buckets.get(user);
    if (perSecond == 0 || shared == null) {
      return 0;
    }
    synchronized (shared.bucket) {
      return shared.bucket.take(System.currentTimeMillis());
    }
  }
}
