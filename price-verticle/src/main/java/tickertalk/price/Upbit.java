package tickertalk.price;

import io.vertx.core.Future;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Optional;

/**
 * Upbit, asked for its markets in won only. Its change is that since 09:00 in Seoul, not that over
 * 24 hours, and therefore not passed on.
 */
final class Upbit implements Source {
  static final String NAME = "upbit";
  static final URI HOST = URI.create("https://api.upbit.com");

  private final ExchangeHost host;

  Upbit(ExchangeHost host) {
    this.host = host;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean trades(Pair pair) {
    return pair.quote().equals("KRW");
  }

  private static String market(Pair pair) {
    return pair.quote() + "-" + pair.base();
  }

  @Override
  public Future<Tick> fetch(Pair pair) {
    return host.get("/v1/ticker?markets=" + market(pair)).map(body -> tick(body, pair, host.now()));
  }

  static Tick tick(String body, Pair pair, long now) {
    ExchangeAnswer answer =
        ExchangeAnswer.of(NAME, ExchangeAnswer.array(NAME, body).getValue(0), "the first ticker");
    if (answer.has("market") && !answer.value("market").equals(market(pair))) {
      throw ExchangeAnswer.malformed(NAME, "market is another");
    }
    return new Tick(
        pair.symbol(),
        answer.price("trade_price"),
        Optional.empty(),
        BigDecimal.ZERO,
        answer.millis("timestamp", now),
        NAME);
  }
}
