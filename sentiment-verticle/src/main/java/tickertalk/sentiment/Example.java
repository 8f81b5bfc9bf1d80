package tickertalk.sentiment;

import java.util.Objects;
import tickertalk.contract.Label;

/**
 * A text to learn from.
 *
 * @param good how probable it is that the text is good rather than bad, 0 to 1
 * @param goodWeight how much that is to be learnt from; 0 where the text is neither
 * @param neutral how probable it is that the text is neutral
 * @param neutralWeight how much that is to be learnt from
 */
record Example(String text, double good, double goodWeight, double neutral, double neutralWeight) {
  Example {
    Objects.requireNonNull(text);
  }

  static Example of(Label label, String text, double goodWeight, double neutralWeight) {
    boolean isNeutral = label == Label.NEUTRAL;
    return new Example(
        text,
        label == Label.POSITIVE ? 1 : 0,
        isNeutral ? 0 : goodWeight,
        isNeutral ? 1 : 0,
        neutralWeight);
  }
}
