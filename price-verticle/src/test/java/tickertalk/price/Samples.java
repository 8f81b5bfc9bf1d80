package tickertalk.price;

import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Ticks and candles for tests. */
final class Samples {
  static final Pair BTC_USDT = Pair.of("BTC-USDT");
  static final Duration STALE_AFTER = Duration.ofSeconds(5);

  private Samples() {}

  static Tick tick(String price, long at) {
    return tick("binance", price, "0", at);
  }

  /** A trade if there is an amount; its number is its time, which is enough for one a moment. */
  static Tick tick(String source, String price, String amount, long at) {
    BigDecimal traded = new BigDecimal(amount);
    return traded.signum() == 0
        ? Tick.quoted("BTC-USDT", new BigDecimal(price), Optional.empty(), at, source)
        : Tick.traded("BTC-USDT", new BigDecimal(price), traded, at + 1, at, source);
  }

  static Ticker ticker(MarketKind kind, long now) {
    return new Ticker(BTC_USDT, kind, STALE_AFTER, selection(false), now);
  }

  static Selection selection(boolean medians) {
    return new Selection(List.of("binance", "coinbase", "kraken"), medians, STALE_AFTER);
  }

  static ExchangeHost host(String name, URI url, Vertx vertx, Clock clock) {
    return new ExchangeHost(
        name,
        List.of(Endpoint.at(url)),
        UpstreamClients.of(vertx),
        new Restraint(clock, Duration.ZERO),
        clock);
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
