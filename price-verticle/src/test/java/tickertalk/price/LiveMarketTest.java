package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.exchange.Bar;
import tickertalk.exchange.Refusal;
import tickertalk.exchange.SimulatedExchange;
import tickertalk.price.PriceConfig.Choice;
import tickertalk.storage.Database;
import tickertalk.storage.Databases;
import tickertalk.storage.Leases;

/** What people are told while the exchanges do what exchanges do. */
@ExtendWith(VertxExtension.class)
@Timeout(90)
@Execution(ExecutionMode.CONCURRENT) // each waits for its own exchanges
class LiveMarketTest {
  private static final Duration SWITCH = Duration.ofSeconds(3);

  private final Database database = Databases.sqlite();
  private final Map<String, JsonObject> newest = new ConcurrentHashMap<>();
  private Vertx vertx;
  private SimulatedExchange binance;
  private SimulatedExchange coinbase;
  private SimulatedExchange kraken;
  private SimulatedExchange upbit;

  @BeforeEach
  void open(Vertx own) {
    vertx = own;
    binance = SimulatedExchange.binance(vertx);
    coinbase = SimulatedExchange.coinbase(vertx);
    kraken = SimulatedExchange.kraken(vertx);
    upbit = SimulatedExchange.upbit(vertx);
    tell("70000", "70010", "70020");
    upbit.price("KRW-BTC", "100000000");
    upbit.price("KRW-USDT", "1400");
  }

  private void tell(String atBinance, String atCoinbase, String atKraken) {
    binance.price("BTCUSDT", atBinance);
    coinbase.price("BTC-USDT", atCoinbase);
    kraken.price("BTC-USDT", atKraken);
  }

  @AfterEach
  void close() {
    List.of(binance, coinbase, kraken, upbit)
        .forEach(it -> assertThat(it.violations()).as(it.name()).isEmpty());
    vertx.close().await();
    database.close();
  }

  @Test
  void shouldTellTheMedianWhereThreeAgree() {
    follow(Choice.AUTO);
    awaitSource("median of binance, coinbase, kraken");
    JsonObject quote = newest.get("BTC-USDT");
    assertThat(quote.getString("price")).isEqualTo("70010");
    assertThat(quote.getString("display")).isEqualTo("$70,010.00");
    long now = System.currentTimeMillis();
    assertThat(quote.getLong("receivedAt"))
        .isBetween(quote.getLong("at"), now)
        .isGreaterThan(now - 5_000);
  }

  @Test
  void shouldTellThePreferredOneOfThoseThatAreNamed() {
    follow(Choice.KRAKEN, Choice.BINANCE);
    awaitQuote("BTC-USDT", "70020", "live");
    assertThat(newest.get("BTC-USDT").getString("source")).isEqualTo("kraken");
    assertThat(coinbase.handshakes()).isEmpty();
  }

  @Test
  void shouldSwitchWithinThreeSecondsOfSilence() {
    follow(Choice.BINANCE, Choice.KRAKEN);
    awaitSource("binance");
    binance.fallSilent();
    await().atMost(SWITCH.plusMillis(500)).until(() -> source().equals("kraken"));
    assertThat(newest.get("BTC-USDT").getString("state")).isEqualTo("live");
    binance.recover();
    awaitSource("binance");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>520</html>", "", "{\"symbol\":", "{\"code\":0}", "[1]"})
  void shouldSwitchWithinThreeSecondsOfNonsense(String body) {
    follow(Choice.BINANCE, Choice.KRAKEN);
    awaitSource("binance");
    binance.refuse(Refusal.of(200, body));
    binance.refuseStreams(Refusal.of(200, body));
    binance.cut();
    await().atMost(SWITCH.plusMillis(500)).until(() -> source().equals("kraken"));
    assertThat(price()).isEqualTo("70020");
  }

  @Test
  void shouldSwitchWithinThreeSecondsOfABan() {
    follow(Choice.BINANCE, Choice.KRAKEN);
    awaitSource("binance");
    binance.ban(418, Duration.ofSeconds(30));
    binance.cut();
    await().atMost(SWITCH.plusMillis(500)).until(() -> source().equals("kraken"));
  }

  @Test
  void shouldSwitchWithinThreeSecondsWhenAnswersAreSlow() {
    follow(Choice.BINANCE, Choice.KRAKEN);
    awaitSource("binance");
    binance.refuseStreams(Refusal.of(503, ""));
    binance.answerAfter(Duration.ofSeconds(10));
    binance.cut();
    await().atMost(SWITCH.plusMillis(500)).until(() -> source().equals("kraken"));
  }

  @Test
  void shouldSwitchWithinSecondsWhenAClockIsWrong() {
    follow(Choice.BINANCE, Choice.KRAKEN);
    awaitSource("binance");
    binance.clockOff(Duration.ofHours(1));
    await().atMost(SWITCH.plusMillis(500)).until(() -> source().equals("kraken"));
    binance.clockOff(Duration.ofMinutes(-10));
    binance.price("BTCUSDT", "70500");
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(5))
        .until(() -> price().equals("70020"));
  }

  @Test
  void shouldHoldATwentyPercentJumpInOneSourceAlone() {
    follow(Choice.AUTO);
    awaitQuote("BTC-USDT", "70010", "live");
    tell("84000", "70010", "70020");
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(10))
        .until(() -> List.of("70010", "70020").contains(price()));
    tell("84000", "84010", "84020");
    awaitQuote("BTC-USDT", "84010", "live");
  }

  @Test
  void shouldGoStaleAndThenSayThatItIsNot() {
    follow(Choice.BINANCE);
    awaitQuote("BTC-USDT", "70000", "live");
    binance.fallSilent();
    awaitQuote("BTC-USDT", "70000", "stale");
    assertThat(newest.get("BTC-USDT").getLong("ageMs")).isGreaterThan(5_000);
    binance.recover();
    binance.price("BTCUSDT", "70001");
    awaitQuote("BTC-USDT", "70001", "live");
  }

  @Test
  void shouldTellTheKoreaPremium() {
    follow(Choice.AUTO);
    await().until(() -> newest.containsKey("BTC-KRW") && premium() != null);
    JsonObject premium = premium();
    assertThat(premium.getString("against")).isEqualTo("BTC-USDT");
    assertThat(premium.getString("rate")).isEqualTo("1400");
    assertThat(premium.getString("rateSource")).isEqualTo("upbit USDT-KRW");
    assertThat(premium.getString("percent")).isIn("2.03", "2.04");
    assertThat(newest.get("BTC-KRW").getString("display")).isEqualTo("₩100,000,000");
    assertThat(newest).as("the rate is shown to nobody").doesNotContainKey("USDT-KRW");
  }

  private JsonObject premium() {
    return newest.get("BTC-KRW").getJsonObject("premium");
  }

  @Test
  void shouldFollowEachExchangeByOneConnectionHoweverManyAsk() {
    follow(Choice.AUTO);
    awaitQuote("BTC-USDT", "70010", "live");
    await()
        .until(
            () ->
                List.of(binance, coinbase, kraken, upbit).stream()
                    .allMatch(it -> it.connections() == 1));
    int before = asked();
    List<Future<JsonObject>> answers =
        IntStream.range(0, 10_000)
            .mapToObj(i -> ask("price.quote", new JsonObject().put("symbol", "BTC-USDT")))
            .toList();
    Future.all(answers).await();
    assertThat(answers)
        .allSatisfy(it -> assertThat(it.result().getString("state")).isEqualTo("live"));
    // The clock may ask for a symbol that was silent; ten thousand questions are not the clock's.
    assertThat(asked() - before).isLessThan(10);
    for (SimulatedExchange exchange : List.of(binance, coinbase, kraken, upbit)) {
      assertThat(exchange.peakConnections()).as(exchange.name()).isOne();
    }
  }

  /** Candles are asked for by the clock, which may strike meanwhile. */
  private int asked() {
    return List.of(binance, coinbase, kraken, upbit).stream()
        .flatMap(it -> Stream.concat(it.requests().stream(), it.handshakes().stream()))
        .filter(it -> !it.path().matches(".*(candles|klines|OHLC).*"))
        .toList()
        .size();
  }

  @ParameterizedTest
  @ValueSource(strings = {"binance", "coinbase", "kraken", "upbit"})
  void shouldFillThePastWithTheExchangesOwnCandlesAndMarkWhatIsMissing(String name) {
    SimulatedExchange exchange =
        Map.of("binance", binance, "coinbase", coinbase, "kraken", kraken, "upbit", upbit)
            .get(name);
    String symbol = name.equals("upbit") ? "BTC-KRW" : "BTC-USDT";
    String market = Map.of("binance", "BTCUSDT", "upbit", "KRW-BTC").getOrDefault(name, symbol);
    // One more than is waited for: the minute just over is not asked for yet, as it may grow.
    long first = Candle.openTime(System.currentTimeMillis()) - 11 * Candle.MINUTE_MS;
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < 13; i++) { // also of the minutes to come, which a slow test may reach
      bars.add(new Bar(first + i * Candle.MINUTE_MS, "10", "12", "9.5", "11", "3.25"));
    }
    exchange.bars(market, bars);
    follow(Choice.valueOf(name.toUpperCase(Locale.ROOT)));
    await()
        .atMost(Duration.ofSeconds(40)) // the next question, if a minute ended at this moment
        .until(() -> isWhole(candles(symbol)));
    assertThat(candles(symbol).getJsonArray("candles").getJsonArray(0))
        .isEqualTo(JsonArray.of(first, "10", "12", "9.5", "11", "3.25"));
  }

  /** The exchanges answer with 1,000, 300, 720 and 200 at most; a chart had one answer's. */
  @ParameterizedTest
  @ValueSource(strings = {"binance", "coinbase", "kraken", "upbit"})
  void shouldReadThePastOfHoursAndDaysPageByPageWhilePricesGoOn(String name) {
    SimulatedExchange exchange =
        Map.of("binance", binance, "coinbase", coinbase, "kraken", kraken, "upbit", upbit)
            .get(name);
    String symbol = name.equals("upbit") ? "BTC-KRW" : "BTC-USDT";
    String market = Map.of("binance", "BTCUSDT", "upbit", "KRW-BTC").getOrDefault(name, symbol);
    exchange.bars(market, bars(Duration.ofMinutes(1), 120));
    exchange.bars(market, Duration.ofHours(1), bars(Duration.ofHours(1), 1_100));
    exchange.bars(market, Duration.ofDays(1), bars(Duration.ofDays(1), 1_100));
    exchange.answerAfter(Duration.ofMillis(200));
    follow(Choice.valueOf(name.toUpperCase(Locale.ROOT)));
    await().atMost(SWITCH).until(() -> newest.containsKey(symbol));
    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> drawn(symbol, "1h") >= 500 && drawn(symbol, "1d") >= 200);
    JsonObject days = candles(symbol, "1d");
    long first = days.getJsonArray("candles").getJsonArray(0).getLong(0);
    assertThat(days.getJsonArray("candles").stream().map(it -> ((JsonArray) it).getLong(0)))
        .as("day by day, none twice")
        .containsExactlyElementsOf(
            LongStream.range(0, days.getJsonArray("candles").size())
                .mapToObj(i -> first + i * Duration.ofDays(1).toMillis())
                .toList());
    assertThat(
            exchange.requests().stream()
                .filter(it -> it.path().matches(".*(candles|klines|OHLC).*"))
                .count())
        .as("questions for candles")
        .isLessThan(12);
  }

  private static List<Bar> bars(Duration length, int count) {
    long lengthMs = length.toMillis();
    long end = System.currentTimeMillis() / lengthMs * lengthMs;
    return LongStream.rangeClosed(-count, 0)
        .mapToObj(i -> new Bar(end + i * lengthMs, "10", "12", "9.5", "11", "3.25"))
        .toList();
  }

  private int drawn(String symbol, String interval) {
    return candles(symbol, interval).getJsonArray("candles").size();
  }

  private JsonObject candles(String symbol, String interval) {
    JsonObject question = new JsonObject().put("symbol", symbol);
    return ask("price.candles", question.put("interval", interval).put("limit", 1_000)).await();
  }

  private static boolean isWhole(JsonObject reply) {
    return reply.getJsonArray("candles").size() >= 10 && reply.getJsonArray("gaps").isEmpty();
  }

  private JsonObject candles(String symbol) {
    return ask(
            "price.candles",
            new JsonObject().put("symbol", symbol).put("interval", "1m").put("limit", 60))
        .await();
  }

  private Future<JsonObject> ask(String address, JsonObject body) {
    return vertx.eventBus().<JsonObject>request(address, body).map(reply -> reply.body());
  }

  private void follow(Choice... sources) {
    List<Choice> chosen = Arrays.asList(sources);
    Map<Choice, URI> urls = new EnumMap<>(Choice.class);
    for (SimulatedExchange exchange : List.of(binance, coinbase, kraken, upbit)) {
      Choice choice = Choice.of(exchange.name()).orElseThrow();
      if (chosen.contains(choice) || chosen.contains(Choice.AUTO)) {
        urls.put(choice, exchange.url());
      }
    }
    PriceConfig config =
        new PriceConfig(
            chosen,
            urls,
            List.of("BTC-USDT", "BTC-KRW"),
            Duration.ofMillis(500),
            1,
            Duration.ofSeconds(5),
            Optional.empty());
    config
        .symbols()
        .forEach(
            symbol ->
                vertx
                    .eventBus()
                    .<JsonObject>consumer(
                        "price." + symbol, quote -> newest.put(symbol, quote.body())));
    vertx.deployVerticle(new PriceVerticle(config, database, Leases.alone().of("price"))).await();
  }

  private String source() {
    return newest.getOrDefault("BTC-USDT", new JsonObject()).getString("source", "");
  }

  private String price() {
    return newest.get("BTC-USDT").getString("price");
  }

  private void awaitSource(String source) {
    await().atMost(Duration.ofSeconds(20)).until(() -> source().equals(source));
  }

  private void awaitQuote(String symbol, String price, String state) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              JsonObject quote = newest.getOrDefault(symbol, new JsonObject());
              return price.equals(quote.getString("price"))
                  && state.equals(quote.getString("state"));
            });
  }
}
