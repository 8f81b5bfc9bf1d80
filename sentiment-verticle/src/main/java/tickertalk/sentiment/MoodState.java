package tickertalk.sentiment;

/**
 * What the voices of a window come to, to three digits.
 *
 * @param score -1 to 1, the weighted mean of the people's means; 0 when nobody spoke
 * @param low where, in 19 cases of 20, the mood of all is that these people are a sample of
 * @param high the other end of it
 */
record MoodState(double score, double low, double high, int messages, int people) {
  /** Nobody spoke, so that it may be anything. */
  static final MoodState NOTHING = new MoodState(0, -1, 1, 0, 0);

  /** The normal distribution has 95 % within so many standard deviations. */
  private static final double Z = 1.96;

  private static final double THOUSANDTHS = 1e3;

  /** Adds voices up. */
  static final class Sum {
    private double scores;
    private double weights;
    private double squares;
    private int messages;
    private int people;

    void add(double score, double weight, int messagesOfOne) {
      scores += weight * score;
      weights += weight;
      squares += weight * weight;
      messages += messagesOfOne;
      people++;
    }

    MoodState state() {
      return people == 0
          ? NOTHING
          : of(scores / weights, weights * weights / squares, messages, people);
    }
  }

  /**
   * With Wilson's interval, which is not too sure of itself when three people all say the same: a
   * score is taken for the part of those who feel good, of which it can have the spread at most.
   *
   * @param sample how many people of equal weight it is worth (Kish's effective size)
   */
  private static MoodState of(double score, double sample, int messages, int people) {
    double part = (score + 1) / 2;
    double squared = Z * Z / sample;
    double middle = (part + squared / 2) / (1 + squared);
    double reach =
        Math.sqrt(Math.max(0, part * (1 - part) * squared + squared * squared / 4)) / (1 + squared);
    return new MoodState(
        rounded(score),
        rounded(Math.max(-1, 2 * (middle - reach) - 1)),
        rounded(Math.min(1, 2 * (middle + reach) - 1)),
        messages,
        people);
  }

  private static double rounded(double value) {
    return Math.round(value * THOUSANDTHS) / THOUSANDTHS;
  }
}
