package tickertalk.price;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tickertalk.contract.CandlesQuery.Interval;

/** Coinbase Exchange. Its ticker has the last trade, but no change over 24 hours. */
final class Coinbase implements Source {
  static final String NAME = "coinbase";
  static final List<Endpoint> HOSTS =
      List.of(
          Endpoint.of("https://api.exchange.coinbase.com", "wss://ws-feed.exchange.coinbase.com"));

  private static final int MAX_CANDLES = 300;

  /** About 10 requests a second and address are allowed. */
  static final Duration SPACING = Duration.ofMillis(200);

  private final ExchangeHost host;

  Coinbase(ExchangeHost host) {
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
    return new CoinbaseStream(pairs);
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
    return quote(pair.symbol(), ExchangeAnswer.object(NAME, body), now);
  }

  /** Reads what the answer and the stream's ticker have in common. */
  static Tick quote(String symbol, ExchangeAnswer answer, long now) {
    return Tick.quoted(
        symbol, answer.price("price"), Optional.empty(), answer.isoTime("time", now), NAME);
  }

  @Override
  public Future<List<Candle>> history(Pair pair, PastQuestion question) {
    return host.get(
            "/products/"
                + pair.symbol()
                + "/candles?granularity="
                + question.interval().lengthMs() / 1_000
                + page(question))
        .map(answer -> question.read(answer, body -> closed(body, question)));
  }

  /** A stretch of more candles than an answer holds is refused; both its ends are inclusive. */
  private static String page(PastQuestion question) {
    if (question.before().isEmpty()) {
      return "";
    }
    long before = question.before().getAsLong();
    long lengthMs = question.interval().lengthMs();
    Instant start = Instant.ofEpochMilli(before - MAX_CANDLES * lengthMs);
    return "&start=" + start + "&end=" + Instant.ofEpochMilli(before - lengthMs);
  }

  private List<Candle> closed(String body, PastQuestion question) {
    return closedCandles(body, question.interval(), host.now());
  }

  /** Reads candles, which come newest first and with the low before the high. */
  static List<Candle> closedCandles(String body, Interval interval, long now) {
    return ExchangeAnswer.array(NAME, body).stream()
        .map(line -> candle(line, interval))
        .filter(candle -> candle.isClosed(interval, now))
        .sorted(Comparator.comparingLong(Candle::openTime))
        .toList();
  }

  private static Candle candle(Object line, Interval interval) {
    JsonArray values = ExchangeAnswer.array(NAME, line, "a candle");
    if (values.size() < 6) {
      throw ExchangeAnswer.malformed(NAME, "a candle is too short");
    }
    return Candle.told(
        NAME,
        interval,
        ExchangeAnswer.decimal(NAME, values.getValue(0), "time").longValue() * 1_000,
        ExchangeAnswer.price(NAME, values.getValue(3), "open"),
        ExchangeAnswer.price(NAME, values.getValue(2), "high"),
        ExchangeAnswer.price(NAME, values.getValue(1), "low"),
        ExchangeAnswer.price(NAME, values.getValue(4), "close"),
        ExchangeAnswer.decimal(NAME, values.getValue(5), "volume"));
  }
}
