package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.price.PriceConfig.Choice;
import tickertalk.storage.Database;
import tickertalk.storage.Databases;
import tickertalk.storage.Lease;
import tickertalk.storage.Leases;

@ExtendWith(VertxExtension.class)
@Timeout(60)
class PriceVerticleTest {
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final Duration STALE_AFTER = Duration.ofMillis(600);

  private final TestClock clock = new TestClock();
  private final Database database = Databases.sqlite();
  private final BlockingQueue<JsonObject> published = new LinkedBlockingQueue<>();
  private final Promise<Void> registered = Promise.promise();
  private Vertx vertx;
  private FakeExchange exchange;

  @BeforeEach
  void openExchange(Vertx vertx) {
    this.vertx = vertx;
    exchange = FakeExchange.start(vertx, clock);
    vertx.eventBus().<JsonObject>consumer("price.BTC-USDT", quote -> published.add(quote.body()));
  }

  @AfterEach
  void closeDatabase() {
    registered.tryComplete(); // or else a verticle whose test failed would wait for it
    vertx.close().await();
    database.close();
  }

  @Test
  void shouldPublishThePriceAsPeopleReadIt() throws InterruptedException {
    exchange.quote("70352.36000000");
    deploy(config());
    JsonObject quote = awaitQuote(state("live"));
    assertThat(quote.getString("symbol")).isEqualTo("BTC-USDT");
    assertThat(quote.getString("price")).isEqualTo("70352.36");
    assertThat(quote.getString("display")).isEqualTo("$70,352.36");
    assertThat(quote.getString("change24h")).isEqualTo("-1.25");
    assertThat(quote.getString("source")).isEqualTo("binance");
    assertThat(quote.getLong("ageMs")).isBetween(0L, STALE_AFTER.toMillis());
    assertThat(clock.millis() - quote.getLong("at")).isBetween(0L, 10_000L);
    assertThat(exchange.arrivals(FakeExchange.STATISTICS).get(0).query())
        .isEqualTo("symbol=BTCUSDT");
  }

  @Test
  void shouldMakeDoWithThePlainPrice() throws InterruptedException {
    exchange.on(FakeExchange.PRICE, 200, "{\"symbol\":\"BTCUSDT\",\"price\":\"70352.36\"}");
    deploy(config());
    assertThat(awaitQuote(state("live")).getString("display")).isEqualTo("$70,352.36");
    awaitQuote(quote -> exchange.arrivals(FakeExchange.PRICE).size() > 2);
    assertThat(exchange.arrivals(FakeExchange.STATISTICS)).hasSize(1);
  }

  @Test
  void shouldPublishEverySecondWithoutNewsAndFourTimesAtMostWithNews() throws InterruptedException {
    exchange.quote("70352.36");
    deploy(config());
    awaitQuote(state("live"));
    long begun = System.nanoTime();
    for (int i = 0; i < 8; i++) {
      assertThat(next()).isNotNull();
    }
    long tookMs = Duration.ofNanos(System.nanoTime() - begun).toMillis();
    assertThat(tookMs).as("eight quotes, ten prices a second").isBetween(1_700L, 8_000L);
    exchange.on(FakeExchange.STATISTICS, response -> {});
    awaitQuote(state("stale"));
    JsonObject again = next();
    assertThat(again.getString("state")).isEqualTo("stale");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 418})
  void shouldLeaveTheExchangeAloneForAsLongAsItAsks(int status) throws InterruptedException {
    exchange.on(FakeExchange.KLINES, response -> {});
    exchange.on(
        FakeExchange.STATISTICS,
        response -> {
          exchange.quote("1");
          FakeExchange.send(response.putHeader("Retry-After", "2"), status, "{\"code\":-1003}");
        });
    deploy(config());
    assertThat(awaitQuote(reason("left alone")).getString("state")).isEqualTo("unavailable");
    awaitQuote(state("live"));
    List<FakeExchange.Arrival> arrivals = exchange.arrivals(FakeExchange.STATISTICS);
    assertThat(Duration.ofNanos(arrivals.get(1).nanos() - arrivals.get(0).nanos()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void shouldSayThatAnExchangeIsNotAvailableHere() throws InterruptedException {
    exchange.on(FakeExchange.STATISTICS, 451, "{\"code\":0,\"msg\":\"restricted location\"}");
    deploy(config());
    JsonObject quote = awaitQuote(reason("binance is not available in this location"));
    assertThat(quote.getString("state")).isEqualTo("unavailable");
    assertThat(quote.containsKey("price")).isFalse();
    assertThat(quote.getString("source")).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>blocked</html>",
        "",
        "{\"symbol\":\"BTCUSDT\",\"lastPri",
        "{\"symbol\":\"BTCUSDT\",\"lastPrice\":null}",
        "{\"symbol\":\"BTCUSDT\",\"lastPrice\":\"0\"}",
        "{\"code\":0,\"msg\":\"sorry\"}"
      })
  void shouldSurviveWhatIsNoPriceAndRecover(String body) throws InterruptedException {
    exchange.on(FakeExchange.STATISTICS, 200, body);
    deploy(config());
    assertThat(awaitQuote(reason("binance ")).getString("state")).isEqualTo("unavailable");
    exchange.quote("70352.36");
    assertThat(awaitQuote(state("live")).containsKey("reason")).isFalse();
  }

  @Test
  void shouldGoFromLiveToStaleToUnavailableAndBack() throws InterruptedException {
    exchange.quote("70352.36");
    deploy(config());
    awaitQuote(state("live"));
    exchange.on(FakeExchange.STATISTICS, response -> {});
    JsonObject stale = awaitQuote(state("stale"));
    assertThat(stale.getString("display")).isEqualTo("$70,352.36");
    assertThat(stale.getLong("ageMs")).isBetween(STALE_AFTER.toMillis(), 5_000L);
    clock.advance(Ticker.LONGEST_SILENCE);
    assertThat(awaitQuote(state("unavailable")).containsKey("price")).isFalse();
    exchange.quote("70400");
    assertThat(awaitQuote(state("live")).getString("display")).isEqualTo("$70,400.00");
  }

  @Test
  void shouldAskTheExchangeOnceForAllWhoAsk() throws InterruptedException {
    exchange.quote("70352.36");
    deploy(
        new PriceConfig(
            List.of(Choice.BINANCE),
            Map.of(Choice.BINANCE, exchange.url()),
            List.of("BTC-USDT"),
            Duration.ofMinutes(1),
            1,
            Duration.ofMinutes(1),
            Optional.empty()));
    awaitQuote(state("live"));
    List<Future<JsonObject>> answers =
        IntStream.range(0, 500).mapToObj(i -> send("price.quote", symbol("BTC-USDT"))).toList();
    Future.all(answers).await();
    assertThat(answers)
        .allSatisfy(
            answer -> assertThat(answer.result().getString("display")).isEqualTo("$70,352.36"));
    assertThat(exchange.arrivals(FakeExchange.STATISTICS)).hasSize(1);
  }

  @Test
  void shouldTellWhoeverAsksWhichSymbolsThereAreAndOfTheFirstWhoNamesNone() {
    deploy(config());
    for (JsonObject question : List.of(symbol("BTC-USDT"), new JsonObject())) {
      JsonObject quote = send("price.quote", question).await();
      assertThat(quote.getString("symbol")).isEqualTo("BTC-USDT");
      assertThat(quote.getJsonArray("symbols")).containsExactly("BTC-USDT");
    }
  }

  @Test
  void shouldRefuseASymbolThatItDoesNotShow() {
    deploy(config());
    assertRefused("price.quote", symbol("ETH-USDT"), 404, "ETH-USDT");
    assertRefused("price.candles", symbol("ETH-USDT").put("interval", "1m"), 404, "ETH-USDT");
    assertRefused("price.quote", symbol("<b>"), 400, "symbol");
    assertRefused("price.candles", symbol("BTC-USDT").put("interval", "1M"), 400, "interval");
  }

  @Test
  void shouldSayThatASourceDoesNotTradeASymbol() throws InterruptedException {
    deploy(config(Choice.UPBIT, Optional.of(exchange.url()), 1));
    JsonObject quote = awaitQuote(state("unavailable"));
    assertThat(quote.getString("reason")).isEqualTo("upbit has no BTC-USDT");
    assertThat(exchange.arrivals()).isEmpty();
  }

  @Test
  void shouldAskNobodyWhileItStandsBy() throws InterruptedException {
    exchange.quote("70352.36");
    HandedLease lease = new HandedLease();
    deploy(config(), lease);
    assertNobodyServes();
    assertThat(exchange.arrivals()).isEmpty();
    lease.held.run();
    awaitQuote(state("live"));
    lease.lost.run();
    awaitNobodyServes();
    assertThat(
            new CandleStore(database, Leases.alone().of("price"))
                .newest("BTC-USDT", MarketKind.LIVE, 10))
        .as("who lost the lease writes over nobody's candles")
        .isEmpty();
    int asked = exchange.arrivals(FakeExchange.STATISTICS).size();
    published.clear();
    lease.held.run();
    awaitQuote(state("live"));
    assertThat(exchange.arrivals(FakeExchange.STATISTICS).size()).isGreaterThan(asked);
  }

  /** Whoever had heard the last price went on taking it for live. */
  @Test
  void shouldTellThatThereIsNoPriceWhenItStandsBy() throws InterruptedException {
    exchange.quote("70352.36");
    HandedLease lease = new HandedLease();
    deploy(config(), lease);
    lease.held.run();
    awaitQuote(state("live"));
    lease.lost.run();
    JsonObject last = awaitQuote(state("unavailable"));
    assertThat(last.getString("reason")).isEqualTo("no price feed at the moment");
    assertThat(last.containsKey("price")).isFalse();
    awaitNobodyServes();
    assertThat(published).as("after the last word").isEmpty();
  }

  @Test
  void shouldTellThatThereIsNoPriceWhenItStops() throws InterruptedException {
    exchange.quote("70352.36");
    HandedLease lease = new HandedLease();
    String id = deploy(config(), lease);
    lease.held.run();
    awaitQuote(state("live"));
    vertx.undeploy(id).await();
    assertThat(awaitQuote(state("unavailable")).getString("reason"))
        .isEqualTo("no price feed at the moment");
  }

  @Test
  void shouldNotSpeakForTheHolderWhenAStandByStops() throws InterruptedException {
    HandedLease lease = new HandedLease();
    String id = deploy(config(), lease);
    vertx.undeploy(id).await();
    JsonObject mark = new JsonObject().put("state", "mark");
    vertx.eventBus().publish("price.BTC-USDT", mark);
    assertThat(next()).isEqualTo(mark);
  }

  /** It was logged, and the cluster had a holder that nobody could ask. */
  @Test
  void shouldTryAgainWhenItCannotTakeUpItsDuties() throws InterruptedException {
    HandedLease lease = new HandedLease();
    AtomicInteger attempts = new AtomicInteger();
    vertx
        .deployVerticle(
            StubbornBus.under(
                verticle(replay(), lease),
                () ->
                    attempts.incrementAndGet() <= 4
                        ? Future.failedFuture("the cluster is in trouble")
                        : Future.succeededFuture()))
        .await();
    lease.held.run();
    awaitServed();
    assertThat(attempts).as("two commands, the third time").hasValue(6);
    awaitQuote(state("replay"));
  }

  @Test
  void shouldNotGoOnAsStandByWithWhatItBeganAsHolder() throws InterruptedException {
    HandedLease lease = new HandedLease();
    vertx.deployVerticle(StubbornBus.under(verticle(replay(), lease), registered::future)).await();
    lease.held.run();
    awaitQuote(state("replay"));
    lease.lost.run();
    awaitQuote(state("unavailable"));
    registered.complete();
    awaitNobodyServes();
    assertThat(published).as("after the last word").isEmpty();
  }

  @Test
  void shouldTakeUpAndLayDownItsDutiesOneAfterTheOther() throws InterruptedException {
    HandedLease lease = new HandedLease();
    vertx.deployVerticle(StubbornBus.under(verticle(replay(), lease), registered::future)).await();
    lease.held.run();
    awaitQuote(state("replay"));
    lease.lost.run();
    lease.held.run();
    awaitQuote(state("unavailable"));
    registered.complete();
    awaitQuote(state("replay"));
    assertThat(awaitServed().getString("state")).isEqualTo("replay");
    lease.lost.run();
    awaitQuote(state("unavailable"));
    awaitNobodyServes();
  }

  @Test
  void shouldDeleteCandlesAfterNinetyDays() throws InterruptedException {
    long now = Candle.openTime(clock.millis());
    Candle old = Samples.candle(now - Duration.ofDays(91).toMillis(), "1", "1", "1", "1");
    Candle kept = Samples.candle(now - Duration.ofDays(89).toMillis(), "2", "2", "2", "2");
    database.migrate("price");
    CandleStore store = new CandleStore(database, Leases.alone().of("price"));
    store.save("BTC-USDT", MarketKind.LIVE, List.of(old, kept));
    deploy(config());
    List<Candle> stored = store.newest("BTC-USDT", MarketKind.LIVE, 10);
    while (stored.contains(old)) {
      assertThat(next()).as("a quote to wait for").isNotNull();
      stored = store.newest("BTC-USDT", MarketKind.LIVE, 10);
    }
    assertThat(stored).contains(kept);
  }

  @Test
  void shouldReleaseTheLeaseWhenItIsUndeployed() throws InterruptedException {
    exchange.quote("70352.36");
    HandedLease lease = new HandedLease();
    String id = deploy(config(), lease);
    lease.held.run();
    awaitQuote(state("live"));
    vertx.undeploy(id).await();
    assertThat(lease.released).isTrue();
    assertThat(
            new CandleStore(database, Leases.alone().of("price"))
                .newest("BTC-USDT", MarketKind.LIVE, 10))
        .as("the growing candle is stored")
        .isNotEmpty();
  }

  @Test
  void shouldShowTheExchangesOwnCandlesAndTheGrowingOne() throws InterruptedException {
    long minute = Candle.openTime(clock.millis()) - 3 * Candle.MINUTE_MS;
    exchange.on(
        FakeExchange.KLINES,
        200,
        "[[%d,\"1.0\",\"4.0\",\"0.5\",\"2.0\",\"12.5\",%d,\"0\",1,\"0\",\"0\",\"0\"]]"
            .formatted(minute, minute + Candle.MINUTE_MS - 1));
    exchange.quote("70352.36");
    deploy(config());
    JsonArray candles = awaitCandles(2);
    assertThat(candles.getJsonArray(0))
        .isEqualTo(JsonArray.of(minute, "1", "4", "0.5", "2", "12.5"));
    assertThat(candles.getJsonArray(1).getString(4)).isEqualTo("70352.36");
    assertThat(exchange.arrivals(FakeExchange.KLINES).get(0).query())
        .isEqualTo("symbol=BTCUSDT&interval=1m&limit=1000");
  }

  @Test
  void shouldReplayTheRecordWithAPastAndAPulse() throws InterruptedException {
    deploy(config(Choice.REPLAY, Optional.empty(), 1));
    JsonObject quote = awaitQuote(state("replay"));
    assertThat(quote.getString("source")).isEqualTo("replay (Bitstamp 2013-11-29)");
    assertThat(new BigDecimal(quote.getString("price")))
        .isBetween(new BigDecimal(900), new BigDecimal(1200));
    long begun = System.nanoTime();
    assertThat(next().getString("state")).isEqualTo("replay");
    assertThat(next().getString("state")).isEqualTo("replay");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(2_500));
    JsonArray candles = candles(100);
    assertThat(candles.size()).isBetween(30, 61);
    assertThat(IntStream.range(0, candles.size()).mapToObj(i -> candles.getJsonArray(i).getLong(0)))
        .isSorted()
        .doesNotHaveDuplicates()
        .allMatch(openTime -> openTime > clock.millis() - 62 * Candle.MINUTE_MS);
  }

  @Test
  void shouldReplayFasterWhenAsked() throws InterruptedException {
    deploy(config(Choice.REPLAY, Optional.empty(), 60));
    String first = awaitQuote(state("replay")).getString("price");
    awaitQuote(quote -> !quote.getString("price").equals(first));
    assertThat(candles(100).size()).isBetween(60, 63);
  }

  private PriceConfig config() {
    return config(Choice.BINANCE, Optional.of(exchange.url()), 1);
  }

  private static PriceConfig replay() {
    return config(Choice.REPLAY, Optional.empty(), 1);
  }

  private static PriceConfig config(Choice source, Optional<URI> url, int speed) {
    return new PriceConfig(
        List.of(source),
        url.map(base -> Map.of(source, base)).orElse(Map.of()),
        List.of("BTC-USDT"),
        INTERVAL,
        speed,
        STALE_AFTER,
        Optional.empty());
  }

  private void deploy(PriceConfig config) {
    deploy(config, Leases.alone().of("price"));
  }

  private String deploy(PriceConfig config, Lease lease) {
    return vertx.deployVerticle(verticle(config, lease)).await();
  }

  private PriceVerticle verticle(PriceConfig config, Lease lease) {
    return new PriceVerticle(config, database, lease, clock, Duration.ofMillis(10));
  }

  private Future<JsonObject> send(String address, JsonObject body) {
    return vertx.eventBus().<JsonObject>request(address, body).map(reply -> reply.body());
  }

  private static JsonObject symbol(String symbol) {
    return new JsonObject().put("symbol", symbol);
  }

  private void assertRefused(String address, JsonObject body, int code, String named) {
    assertThatThrownBy(() -> send(address, body).await())
        .isInstanceOfSatisfying(
            ReplyException.class, refusal -> assertThat(refusal.failureCode()).isEqualTo(code))
        .hasMessageContaining(named);
  }

  private void assertNobodyServes() {
    assertThatThrownBy(() -> send("price.quote", symbol("BTC-USDT")).await())
        .isInstanceOfSatisfying(
            ReplyException.class,
            failure -> assertThat(failure.failureType()).isEqualTo(ReplyFailure.NO_HANDLERS));
  }

  /** The time limit of a test interrupts it, which a loop does not notice by itself. */
  private static void goOnWaiting() {
    assertThat(Thread.interrupted()).as("out of time").isFalse();
    Thread.onSpinWait();
  }

  private void awaitNobodyServes() {
    while (send("price.quote", symbol("BTC-USDT")).map(true).otherwise(false).await()) {
      goOnWaiting();
    }
    assertNobodyServes();
  }

  private JsonObject awaitServed() {
    Future<JsonObject> quote = send("price.quote", symbol("BTC-USDT"));
    while (!quote.map(true).otherwise(false).await()) {
      goOnWaiting();
      quote = send("price.quote", symbol("BTC-USDT"));
    }
    return quote.result();
  }

  private JsonArray candles(int limit) {
    return send("price.candles", symbol("BTC-USDT").put("interval", "1m").put("limit", limit))
        .await()
        .getJsonArray("candles");
  }

  private JsonArray awaitCandles(int count) throws InterruptedException {
    awaitQuote(state("live"));
    JsonArray candles = candles(10);
    while (candles.size() < count) {
      assertThat(next()).as("a price to wait for").isNotNull();
      candles = candles(10);
    }
    return candles;
  }

  private JsonObject next() throws InterruptedException {
    return published.poll(10, TimeUnit.SECONDS);
  }

  private JsonObject awaitQuote(Predicate<JsonObject> wanted) throws InterruptedException {
    JsonObject quote = next();
    while (quote != null && !wanted.test(quote)) {
      quote = next();
    }
    assertThat(quote).as("the quote that was waited for").isNotNull();
    return quote;
  }

  private static Predicate<JsonObject> state(String state) {
    return quote -> quote.getString("state").equals(state);
  }

  private static Predicate<JsonObject> reason(String part) {
    return quote -> quote.getString("reason", "").contains(part);
  }

  /** A lease that the test hands out and takes away. */
  private static final class HandedLease implements Lease {
    private Runnable held;
    private Runnable lost;
    private volatile boolean released;

    @Override
    public void keep(Runnable held, Runnable lost) {
      this.held = held;
      this.lost = lost;
    }

    @Override
    public void release() {
      released = true;
    }
  }
}
