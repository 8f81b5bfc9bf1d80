package tickertalk.sentiment;

import java.time.Duration;

/**
 * How the room's mood is taken.
 *
 * @param moodWindow how far back the mood looks, 10 seconds to 24 hours in whole seconds; 5 minutes
 *     by default
 * @param moodMinimumPeople how many people must have spoken in it for the mood to be the room's, 1
 *     to 1,000; 3 by default
 */
public record SentimentConfig(Duration moodWindow, int moodMinimumPeople) {
  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(24);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the option
   */
  public SentimentConfig {
    if (moodWindow.compareTo(SHORTEST) < 0
        || moodWindow.compareTo(LONGEST) > 0
        || moodWindow.toMillisPart() != 0
        || moodWindow.toNanosPart() != 0) {
      throw new IllegalArgumentException(
          "mood-window: must be whole seconds, 10s to 24h, but is " + moodWindow);
    }
    if (moodMinimumPeople < 1 || moodMinimumPeople > 1_000) {
      throw new IllegalArgumentException(
          "mood-minimum-people: must be within 1 and 1000, but is " + moodMinimumPeople);
    }
  }

  /** Five minutes, and three people. */
  public static SentimentConfig defaults() {
    return new SentimentConfig(Duration.ofMinutes(5), 3);
  }

  /** The window as it is told on the wire, in the largest unit that fits: {@code 5m}. */
  String windowOnTheWire() {
    long seconds = moodWindow.toSeconds();
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
