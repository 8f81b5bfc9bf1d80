package tickertalk.price;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import tickertalk.contract.CandlesQuery.Interval;

/** Binance spot, by the hosts that serve nothing but market data, else by the main ones. */
final class Binance implements Source {
  static final String NAME = "binance";
  static final List<Endpoint> HOSTS =
      List.of(
          Endpoint.of("https://data-api.binance.vision", "wss://data-stream.binance.vision"),
          Endpoint.of("https://api.binance.com", "wss://stream.binance.com:9443"));

  private static final int MAX_CANDLES = 1_000;

  // binance.com has markets in these neither.
  private static final Set<String> NOT_QUOTED = Set.of("USD", "KRW");

  /** Two fifths of the weight that an address has a minute, for answers of weight 2. */
  static final Duration SPACING = Duration.ofMillis(50);

  private final ExchangeHost host;
  private boolean statisticsMissing;

  Binance(ExchangeHost host) {
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
    return new BinanceStream(pairs);
  }

  static String market(Pair pair) {
    return pair.base() + pair.quote();
  }

  @Override
  public boolean trades(Pair pair) {
    return !NOT_QUOTED.contains(pair.quote());
  }

  @Override
  public Future<Tick> fetch(Pair pair) {
    return statisticsMissing
        ? ticker("price", pair)
        : ticker("24hr", pair).recover(failure -> withoutStatistics(failure, pair));
  }

  /** Some hosts that speak Binance's wire have the plain price only; they are not asked twice. */
  private Future<Tick> withoutStatistics(Throwable failure, Pair pair) {
    return failure instanceof SourceException refusal && refusal.isNotFound()
        ? ticker("price", pair).onSuccess(tick -> statisticsMissing = true)
        : Future.failedFuture(failure);
  }

  private Future<Tick> ticker(String kind, Pair pair) {
    return host.get("/api/v3/ticker/" + kind + "?symbol=" + market(pair))
        .map(body -> tick(body, pair, host.now()));
  }

  /** Reads both {@code ticker/24hr} and the smaller {@code ticker/price}. */
  static Tick tick(String body, Pair pair, long now) {
    ExchangeAnswer answer = ExchangeAnswer.object(NAME, body);
    refuseError(answer);
    if (answer.has("symbol") && !answer.value("symbol").equals(market(pair))) {
      throw ExchangeAnswer.malformed(NAME, "symbol is another");
    }
    return Tick.quoted(
        pair.symbol(),
        answer.price(answer.has("lastPrice") ? "lastPrice" : "price"),
        answer.decimal("priceChangePercent"),
        answer.millis("closeTime", now),
        NAME);
  }

  /** An error may come with status 200, and its code may be 0. */
  static void refuseError(ExchangeAnswer answer) {
    if (answer.has("code")) {
      throw new SourceException(NAME + " answered with error " + answer.decimal("code").get());
    }
  }

  @Override
  public Future<List<Candle>> history(Pair pair, PastQuestion question) {
    OptionalLong before = question.before();
    return host.get(
            "/api/v3/klines?symbol="
                + market(pair)
                + "&interval="
                + question.interval().wireName() // the same names, and their case
                + "&limit="
                + Math.min(MAX_CANDLES, question.count())
                + (before.isPresent() ? "&endTime=" + (before.getAsLong() - 1) : ""))
        .map(answer -> question.read(answer, body -> closed(body, question)));
  }

  private List<Candle> closed(String body, PastQuestion question) {
    return closedCandles(body, question.interval(), host.now());
  }

  /** Reads {@code klines}, ascending; the last one is still growing and left out. */
  static List<Candle> closedCandles(String body, Interval interval, long now) {
    return ExchangeAnswer.array(NAME, body).stream()
        .map(line -> candle(line, interval))
        .filter(candle -> candle.isClosed(interval, now))
        .toList();
  }

  private static Candle candle(Object line, Interval interval) {
    JsonArray values = ExchangeAnswer.array(NAME, line, "a kline");
    if (values.size() < 6) {
      throw ExchangeAnswer.malformed(NAME, "a kline is too short");
    }
    long openTime = ExchangeAnswer.decimal(NAME, values.getValue(0), "openTime").longValue();
    return Candle.told(
        NAME,
        interval,
        openTime,
        ExchangeAnswer.price(NAME, values.getValue(1), "open"),
        ExchangeAnswer.price(NAME, values.getValue(2), "high"),
        ExchangeAnswer.price(NAME, values.getValue(3), "low"),
        ExchangeAnswer.price(NAME, values.getValue(4), "close"),
        ExchangeAnswer.decimal(NAME, values.getValue(5), "volume"));
  }
}
