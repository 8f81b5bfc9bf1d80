package tickertalk.bridge;

import java.time.Duration;

/**
 * How dead peers are found.
 *
 * @param every how often each socket is asked for a sign of life, 25 ms to 1 hour
 * @param deadAfter after which silence it is cut off, at the next question; longer than {@code
 *     every}
 */
public record Heartbeat(Duration every, Duration deadAfter) {
  private static final Duration SHORTEST = Duration.ofMillis(25);
  private static final Duration LONGEST = Duration.ofHours(1);

  public Heartbeat {
    if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("heartbeat: must be within 25ms and 1h");
    }
    if (deadAfter.compareTo(every) <= 0) {
      throw new IllegalArgumentException("heartbeat: must be shorter than the silence it ends");
    }
  }

  /** Two questions without an answer, and a while for a slow network; proxies wait 60 s or more. */
  public static Heartbeat defaults() {
    return new Heartbeat(Duration.ofSeconds(25), Duration.ofSeconds(60));
  }
}
