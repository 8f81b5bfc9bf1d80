package tickertalk.bridge;

/**
 * How fast one socket or caller may send commands: a bucket that holds some tokens and gets new
 * ones at a steady rate; each command takes one. For one thread.
 */
final class TokenBucket {
  /** A page that comes back after a while sends what it kept, all at once. */
  static final int BURST_SECONDS = 4;

  private final int capacity;
  private final double perMs;
  private double tokens;
  private long filledAtMs;

  /**
   * A full bucket.
   *
   * @param perSecond how many commands in the long run
   * @param capacity how many at once
   */
  TokenBucket(int perSecond, int capacity, long nowMs) {
    this.capacity = capacity;
    this.perMs = perSecond / 1_000.0;
    this.tokens = capacity;
    this.filledAtMs = nowMs;
  }

  /** A full bucket that holds what comes into it in {@value #BURST_SECONDS} seconds. */
  static TokenBucket full(int perSecond, long nowMs) {
    return new TokenBucket(perSecond, perSecond * BURST_SECONDS, nowMs);
  }

  /** Takes a token and gives 0, or takes none and gives the milliseconds until there is one. */
  long take(long nowMs) {
    tokens = Math.min(capacity, tokens + Math.max(0, nowMs - filledAtMs) * perMs);
    filledAtMs = nowMs;
    if (tokens >= 1) {
      tokens -= 1;
      return 0;
    }
    return (long) Math.ceil((1 - tokens) / perMs);
  }
}
