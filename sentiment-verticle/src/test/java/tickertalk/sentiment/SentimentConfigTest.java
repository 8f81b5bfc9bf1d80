package tickertalk.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentimentConfigTest {
  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1_001})
  void shouldNameTheOptionOfABadMinimum(int people) {
    assertThatThrownBy(() -> new SentimentConfig(people))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("mood-minimum-people: ");
  }

  @Test
  void shouldAskForThreePeopleByDefault() {
    assertThat(SentimentConfig.defaults()).isEqualTo(new SentimentConfig(3));
  }
}
