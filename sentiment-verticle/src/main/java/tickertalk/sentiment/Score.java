package tickertalk.sentiment;

import java.util.Objects;
import tickertalk.contract.Label;

/**
 * What a text feels like, without the words that say so.
 *
 * @param value -1 to 1: how probable it is that the text is good, less how probable that it is bad
 */
record Score(Label label, double value) {
  static final Score NOTHING = new Score(Label.NEUTRAL, 0);

  private static final double MILLIONTHS = 1e6;

  Score {
    Objects.requireNonNull(label);
  }

  /**
   * The score that these odds make.
   *
   * @param polarity log-odds of good over bad, if the text is either
   * @param neutrality log-odds of neutral over an opinion
   */
  static Score of(double polarity, double neutrality) {
    double neutral = 1 / (1 + Math.exp(-neutrality));
    double good = (1 - neutral) / (1 + Math.exp(-polarity));
    double bad = 1 - neutral - good;
    double value = Math.round((good - bad) * MILLIONTHS) / MILLIONTHS;
    if (neutral >= Math.max(good, bad)) {
      return new Score(Label.NEUTRAL, value);
    }
    return new Score(good > bad ? Label.POSITIVE : Label.NEGATIVE, value);
  }
}
