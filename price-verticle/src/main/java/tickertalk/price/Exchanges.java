package tickertalk.price;

import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/** Sets up the sources that the configuration chooses, the most preferred first. */
final class Exchanges {
  private final PriceConfig config;
  private final WebClient client;
  private final Clock clock;

  Exchanges(PriceConfig config, WebClient client, Clock clock) {
    this.config = config;
    this.client = client;
    this.clock = clock;
  }

  List<Source> chosen() {
    return switch (config.source()) {
      case AUTO ->
          config.url().isPresent()
              ? List.of(binance())
              : List.of(binance(), coinbase(), kraken(), upbit());
      case BINANCE -> List.of(binance());
      case COINBASE -> List.of(coinbase());
      case KRAKEN -> List.of(kraken());
      case UPBIT -> List.of(upbit());
      case REPLAY -> List.of();
    };
  }

  private Source binance() {
    return new Binance(host(Binance.NAME, Binance.HOST));
  }

  private Source coinbase() {
    return new Coinbase(host(Coinbase.NAME, Coinbase.HOST));
  }

  private Source kraken() {
    return new Kraken(host(Kraken.NAME, Kraken.HOST));
  }

  private Source upbit() {
    return new Upbit(host(Upbit.NAME, Upbit.HOST));
  }

  private ExchangeHost host(String name, URI own) {
    return new ExchangeHost(name, config.url().orElse(own), client, clock);
  }
}
