package tickertalk.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.contract.Symbols;

@Timeout(10)
class SteadyMarketTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 7, 99, 100, 12_345, 100_000_000})
  void aPriceTellsWhichTradeItIsOf(long trade) {
    assertThat(SteadyMarket.trade(SteadyMarket.price(trade))).isEqualTo(trade);
  }

  /** Our server takes the zeros away. */
  @Test
  void aPriceIsReadHoweverManyDecimalsItHas() {
    assertThat(SteadyMarket.trade("10000.1")).isEqualTo(10);
    assertThat(SteadyMarket.trade("10001")).isEqualTo(100);
  }

  @Test
  void theSymbolsAreSuchAsOurServerTakes() {
    assertThat(SteadyMarket.symbols(100))
        .hasSize(100)
        .doesNotHaveDuplicates()
        .allMatch(Symbols::isLegal);
  }
}
