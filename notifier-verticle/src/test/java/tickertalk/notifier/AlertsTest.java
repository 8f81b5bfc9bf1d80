package tickertalk.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static tickertalk.notifier.Samples.ALICE;
import static tickertalk.notifier.Samples.BOB;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tickertalk.contract.Caller;
import tickertalk.contract.Command;
import tickertalk.contract.Person;
import tickertalk.contract.Role;
import tickertalk.contract.Topic;
import tickertalk.notifier.Samples.SetClock;
import tickertalk.storage.Database;
import tickertalk.storage.Databases;
import tickertalk.storage.Lease;
import tickertalk.storage.Leases;
import tickertalk.storage.Sql;

/** The notifier with a market beside it that the test makes. */
@Timeout(30)
class AlertsTest {
  private static final String SYMBOL = "BTC-USDT";
  private static final Duration RETRY = Duration.ofMillis(10);

  private final Vertx vertx = Vertx.vertx();
  private final Database database = Databases.sqlite();
  private final SetClock clock = new SetClock();
  private final BlockingQueue<JsonObject> toldToAlice = new LinkedBlockingQueue<>();
  private final BlockingQueue<JsonObject> toldToBob = new LinkedBlockingQueue<>();
  private final Market market = new Market();
  private String notifier;

  @BeforeEach
  void listen() {
    hear(ALICE, toldToAlice);
    hear(BOB, toldToBob);
    market.open();
    notifier = deploy();
  }

  private void hear(Person person, BlockingQueue<JsonObject> told) {
    vertx
        .eventBus()
        .<JsonObject>consumer(
            Topic.NOTICE_USER.address(person.id()), notice -> told.add(notice.body()));
  }

  @AfterEach
  void close() {
    soon(vertx.close());
    database.close();
  }

  @Test
  void anAlertFiresIntoItsOwnersInboxWhenThePriceComesOverTheLine() throws InterruptedException {
    JsonObject made = create(ALICE, "price > 70000");
    assertThat(made.getString("state")).isEqualTo("armed");
    assertThat(made.getString("when")).isEqualTo("price > 70000");
    assertThat(made.getString("cooldown")).isEqualTo("10m");

    market.tell("69999.99", "live");
    market.tell("70000.01", "live");

    JsonObject notice = next(toldToAlice);
    assertThat(notice.getString("kind")).isEqualTo("alert");
    assertThat(notice.getLong("alert")).isEqualTo(made.getLong("id"));
    assertThat(notice.getString("symbol")).isEqualTo(SYMBOL);
    assertThat(notice.getString("price")).isEqualTo("70000.01");
    assertThat(notice.getString("rule")).isEqualTo("price > 70000");
    assertThat(notice.getString("state")).isEqualTo("live");
    JsonObject inbox = ask(ALICE, Command.NOTICE_LIST, new JsonObject());
    assertThat(inbox.getLong("unread")).isEqualTo(1);
    assertThat(inbox.getJsonArray("notices").getJsonObject(0))
        .isEqualTo(notice.copy().put("read", false));
    JsonObject fired = alertsOf(ALICE).getJsonObject(0);
    assertThat(fired.getString("state")).isEqualTo("waiting");
    assertThat(fired.getLong("firedAt")).isEqualTo(clock.millis());
  }

  @Test
  void nothingFiresOnAPriceThatIsStaleOrNone() throws InterruptedException {
    create(ALICE, "price > 70000");
    create(BOB, "price < 69000");

    market.tell("71000", "stale");
    market.tell(null, "unavailable");
    market.tell("69500", "live");
    market.tell("68000", "live");

    assertThat(next(toldToBob).getString("price")).isEqualTo("68000");
    assertThat(noticesOf(ALICE)).isEmpty();
  }

  @Test
  void whatFiresOnARecordedMarketSaysSo() throws InterruptedException {
    market.price("69500", "replay");
    create(ALICE, "price > 70000");

    market.tell("70001", "replay");

    JsonObject notice = next(toldToAlice);
    assertThat(notice.getString("state")).isEqualTo("replay");
    assertThat(notice.getString("text")).isEqualTo("BTC-USDT 70001 (replay): price > 70000");
  }

  @Test
  void aMalformedQuoteIsPassedOverAndTheNextIsHeard() throws InterruptedException {
    create(ALICE, "price > 70000");

    vertx.eventBus().publish(Topic.PRICE.address(SYMBOL), new JsonObject().put("state", "odd"));
    market.tell("70001", "live");

    assertThat(next(toldToAlice).getString("price")).isEqualTo("70001");
  }

  @Test
  void aCrossingWhileNobodyWatchedFiresOnceWithTheFirstFreshPrice() throws InterruptedException {
    create(ALICE, "price > 70000");
    create(BOB, "price > 80000");
    soon(vertx.undeploy(notifier));
    market.tell("71000", "live");
    deploy();

    market.tell("75000", "stale");
    market.tell("75001", "live");
    assertThat(next(toldToAlice).getString("price")).isEqualTo("75001");
    market.tell("76000", "live");
    market.tell("80001", "live");

    assertThat(next(toldToBob).getString("price")).isEqualTo("80001");
    assertThat(noticesOf(ALICE)).hasSize(1);
  }

  /** It had decided, and stored, and died before anybody heard of it. */
  @Test
  void whatAHolderDiedBeforeTellingIsToldByTheNextAndOnce() throws InterruptedException {
    create(ALICE, "price > 70000");
    soon(vertx.undeploy(notifier));
    Inbox inbox = new Inbox(database, NotifierConfig.DEFAULT_KEEP);
    AlertStore dying = new AlertStore(database, Leases.alone().of("notifier"), inbox);
    Alert alert = dying.all().get(0);
    MarketPrice over = MarketPrice.of(market.quote("70001", "live")).orElseThrow();
    dying.apply(List.of(alert.at(over, clock.millis()).orElseThrow()));

    String second = deploy();
    assertThat(next(toldToAlice).getString("price")).isEqualTo("70001");
    await().until(() -> dying.untold().isEmpty());
    soon(vertx.undeploy(second));
    deploy();
    create(BOB, "price > 70001.5");
    market.tell("70002", "live");

    next(toldToBob);
    assertThat(toldToAlice).isEmpty();
    assertThat(noticesOf(ALICE)).hasSize(1);
  }

  /** The connection broke after the commit, before the database's answer to it. */
  @Test
  void whatWasStoredWithoutAnAnswerIsToldWithTheNextPrice() throws InterruptedException {
    soon(vertx.undeploy(notifier));
    FailingLease lease = new FailingLease();
    deploy(lease);
    create(ALICE, "price > 70000");
    lease.failing = true;
    market.tell("70001", "live");
    await().until(() -> lease.failures.get() > 0);
    Inbox inbox = new Inbox(database, NotifierConfig.DEFAULT_KEEP);
    AlertStore same = new AlertStore(database, Leases.alone().of("notifier"), inbox);
    MarketPrice over = MarketPrice.of(market.quote("70001", "live")).orElseThrow();
    same.apply(List.of(same.all().get(0).at(over, clock.millis()).orElseThrow()));
    lease.failing = false;

    await()
        .until(
            () -> {
              market.tell("70002", "live"); // one that comes too early is passed over
              return !toldToAlice.isEmpty();
            });

    assertThat(next(toldToAlice).getString("price")).isEqualTo("70001");
    await().until(() -> same.untold().isEmpty());
    assertThat(toldToAlice).isEmpty();
    assertThat(noticesOf(ALICE)).hasSize(1);
  }

  @Test
  void twoThatBothBelieveThatTheyWatchFireEachCrossingOnce() throws InterruptedException {
    int lines = AlertStore.MAX_OF_ONE;
    for (int i = 0; i < lines; i++) {
      create(ALICE, "price > " + (70_000 + i));
      create(BOB, "price > " + (70_000 + i));
    }
    deploy();

    for (int i = 0; i < lines; i++) {
      market.tell(70_000 + i + ".5", "live");
      next(toldToAlice);
      next(toldToBob);
    }

    assertThat(noticesOf(ALICE)).hasSize(lines);
    assertThat(noticesOf(BOB)).hasSize(lines);
  }

  @Test
  void aDeletedAlertIsSilentAndUnknown() throws InterruptedException {
    JsonObject made = create(ALICE, "price > 70000");
    create(BOB, "price > 70000");
    JsonObject which = new JsonObject().put("alert", made.getLong("id"));

    assertThat(refusal(BOB, Command.ALERT_DELETE, which).failureCode()).isEqualTo(404);
    assertThat(ask(ALICE, Command.ALERT_DELETE, which)).isEqualTo(new JsonObject());
    ReplyException again = refusal(ALICE, Command.ALERT_DELETE, which);
    assertThat(again.failureCode()).isEqualTo(404);
    assertThat(again).hasMessage("alert: no such alert \"" + made.getLong("id") + "\"");

    market.tell("70001", "live");
    next(toldToBob);
    assertThat(noticesOf(ALICE)).isEmpty();
    assertThat(alertsOf(ALICE)).isEmpty();
    assertThat(alertsOf(BOB)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "BTC-USDT,price around 7,10m,400,when: must be like",
    "BTC-USDT,price > 7,10,400,cooldown: must be like",
    "BTC-USDT,price > 7,30d,400,cooldown: must be within",
    "btc,price > 7,10m,400,symbol: must look like",
    "DOGE-USDT,price > 7,10m,404,symbol: no such symbol"
  })
  void whatCannotBeWatchedIsRefusedByItsName(
      String symbol, String when, String cooldown, int code, String message) {
    JsonObject wish =
        new JsonObject().put("symbol", symbol).put("when", when).put("cooldown", cooldown);
    for (Command command : List.of(Command.ALERT_CREATE, Command.ALERT_PREVIEW)) {
      ReplyException refusal = refusal(ALICE, command, wish);
      assertThat(refusal.failureCode()).isEqualTo(code);
      assertThat(refusal).hasMessageStartingWith(message);
    }
    assertThat(alertsOf(ALICE)).isEmpty();
  }

  @Test
  void aMarketThatIsAwayIsA503() {
    market.close();
    ReplyException refusal = refusal(ALICE, Command.ALERT_CREATE, wish("price > 7"));
    assertThat(refusal.failureCode()).isEqualTo(503);
    assertThat(refusal).hasMessage("price.quote is not available now, try again");
  }

  @Test
  void whoIsNotSignedInHasNoAlerts() {
    for (Command command :
        List.of(
            Command.ALERT_CREATE,
            Command.ALERT_LIST,
            Command.ALERT_DELETE,
            Command.ALERT_PREVIEW)) {
      assertThat(
              failure(
                      vertx
                          .eventBus()
                          .<JsonObject>request(command.address(), wish("price > 7"))
                          .map(Message::body))
                  .failureCode())
          .isEqualTo(401);
    }
  }

  /** More than one answer of the market holds, and a few that are too old. */
  @Test
  void aPreviewCountsOnTheStoredMinutesOfAWeek() {
    long weekMinutes = Duration.ofDays(7).toMinutes();
    long end = clock.millis() - Math.floorMod(clock.millis(), Candle.LENGTH_MS);
    LongStream.rangeClosed(1 - weekMinutes - 20, 0)
        .forEach(i -> market.candle(end + i * Candle.LENGTH_MS, i % 60 == 0 ? "70100" : "69000"));

    JsonObject preview = ask(ALICE, Command.ALERT_PREVIEW, wish("price>70000"));

    assertThat(preview.getLong("candles")).isBetween(weekMinutes - 1, weekMinutes + 1);
    assertThat(preview.getInteger("count")).isEqualTo(7 * 24);
    assertThat(preview.getJsonArray("times")).hasSize(7 * 24);
    assertThat(preview.getJsonArray("times").getLong(7 * 24 - 1)).isEqualTo(end);
    assertThat(preview.getLong("to")).isEqualTo(end + Candle.LENGTH_MS);
    assertThat(preview.getString("when")).isEqualTo("price > 70000");
    assertThat(preview.containsKey("replay")).isFalse();
    assertThat(alertsOf(ALICE)).isEmpty();
  }

  @Test
  void aPreviewOfARecordedMarketSaysSo() {
    market.price("69500", "replay");
    JsonObject preview = ask(ALICE, Command.ALERT_PREVIEW, wish("price > 70000"));
    assertThat(preview.getBoolean("replay")).isTrue();
    assertThat(preview.getInteger("count")).isZero();
    assertThat(preview.containsKey("from")).isFalse();
  }

  @Test
  void aPersonHasOnePreviewAtATime() throws InterruptedException {
    market.hold = true;
    Future<JsonObject> first = request(ALICE, Command.ALERT_PREVIEW, wish("price > 70000"));
    Message<JsonObject> question = market.held.poll(10, TimeUnit.SECONDS);

    ReplyException refusal = refusal(ALICE, Command.ALERT_PREVIEW, wish("price > 70000"));
    assertThat(refusal.failureCode()).isEqualTo(429);
    assertThat(refusal).hasMessage("alert.preview: one at a time, try again in 500 ms");

    market.hold = false;
    market.answerCandles(question);
    assertThat(soon(first).getInteger("count")).isZero();
    assertThat(ask(ALICE, Command.ALERT_PREVIEW, wish("price > 70000")).getInteger("count"))
        .isZero();
  }

  private String deploy() {
    return deploy(Leases.alone().of("notifier"));
  }

  private String deploy(Lease lease) {
    return soon(
        vertx.deployVerticle(
            new NotifierVerticle(NotifierConfig.defaults(), database, lease, clock, RETRY)));
  }

  /** Is held, and keeps transactions from being made while it fails. */
  private static final class FailingLease implements Lease {
    final AtomicInteger failures = new AtomicInteger();
    volatile boolean failing;
    private final Lease held = Leases.alone().of("notifier");

    @Override
    public void keep(Runnable onHeld, Runnable onLost) {
      held.keep(onHeld, onLost);
    }

    @Override
    public void release() {
      held.release();
    }

    @Override
    public void confirm(Sql sql) {
      if (failing) {
        failures.incrementAndGet();
        throw new IllegalStateException("the connection broke");
      }
    }
  }

  private static JsonObject wish(String when) {
    return new JsonObject().put("symbol", SYMBOL).put("when", when);
  }

  private JsonObject create(Person owner, String when) {
    return ask(owner, Command.ALERT_CREATE, wish(when));
  }

  private JsonArray alertsOf(Person owner) {
    return ask(owner, Command.ALERT_LIST, new JsonObject()).getJsonArray("alerts");
  }

  private JsonArray noticesOf(Person owner) {
    return ask(owner, Command.NOTICE_LIST, new JsonObject()).getJsonArray("notices");
  }

  private JsonObject ask(Person person, Command command, JsonObject body) {
    return soon(request(person, command, body));
  }

  private ReplyException refusal(Person person, Command command, JsonObject body) {
    return failure(request(person, command, body));
  }

  private Future<JsonObject> request(Person person, Command command, JsonObject body) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    new Caller(person, Role.GUEST).stamp(headers);
    return vertx
        .eventBus()
        .<JsonObject>request(command.address(), body, new DeliveryOptions().setHeaders(headers))
        .map(Message::body);
  }

  private static ReplyException failure(Future<JsonObject> answer) {
    return soon(
        answer.transform(
            result ->
                result.failed()
                    ? Future.succeededFuture((ReplyException) result.cause())
                    : Future.failedFuture("answered " + result.result())));
  }

  private static <T> T soon(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonObject next(BlockingQueue<JsonObject> told) throws InterruptedException {
    JsonObject notice = told.poll(10, TimeUnit.SECONDS);
    assertThat(notice).as("a notice").isNotNull();
    return notice;
  }

  /** Stands for whoever has prices: one symbol, as the test tells it. */
  private final class Market {
    final BlockingQueue<Message<JsonObject>> held = new LinkedBlockingQueue<>();
    volatile boolean hold;
    private final JsonArray candles = new JsonArray();
    private volatile JsonObject quote = quote("69500", "live");
    private List<MessageConsumer<JsonObject>> desks = List.of();

    void open() {
      desks =
          List.of(
              vertx
                  .eventBus()
                  .<JsonObject>consumer(Command.PRICE_QUOTE.address(), this::answerQuote),
              vertx
                  .eventBus()
                  .<JsonObject>consumer(Command.PRICE_CANDLES.address(), this::answerCandles));
    }

    void close() {
      desks.forEach(desk -> soon(desk.unregister()));
    }

    void price(String price, String state) {
      quote = quote(price, state);
    }

    /** The price from now on, told to everybody. */
    void tell(String price, String state) {
      price(price, state);
      vertx.eventBus().publish(Topic.PRICE.address(SYMBOL), quote);
    }

    JsonObject quote(String price, String state) {
      JsonObject told =
          new JsonObject()
              .put("symbol", SYMBOL)
              .put("source", "test")
              .put("at", clock.millis())
              .put("state", state);
      Optional.ofNullable(price).ifPresent(amount -> told.put("price", amount));
      return told;
    }

    void candle(long openTime, String price) {
      candles.add(JsonArray.of(openTime, price, price, price, price, "1"));
    }

    private void answerQuote(Message<JsonObject> question) {
      if (isKnown(question)) {
        question.reply(quote);
      }
    }

    private void answerCandles(Message<JsonObject> question) {
      if (hold) {
        held.add(question);
      } else if (isKnown(question)) {
        long before = question.body().getLong("before", Long.MAX_VALUE);
        List<JsonArray> earlier =
            IntStream.range(0, candles.size())
                .mapToObj(candles::getJsonArray)
                .filter(candle -> candle.getLong(0) < before)
                .toList();
        int limit = question.body().getInteger("limit");
        List<JsonArray> newest =
            earlier.subList(Math.max(0, earlier.size() - limit), earlier.size());
        question.reply(new JsonObject().put("candles", new JsonArray(newest)));
      }
    }

    private boolean isKnown(Message<JsonObject> question) {
      boolean known = question.body().getString("symbol").equals(SYMBOL);
      if (!known) {
        question.fail(404, "symbol: no such symbol");
      }
      return known;
    }
  }
}
