package tickertalk.price;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tickertalk.contract.CandlesQuery.Interval;

/**
 * Kraken. Its ticker has no time, so a price is as old as its arrival; and no change over 24 hours,
 * for {@code o} is the price at midnight.
 */
final class Kraken implements Source {
  static final String NAME = "kraken";
  static final List<Endpoint> HOSTS =
      List.of(Endpoint.of("https://api.kraken.com", "wss://ws.kraken.com"));

  /** Kraken's own names of currencies. */
  private static final Map<String, String> OWN_NAMES = Map.of("BTC", "XBT", "DOGE", "XDG");

  /** About one request a second is allowed. */
  static final Duration SPACING = Duration.ofSeconds(1);

  private final ExchangeHost host;

  Kraken(ExchangeHost host) {
    this.host = host;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ExchangeHost host() {
    return host;
  }

  @Override
  public StreamWire stream(List<Pair> pairs) {
    return new KrakenStream(pairs);
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
    ExchangeAnswer ticker = ExchangeAnswer.of(NAME, onlyValue(body), "result");
    JsonArray lastTrade = ExchangeAnswer.array(NAME, ticker.value("c"), "c");
    return Tick.quoted(
        pair.symbol(),
        ExchangeAnswer.price(NAME, lastTrade.getValue(0), "c[0]"),
        Optional.empty(),
        now,
        NAME);
  }

  /** The result beside which {@code last} may stand, which tells where to go on. */
  private static Object onlyValue(String body) {
    ExchangeAnswer answer = ExchangeAnswer.object(NAME, body);
    if (!(answer.value("error") instanceof JsonArray errors) || !errors.isEmpty()) {
      throw new SourceException(
          NAME
              + (isUnknownPair(answer.value("error"))
                  ? " does not have this pair"
                  : " answered with an error"));
    }
    if (answer.value("result") instanceof JsonObject result) {
      result.remove("last");
      if (result.size() == 1) {
        return result.iterator().next().getValue();
      }
    }
    throw ExchangeAnswer.malformed(NAME, "result has not one pair");
  }

  private static boolean isUnknownPair(Object errors) {
    return errors instanceof JsonArray all && all.contains("EQuery:Unknown asset pair");
  }

  @Override
  public Future<List<Candle>> history(Pair pair, PastQuestion question) {
    if (question.before().isPresent()) {
      return Future.succeededFuture(List.of()); // it tells its newest 720 and none before them
    }
    return host.get(
            "/0/public/OHLC?pair="
                + own(pair.base())
                + own(pair.quote())
                + "&interval="
                + question.interval().lengthMs() / Candle.MINUTE_MS
                + "&since="
                + question.from(host.now()) / 1_000)
        .map(body -> closedCandles(body, question.interval(), host.now()));
  }

  static List<Candle> closedCandles(String body, Interval interval, long now) {
    return ExchangeAnswer.array(NAME, onlyValue(body), "result").stream()
        .map(line -> candle(line, interval))
        .filter(candle -> candle.isClosed(interval, now))
        .toList();
  }

  private static Candle candle(Object line, Interval interval) {
    JsonArray values = ExchangeAnswer.array(NAME, line, "a candle");
    if (values.size() < 7) {
      throw ExchangeAnswer.malformed(NAME, "a candle is too short");
    }
    return Candle.told(
        NAME,
        interval,
        ExchangeAnswer.decimal(NAME, values.getValue(0), "time").longValue() * 1_000,
        ExchangeAnswer.price(NAME, values.getValue(1), "open"),
        ExchangeAnswer.price(NAME, values.getValue(2), "high"),
        ExchangeAnswer.price(NAME, values.getValue(3), "low"),
        ExchangeAnswer.price(NAME, values.getValue(4), "close"),
        ExchangeAnswer.decimal(NAME, values.getValue(6), "volume"));
  }
}
