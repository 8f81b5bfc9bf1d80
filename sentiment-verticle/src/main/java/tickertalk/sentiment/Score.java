package tickertalk.sentiment;

import java.util.Objects;
import tickertalk.contract.Label;

/**
 * What a text feels like, without the words that say so.
 *
 * @param value -1 to 1: how probable it is that the text is good, less how probable that it is bad
 */
record Score(Label label, double value) {
  Score {
    Objects.requireNonNull(label);
  }
}
