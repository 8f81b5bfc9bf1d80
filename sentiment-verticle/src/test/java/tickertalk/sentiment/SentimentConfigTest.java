package tickertalk.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentimentConfigTest {
  @ParameterizedTest
  @CsvSource({"PT5M, 5m", "PT90S, 90s", "PT2H, 2h", "PT90M, 90m", "PT24H, 24h"})
  void shouldTellTheWindowInTheLargestUnitThatFits(Duration window, String told) {
    assertThat(new SentimentConfig(window, 3).windowOnTheWire()).isEqualTo(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT9S", "PT25H", "PT10.5S", "PT0S", "PT-5M"})
  void shouldNameTheOptionOfABadWindow(Duration window) {
    assertThatThrownBy(() -> new SentimentConfig(window, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("mood-window: ");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1_001})
  void shouldNameTheOptionOfABadMinimum(int people) {
    assertThatThrownBy(() -> new SentimentConfig(Duration.ofMinutes(5), people))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("mood-minimum-people: ");
  }

  @Test
  void shouldLookBackFiveMinutesForThreePeopleByDefault() {
    assertThat(SentimentConfig.defaults()).isEqualTo(new SentimentConfig(Duration.ofMinutes(5), 3));
  }
}
