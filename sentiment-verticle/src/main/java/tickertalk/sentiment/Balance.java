package tickertalk.sentiment;

/**
 * How the kinds of evidence weigh against each other in one language, fitted so that the
 * probabilities come true as often as they say.
 */
final class Balance {
  private final double[] polarity;
  private final double[] neutrality;

  /**
   * Makes a balance.
   *
   * @param polarity for each number of {@link Evidence#polarity}, what it counts
   * @param neutrality for each number of {@link Evidence#neutrality}, what it counts
   */
  Balance(double[] polarity, double[] neutrality) {
    this.polarity = polarity;
    this.neutrality = neutrality;
  }

  /** The log-odds of good over bad. */
  double polarityOf(Evidence evidence) {
    return sum(polarity, evidence.polarity());
  }

  /** The log-odds of neutral over an opinion. */
  double neutralityOf(Evidence evidence) {
    return sum(neutrality, evidence.neutrality());
  }

  private static double sum(double[] weights, double[] values) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * values[i];
    }
    return sum;
  }

  double[] polarity() {
    return polarity;
  }

  double[] neutrality() {
    return neutrality;
  }
}
