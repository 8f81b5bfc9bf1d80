package tickertalk.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tickertalk.contract.Label;

class ChancesTest {
  @ParameterizedTest
  @CsvSource({
    "0.2, 0.1,  0.8, 0.9, 0.0",
    "0.2, 0.1, -0.6, 0.0, 0.5",
    "0.9, 0.05, -0.85, 0.05, 0.05",
    "0.4, 0.4,  0.3, 0.4, 0.1",
    "0.4, 0.4,  0.0, 0.4, 0.4",
    "0.9, 0.05, 0.15, 1.0, 0.0"
  })
  void whatMovesAScoreTakesFromTheOtherSideFirst(
      double good, double bad, double by, double goodAfter, double badAfter) {
    Chances moved = new Chances(good, bad).moved(by);
    assertThat(moved.good()).isCloseTo(goodAfter, within(1e-9));
    assertThat(moved.bad()).isCloseTo(badAfter, within(1e-9));
    assertThat(moved.good() - moved.bad())
        .as("it has moved by so much")
        .isCloseTo(good - bad + by, within(1e-9));
  }

  @Test
  void aWordWithHalfTheWeightMakesNoOpinionOfAPlainLineAndOneWithMoreDoes() {
    assertThat(Chances.NEUTRAL.moved(0.5).score()).isEqualTo(new Score(Label.NEUTRAL, 0.5));
    assertThat(Chances.NEUTRAL.moved(0.6).score()).isEqualTo(new Score(Label.POSITIVE, 0.6));
    assertThat(Chances.NEUTRAL.moved(-0.6).score()).isEqualTo(new Score(Label.NEGATIVE, -0.6));
  }
}
