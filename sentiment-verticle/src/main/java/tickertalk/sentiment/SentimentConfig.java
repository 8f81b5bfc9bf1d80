package tickertalk.sentiment;

/**
 * How the room's mood is taken.
 *
 * @param moodMinimumPeople how many people must have spoken in a window for the mood to be the
 *     room's, 1 to 1,000; 3 by default
 */
public record SentimentConfig(int moodMinimumPeople) {
  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException naming the option
   */
  public SentimentConfig {
    if (moodMinimumPeople < 1 || moodMinimumPeople > 1_000) {
      throw new IllegalArgumentException(
          "mood-minimum-people: must be within 1 and 1000, but is " + moodMinimumPeople);
    }
  }

  /** Three people. */
  public static SentimentConfig defaults() {
    return new SentimentConfig(3);
  }
}
