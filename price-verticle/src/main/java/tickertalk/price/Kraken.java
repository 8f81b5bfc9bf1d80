package tickertalk.price;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Kraken. Its ticker has no time, so a price is as old as its arrival; and no change over 24 hours,
 * for {@code o} is the price at midnight.
 */
final class Kraken implements Source {
  static final String NAME = "kraken";
  static final URI HOST = URI.create("https://api.kraken.com");

  /** Kraken's own names of currencies. */
  private static final Map<String, String> OWN_NAMES = Map.of("BTC", "XBT", "DOGE", "XDG");

  private final ExchangeHost host;

  Kraken(ExchangeHost host) {
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

  private static String own(String currency) {
    return OWN_NAMES.getOrDefault(currency, currency);
  }

  @Override
  public Future<Tick> fetch(Pair pair) {
    return host.get("/0/public/Ticker?pair=" + own(pair.base()) + own(pair.quote()))
        .map(body -> tick(body, pair, host.now()));
  }

  /** Reads an answer whose status is 200 also for errors, and whose key is not what was asked. */
  static Tick tick(String body, Pair pair, long now) {
    ExchangeAnswer answer = ExchangeAnswer.object(NAME, body);
    if (!(answer.value("error") instanceof JsonArray errors) || !errors.isEmpty()) {
      throw new SourceException(NAME + " answered with an error");
    }
    ExchangeAnswer ticker = ExchangeAnswer.of(NAME, onlyValue(answer.value("result")), "result");
    JsonArray lastTrade = ExchangeAnswer.array(NAME, ticker.value("c"), "c");
    return new Tick(
        pair.symbol(),
        ExchangeAnswer.price(NAME, lastTrade.getValue(0), "c[0]"),
        Optional.empty(),
        BigDecimal.ZERO,
        now,
        NAME);
  }

  private static Object onlyValue(Object result) {
    if (result instanceof JsonObject pairs && pairs.size() == 1) {
      return pairs.iterator().next().getValue();
    }
    throw ExchangeAnswer.malformed(NAME, "result has not one pair");
  }
}
