package tickertalk.notifier;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How the notifier behaves.
 *
 * @param every how often the periodic notice goes out, 1 ms to 365 days ({@code notice-every}); off
 *     when empty, which is the default
 * @param text what it says, 1 to {@value #MAX_TEXT} characters ({@code notice-text}), a welcome by
 *     default
 * @param rejoinGrace how long after a person's last join in a room another one there is not
 *     announced ({@code notice-rejoin-grace}), 0 to 1 day, 60 s by default; zero announces every
 *     one
 * @param keep the most notices kept to everybody, and to each person ({@code notice-keep}), 1 to
 *     {@value #MAX_KEEP}, {@value #DEFAULT_KEEP} by default; the oldest go first
 */
public record NotifierConfig(
    Optional<Duration> every, String text, Duration rejoinGrace, int keep) {
  static final int MAX_TEXT = 1_000;
  static final int DEFAULT_KEEP = 1_000;
  // Each notice that is added counts back over this many to find what is too old.
  static final int MAX_KEEP = 100_000;

  private static final Duration MAX_GAP = Duration.ofDays(365);
  // Every join of the last grace period is in memory.
  private static final Duration MAX_GRACE = Duration.ofDays(1);

  public NotifierConfig {
    Objects.requireNonNull(every);
    Objects.requireNonNull(text);
    Objects.requireNonNull(rejoinGrace);
    every.ifPresent(
        gap ->
            require(
                gap.compareTo(Duration.ofMillis(1)) >= 0 && gap.compareTo(MAX_GAP) <= 0,
                "notice-every: must be within 1 ms and 365 days, is " + gap));
    require(!text.isBlank(), "notice-text: must not be empty");
    require(
        text.length() <= MAX_TEXT,
        "notice-text: must be at most " + MAX_TEXT + " characters long, is " + text.length());
    require(
        !rejoinGrace.isNegative() && rejoinGrace.compareTo(MAX_GRACE) <= 0,
        "notice-rejoin-grace: must be within 0 and 1 day, is " + rejoinGrace);
    require(
        keep >= 1 && keep <= MAX_KEEP,
        "notice-keep: must be within 1 and " + MAX_KEEP + ", is " + keep);
  }

  /** No periodic notice, a minute's grace, a thousand notices kept. */
  public static NotifierConfig defaults() {
    return new NotifierConfig(
        Optional.empty(), "Welcome to Tickertalk.", Duration.ofSeconds(60), DEFAULT_KEEP);
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(problem);
    }
  }
}
