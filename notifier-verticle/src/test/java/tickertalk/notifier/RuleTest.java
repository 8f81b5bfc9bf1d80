package tickertalk.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;

@Timeout(10)
class RuleTest {
  @ParameterizedTest
  @CsvSource({
    "price > 70000,price > 70000",
    "  PRICE>70000.50 ,price > 70000.5",
    "price < 0.00001234,price < 0.00001234",
    "price   Crosses 100,price crosses 100"
  })
  void aRuleIsReadHoweverItIsSpacedAndHasOneSpelling(String written, String usual) {
    assertThat(Rule.of(written).text()).isEqualTo(usual);
    assertThat(Rule.of(usual)).isEqualTo(Rule.of(written));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "price",
        "price 70000",
        "price >= 70000",
        "price > -1",
        "price > 1e5",
        "price > 70,000",
        "price > 7 or price < 3",
        "price > 1234567890123",
        "> 70000"
      })
  void whatIsNoRuleIsRefusedWithWhatIsExpected(String written) {
    assertRefused(
        written,
        "when: must be like \"price > 70000\", \"price < 70000\" or \"price crosses 70000\"");
  }

  @Test
  void aTermThatNobodyWatchesAndALineAtZeroAreRefused() {
    assertRefused("mood < 3", "when: \"mood\" cannot be watched, only price can");
    assertRefused("price > 0.00", "when: the price must be above 0");
  }

  private static void assertRefused(String written, String problem) {
    assertThatThrownBy(() -> Rule.of(written))
        .isInstanceOfSatisfying(
            CommandException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.BAD_INPUT))
        .hasMessage(problem);
  }

  @Test
  void onTheLineItselfNothingHasComeOverIt() {
    BigDecimal line = new BigDecimal("70000.00");
    assertThat(Rule.of("price > 70000").sideOf(line)).isEqualTo(Side.BELOW);
    assertThat(Rule.of("price < 70000").sideOf(line)).isEqualTo(Side.ABOVE);
    for (Side side : Side.values()) {
      assertThat(Rule.of("price crosses 70000").isOver(side, line)).isFalse();
    }
  }
}
