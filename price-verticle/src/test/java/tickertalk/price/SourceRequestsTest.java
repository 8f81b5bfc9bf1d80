package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the exchanges are asked. */
@ExtendWith(VertxExtension.class)
@Timeout(30)
class SourceRequestsTest {
  private final TestClock clock = new TestClock();

  @ParameterizedTest
  @CsvSource({
    "binance, DOGE-BTC, /api/v3/ticker/24hr, symbol=DOGEBTC",
    "coinbase, DOGE-BTC, /products/DOGE-BTC/ticker,",
    "kraken, DOGE-BTC, /0/public/Ticker, pair=XDGXBT",
    "kraken, BTC-USD, /0/public/Ticker, pair=XBTUSD",
    "upbit, BTC-KRW, /v1/ticker, markets=KRW-BTC",
  })
  void shouldSpellASymbolAsEachSourceDoes(
      String name, String symbol, String path, String query, Vertx vertx) {
    FakeExchange exchange = FakeExchange.start(vertx, clock);
    exchange.on(path, 503, "");
    ExchangeHost host = Samples.host(name, exchange.url(), vertx, clock);
    assertThatThrownBy(() -> source(name, host).fetch(Pair.of(symbol)).await())
        .isInstanceOf(SourceException.class);
    assertThat(exchange.arrivals())
        .singleElement()
        .satisfies(
            arrival -> {
              assertThat(arrival.path()).isEqualTo(path);
              assertThat(arrival.query()).isEqualTo(query);
            });
  }

  private static Source source(String name, ExchangeHost host) {
    return switch (name) {
      case "binance" -> new Binance(host);
      case "coinbase" -> new Coinbase(host);
      case "kraken" -> new Kraken(host);
      default -> new Upbit(host);
    };
  }
}
