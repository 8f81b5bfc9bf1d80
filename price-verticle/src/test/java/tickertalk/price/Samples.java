package tickertalk.price;

import java.math.BigDecimal;
import java.util.Optional;

/** Ticks and candles for tests. */
final class Samples {
  static final Pair BTC_USDT = Pair.of("BTC-USDT");

  private Samples() {}

  static Tick tick(String price, long at) {
    return tick("binance", price, "0", at);
  }

  static Tick tick(String source, String price, String amount, long at) {
    return new Tick(
        "BTC-USDT", new BigDecimal(price), Optional.empty(), new BigDecimal(amount), at, source);
  }

  static Candle candle(long openTime, String open, String high, String low, String close) {
    return new Candle(
        openTime,
        new BigDecimal(open),
        new BigDecimal(high),
        new BigDecimal(low),
        new BigDecimal(close),
        BigDecimal.ONE);
  }
}
