package tickertalk.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tickertalk.contract.Cooldown;

@Timeout(10)
class BackTestTest {
  private static final long MINUTE = 60_000;

  @Test
  void aRuleFiresInTheMinutesInWhichThePriceCameOverTheLine() {
    List<Candle> candles =
        List.of(
            candle(0, "90", "95", "85", "95"),
            candle(5, "95", "101", "94", "96"), // over it and back
            candle(20, "96", "110", "96", "105"),
            candle(40, "105", "106", "99", "104"));
    assertThat(BackTest.times(Rule.of("price > 100"), Cooldown.DEFAULT, candles))
        .containsExactly(5 * MINUTE, 20 * MINUTE, 40 * MINUTE);
    assertThat(BackTest.times(Rule.of("price > 100"), Cooldown.of("30m"), candles))
        .containsExactly(5 * MINUTE, 40 * MINUTE);
    assertThat(BackTest.times(Rule.of("price < 50"), Cooldown.DEFAULT, candles)).isEmpty();
    assertThat(BackTest.times(Rule.of("price < 50"), Cooldown.DEFAULT, List.of())).isEmpty();
  }

  private static Candle candle(int minute, String open, String high, String low, String close) {
    return Candle.of(JsonArray.of(minute * MINUTE, open, high, low, close, "1"));
  }
}
