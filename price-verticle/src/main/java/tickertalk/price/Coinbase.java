package tickertalk.price;

import io.vertx.core.Future;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Optional;

/** Coinbase Exchange. Its ticker has the last trade, but no change over 24 hours. */
final class Coinbase implements Source {
  static final String NAME = "coinbase";
  static final URI HOST = URI.create("https://api.exchange.coinbase.com");

  private final ExchangeHost host;

  Coinbase(ExchangeHost host) {
    this.host = host;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean trades(Pair pair) {
    return !pair.quote().equals("KRW");
  }

  @Override
  public Future<Tick> fetch(Pair pair) {
    return host.get("/products/" + pair.symbol() + "/ticker")
        .map(body -> tick(body, pair, host.now()));
  }

  static Tick tick(String body, Pair pair, long now) {
    ExchangeAnswer answer = ExchangeAnswer.object(NAME, body);
    return new Tick(
        pair.symbol(),
        answer.price("price"),
        Optional.empty(),
        BigDecimal.ZERO,
        answer.isoTime("time", now),
        NAME);
  }
}
