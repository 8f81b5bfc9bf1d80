package tickertalk.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tickertalk.contract.Label;

class EvaluationTest {
  @Test
  void measuresAreThoseOfTheTextbook() {
    Evaluation evaluation = new Evaluation();
    evaluation.add(Label.POSITIVE, Label.POSITIVE, 0.9);
    evaluation.add(Label.POSITIVE, Label.NEGATIVE, -0.9);
    evaluation.add(Label.NEGATIVE, Label.NEGATIVE, -0.9);
    evaluation.add(Label.NEUTRAL, Label.NEUTRAL, 0);
    assertThat(evaluation.accuracy()).isEqualTo(0.75);
    assertThat(evaluation.macroRecall()).isCloseTo((0.5 + 1 + 1) / 3, within(1e-9));
    assertThat(evaluation.macroF1()).isCloseTo((2.0 / 3 + 2.0 / 3 + 1) / 3, within(1e-9));
    // 0.9 promised and 1 came true; -1.8 promised of two and 0 came true.
    assertThat(evaluation.calibrationError()).isCloseTo((0.1 + 1.8) / 4, within(1e-9));
  }

  @Test
  void ratingsInALineWithScoresCorrelateFully() {
    Evaluation evaluation = new Evaluation();
    for (int i = -4; i <= 4; i++) {
      evaluation.addRated(i, i / 10.0);
    }
    assertThat(evaluation.correlation()).isCloseTo(1, within(1e-9));
  }
}
