package tickertalk.sentiment;

import tickertalk.contract.Label;

/**
 * How probable it is that a text is good, and how probable that it is bad; what is left of 1 is for
 * neutral.
 */
record Chances(double good, double bad) {
  /** Of a text with nothing to go by. */
  static final Chances NEUTRAL = new Chances(0, 0);

  private static final double MILLIONTHS = 1e6;

  /**
   * The chances that these odds make.
   *
   * @param polarity log-odds of good over bad, if the text is either
   * @param neutrality log-odds of neutral over an opinion
   */
  static Chances of(double polarity, double neutrality) {
    double neutral = 1 / (1 + Math.exp(-neutrality));
    double good = (1 - neutral) / (1 + Math.exp(-polarity));
    return new Chances(good, 1 - neutral - good);
  }

  /**
   * The chances when the score moves by so much: what speaks for one side first makes the other's
   * part neutral, and then the neutral part its own.
   */
  Chances moved(double by) {
    double distance = Math.abs(by);
    double disarmed = Math.min(distance, by > 0 ? bad : good);
    double won = Math.min(distance - disarmed, 1 - (by > 0 ? good : bad));
    return by > 0
        ? new Chances(good + won, bad - disarmed)
        : new Chances(good - disarmed, bad + won);
  }

  /** The likeliest label, and how much likelier good is than bad. */
  Score score() {
    double value = Math.round((good - bad) * MILLIONTHS) / MILLIONTHS;
    if (1 - good - bad >= Math.max(good, bad)) {
      return new Score(Label.NEUTRAL, value);
    }
    return new Score(good > bad ? Label.POSITIVE : Label.NEGATIVE, value);
  }
}
