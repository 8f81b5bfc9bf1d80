package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tickertalk.contract.Premium;
import tickertalk.contract.Quote;
import tickertalk.contract.Quote.State;

@Timeout(10)
class KoreaPremiumTest {
  private static final Pair BTC_KRW = Pair.of("BTC-KRW");

  private final Map<String, Quote> quotes = new HashMap<>();

  @Test
  void shouldReckonByThePriceOfTetherInWonAndSaySo() {
    quotes.put("BTC-USDT", quote("BTC-USDT", "70000", "binance", State.LIVE));
    quotes.put("USDT-KRW", quote("USDT-KRW", "1400", "upbit", State.LIVE));
    assertThat(premium(Optional.empty(), "100000000"))
        .contains(
            new Premium(
                new BigDecimal("2.04"), "BTC-USDT", new BigDecimal("1400"), "upbit USDT-KRW"));
    assertThat(premium(Optional.empty(), "96040000").orElseThrow().percent())
        .isEqualByComparingTo("-2");
  }

  @Test
  void shouldReckonByTheOperatorsRateWhereThereIsOne() {
    quotes.put("BTC-USDT", quote("BTC-USDT", "70000", "binance", State.LIVE));
    quotes.put("USDT-KRW", quote("USDT-KRW", "1400", "upbit", State.LIVE));
    Optional<BigDecimal> rate = Optional.of(new BigDecimal("1350.5"));
    assertThat(premium(rate, "100000000"))
        .contains(
            new Premium(
                new BigDecimal("5.78"), "BTC-USDT", new BigDecimal("1350.5"), "fixed USD-KRW"));
    quotes.put("BTC-USD", quote("BTC-USD", "70100", "coinbase", State.LIVE));
    assertThat(premium(rate, "100000000").orElseThrow().against()).isEqualTo("BTC-USD");
  }

  @Test
  void shouldTellNoneOfWhatIsNotLive() {
    quotes.put("BTC-USDT", quote("BTC-USDT", "70000", "binance", State.LIVE));
    assertThat(premium(Optional.empty(), "100000000")).as("no rate").isEmpty();
    quotes.put("USDT-KRW", quote("USDT-KRW", "1400", "upbit", State.STALE));
    assertThat(premium(Optional.empty(), "100000000")).as("a stale rate").isEmpty();
    quotes.put("USDT-KRW", quote("USDT-KRW", "1400", "upbit", State.LIVE));
    quotes.put("BTC-USDT", quote("BTC-USDT", "70000", "binance", State.STALE));
    assertThat(premium(Optional.empty(), "100000000")).as("a stale price").isEmpty();
  }

  @Test
  void shouldLeaveAQuoteInDollarsAsItIs() {
    Quote quote = quote("BTC-USDT", "70000", "binance", State.LIVE);
    assertThat(korea(Optional.empty()).complete(Samples.BTC_USDT, quote)).isEqualTo(quote);
  }

  private Optional<Premium> premium(Optional<BigDecimal> rate, String won) {
    return korea(rate).complete(BTC_KRW, quote("BTC-KRW", won, "upbit", State.LIVE)).premium();
  }

  private KoreaPremium korea(Optional<BigDecimal> rate) {
    return new KoreaPremium(rate, symbol -> Optional.ofNullable(quotes.get(symbol)));
  }

  private static Quote quote(String symbol, String price, String source, State state) {
    return new Quote(
        symbol,
        Optional.of(new BigDecimal(price)),
        Optional.of(price),
        Optional.empty(),
        source,
        0,
        0,
        0,
        state,
        Optional.empty(),
        Optional.empty());
  }
}
