package tickertalk.bridge;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How fast each caller may ask by REST: a bucket for each, of those who asked last. For one thread.
 */
final class CallerPace {
  private static final int BURST_SECONDS = 4;

  /** Whoever is forgotten begins with a full bucket, as somebody does who was quiet for a while. */
  private static final int CALLERS = 10_000;

  private final int perSecond;
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
   * @param perSecond how many requests in the long run; 0 for no limit
   */
  CallerPace(int perSecond) {
    this.perSecond = perSecond;
  }

  /** Takes a request in and gives 0, or gives the milliseconds until there is room for it. */
  long take(String caller, long nowMs) {
    if (perSecond == 0) {
      return 0;
    }
    return buckets
        .computeIfAbsent(
            caller, who -> new TokenBucket(perSecond, perSecond * BURST_SECONDS, nowMs))
        .take(nowMs);
  }
}
