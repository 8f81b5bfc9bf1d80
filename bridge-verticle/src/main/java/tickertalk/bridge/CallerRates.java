package tickertalk.bridge;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How fast each caller may be, whoever counts as one: a bucket for each of those who asked last,
 * whichever of this JVM's sockets they asked by. For any thread.
 */
final class CallerRates {
  /** Whoever is forgotten begins with a full bucket, as somebody does who was quiet for a while. */
  private static final int CALLERS = 20_000;

  private final int perSecond;
  private final Limit limit;
  private final BridgeMetrics metrics;
  private final Map<String, TokenBucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
          return size() > CALLERS;
        }
      };

  /**
   * Everybody may begin.
   *
   * @param perSecond how many in the long run; 0 for no limit
   * @param limit what is counted of those who are too fast
   */
  CallerRates(int perSecond, Limit limit, BridgeMetrics metrics) {
    this.perSecond = perSecond;
    this.limit = limit;
    this.metrics = metrics;
  }

  /** Takes a token and gives 0, or takes none and gives the milliseconds until there is one. */
  long take(String caller) {
    return take(caller, System.currentTimeMillis());
  }

  long take(String caller, long nowMs) {
    if (perSecond == 0) {
      return 0;
    }
    long waitMs = waitMs(caller, nowMs);
    if (waitMs > 0) {
      metrics.reached(limit);
    }
    return waitMs;
  }

  private synchronized long waitMs(String caller, long nowMs) {
    return buckets.computeIfAbsent(caller, who -> TokenBucket.full(perSecond, nowMs)).take(nowMs);
  }
}
