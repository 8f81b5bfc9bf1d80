package tickertalk.price;

import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tickertalk.contract.CandlesQuery.Interval;

/**
 * Upbit, asked for its markets in won only. Its change is that since 09:00 in Seoul, not that over
 * 24 hours, and therefore not passed on.
 */
final class Upbit implements Source {
  static final String NAME = "upbit";
  static final List<Endpoint> HOSTS =
      List.of(Endpoint.of("https://api.upbit.com", "wss://api.upbit.com"));

  private static final int MAX_CANDLES = 200;

  /** Ten requests a second and group are allowed. */
  static final Duration SPACING = Duration.ofMillis(200);

  private final ExchangeHost host;

  Upbit(ExchangeHost host) {
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
    return new UpbitStream(pairs);
  }

  @Override
  public boolean trades(Pair pair) {
    return pair.quote().equals("KRW");
  }

  static String market(Pair pair) {
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
    return Tick.quoted(
        pair.symbol(),
        answer.price("trade_price"),
        Optional.empty(),
        answer.millis("timestamp", now),
        NAME);
  }

  @Override
  public Future<List<Candle>> history(Pair pair, PastQuestion question) {
    OptionalLong before = question.before();
    return host.get(
            "/v1/candles/"
                + unit(question.interval())
                + "?market="
                + market(pair)
                + "&count="
                + Math.min(MAX_CANDLES, question.count())
                + (before.isPresent() ? "&to=" + Instant.ofEpochMilli(before.getAsLong()) : ""))
        .map(answer -> question.read(answer, body -> closed(body, question)));
  }

  private static String unit(Interval interval) {
    return interval == Interval.DAY ? "days" : "minutes/" + interval.lengthMs() / Candle.MINUTE_MS;
  }

  private List<Candle> closed(String body, PastQuestion question) {
    return closedCandles(body, question.interval(), host.now());
  }

  /** Reads candles, which come newest first. */
  static List<Candle> closedCandles(String body, Interval interval, long now) {
    return ExchangeAnswer.array(NAME, body).stream()
        .map(line -> candle(ExchangeAnswer.of(NAME, line, "a candle"), interval))
        .filter(candle -> candle.isClosed(interval, now))
        .sorted(Comparator.comparingLong(Candle::openTime))
        .toList();
  }

  private static Candle candle(ExchangeAnswer line, Interval interval) {
    return Candle.told(
        NAME,
        interval,
        line.utcTime("candle_date_time_utc"),
        line.price("opening_price"),
        line.price("high_price"),
        line.price("low_price"),
        line.price("trade_price"),
        line.decimal("candle_acc_trade_volume").orElse(BigDecimal.ZERO));
  }
}
