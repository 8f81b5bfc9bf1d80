package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.exchange.Refusal;
import tickertalk.exchange.SimulatedExchange;
import tickertalk.exchange.Trade;

/** One exchange, with everything that exchanges do. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class SourceFeedTest {
  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final Duration SPACING = Duration.ofMillis(20);

  /** An announcement, a handshake, a second until the first price, and the overlap. */
  private static final Duration BRIDGED = Duration.ofSeconds(20);

  private static final String SHUTDOWN = "{\"e\":\"serverShutdown\",\"E\":1795176000000}";

  /** The exchanges, each with a market of its own. */
  private enum Exchange {
    BINANCE("BTC-USDT", "BTCUSDT"),
    COINBASE("BTC-USDT", "BTC-USDT"),
    KRAKEN("BTC-USDT", "BTC-USDT"),
    UPBIT("BTC-KRW", "KRW-BTC");

    private final String symbol;
    private final String market;

    Exchange(String symbol, String market) {
      this.symbol = symbol;
      this.market = market;
    }

    SimulatedExchange open(Vertx vertx) {
      return switch (this) {
        case BINANCE -> SimulatedExchange.binance(vertx);
        case COINBASE -> SimulatedExchange.coinbase(vertx);
        case KRAKEN -> SimulatedExchange.kraken(vertx);
        case UPBIT -> SimulatedExchange.upbit(vertx);
      };
    }

    Source source(ExchangeHost host) {
      return switch (this) {
        case BINANCE -> new Binance(host);
        case COINBASE -> new Coinbase(host);
        case KRAKEN -> new Kraken(host);
        case UPBIT -> new Upbit(host);
      };
    }
  }

  private final Heard heard = new Heard();
  private Vertx vertx;
  private Context context;
  private SimulatedExchange exchange;
  private Feed feed;

  @BeforeEach
  void openBinance(Vertx own) {
    vertx = own;
    context = vertx.getOrCreateContext();
    exchange = SimulatedExchange.binance(vertx);
    exchange.price("BTCUSDT", "70000");
  }

  @AfterEach
  void stop() {
    if (feed != null) {
      context.runOnContext(v -> feed.stop());
    }
    exchange.close();
  }

  private void follow() {
    follow(Exchange.BINANCE, exchange.url(), ExchangeStream.LIFE);
  }

  private void follow(Exchange which, URI url, Duration life) {
    follow(which, url, life, which.symbol);
  }

  private void follow(Exchange which, URI url, Duration life, String... symbols) {
    Source source =
        which.source(
            new ExchangeHost(
                which.name().toLowerCase(Locale.ROOT),
                List.of(Endpoint.at(url)),
                UpstreamClients.of(vertx),
                new Restraint(Clock.systemUTC(), SPACING),
                Clock.systemUTC()));
    List<Pair> pairs = Stream.of(symbols).map(Pair::of).toList();
    feed = new SourceFeed(vertx, source, pairs, INTERVAL, life, () -> 0.5);
    context.runOnContext(v -> feed.start(heard));
  }

  @ParameterizedTest
  @EnumSource
  void shouldHearEveryTradeByTheStream(Exchange which) {
    try (SimulatedExchange other = which.open(vertx)) {
      other.price(which.market, "100");
      follow(which, other.url(), ExchangeStream.LIFE);
      heard.awaitPrice("100");
      await().until(() -> heard.isWatching(which.symbol));
      other.trade(which.market, "101.5", "0.25");
      heard.awaitTrade("101.5", "0.25");
      assertThat(other.violations()).isEmpty();
      assertThat(other.connections()).isOne();
      assertThat(other.handshakes().get(0).headers().names())
          .doesNotContain("Origin", "origin", "Cookie", "cookie");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldAskWhereThereIsNoStream(Exchange which) {
    try (SimulatedExchange other = which.open(vertx)) {
      other.refuseStreams(Refusal.of(403, "<html>no</html>"));
      other.price(which.market, "100");
      follow(which, other.url(), ExchangeStream.LIFE);
      heard.awaitPrice("100");
      other.price(which.market, "102");
      heard.awaitPrice("102");
      assertThat(heard.isWatching(which.symbol)).isFalse();
      assertThat(other.violations()).isEmpty();
    }
  }

  /** It counted as watched with the others, and its minutes as quiet. */
  @Test
  void shouldNotTakeASymbolForWatchedThatTheStreamDoesNotTell() {
    follow(Exchange.BINANCE, exchange.url(), ExchangeStream.LIFE, "BTC-USDT", "ETH-USDT");
    await().until(() -> heard.isWatching("BTC-USDT"));
    heard.awaitTicks(3);
    assertThat(heard.isWatching("ETH-USDT")).isFalse();
    exchange.price("ETHUSDT", "3000");
    await().until(() -> heard.isWatching("ETH-USDT"));
  }

  /**
   * Its ticker made it count as watched, so that its minutes looked quiet; and all were doubted.
   */
  @Test
  void shouldSayOfAPairWhoseTradesAreRefusedThatItIsNotServedAndGoOnWithTheOthers() {
    try (SimulatedExchange kraken = SimulatedExchange.kraken(vertx)) {
      kraken.price("BTC-USDT", "100");
      kraken.price("ETH-USDT", "3000");
      kraken.refuseTrades("ETH-USDT");
      follow(Exchange.KRAKEN, kraken.url(), ExchangeStream.LIFE, "BTC-USDT", "ETH-USDT");
      await().until(() -> heard.isWatching("BTC-USDT"));
      assertThat(heard.reasons).contains("kraken does not serve ETH-USDT");
      heard.awaitPrice("3000");
      kraken.trade("BTC-USDT", "101.5", "0.25");
      heard.awaitTrade("101.5", "0.25");
      assertThat(heard.isWatching("ETH-USDT")).as("its ticker goes on").isFalse();
      assertThat(heard.missed).isEmpty();
      assertThat(heard.interruptions).isEmpty();
      kraken.refuseTrades();
      kraken.cut();
      await().until(() -> heard.interruptions.contains("BTC-USDT"));
      await().until(() -> heard.isWatching("ETH-USDT"));
    }
  }

  /** The connection before it was told everything, and the next one is not. */
  @Test
  void shouldNoLongerWatchAPairWhoseTradesTheNewConnectionIsRefused() {
    try (SimulatedExchange kraken = SimulatedExchange.kraken(vertx)) {
      kraken.price("BTC-USDT", "100");
      kraken.price("ETH-USDT", "3000");
      follow(Exchange.KRAKEN, kraken.url(), Duration.ofSeconds(2), "BTC-USDT", "ETH-USDT");
      await().until(() -> heard.isWatching("BTC-USDT") && heard.isWatching("ETH-USDT"));
      kraken.refuseTrades("ETH-USDT");
      await().atMost(BRIDGED).until(() -> heard.interruptions.contains("ETH-USDT"));
      assertThat(heard.isWatching("BTC-USDT")).isTrue();
    }
  }

  /** One of them was asked for in each interval, and the others stood. */
  @Test
  void shouldAskForEverySymbolInEachInterval() {
    exchange.refuseStreams(Refusal.of(403, ""));
    exchange.price("ETHUSDT", "3000");
    exchange.price("XRPUSDT", "3");
    follow(
        Exchange.BINANCE, exchange.url(), ExchangeStream.LIFE, "BTC-USDT", "ETH-USDT", "XRP-USDT");
    await().until(() -> exchange.requests().size() >= 15);
    long first = exchange.requests().get(0).nanos();
    long last = exchange.requests().get(14).nanos();
    assertThat(Duration.ofNanos(last - first))
        .as("the fifth round of three, in intervals of 200 ms")
        .isBetween(Duration.ofMillis(700), Duration.ofMillis(2_000));
  }

  @Test
  void shouldNotAskWhatTheStreamTells() {
    follow();
    await().until(() -> heard.isWatching("BTC-USDT"));
    int asked = exchange.requests().size();
    heard.awaitTicks(5);
    assertThat(exchange.requests().size()).isBetween(asked, asked + 1);
  }

  @Test
  void shouldAnswerAPingWithItsPayload() {
    follow();
    await().until(() -> heard.isWatching("BTC-USDT"));
    exchange.ping("payload 1795176000000");
    await().until(() -> exchange.pongs().contains("payload 1795176000000"));
  }

  @Test
  void shouldAskWithinThreeSecondsWhenTheStreamIsSilent() {
    follow();
    await().until(() -> heard.isWatching("BTC-USDT"));
    exchange.fallSilent();
    int asked = exchange.requests().size();
    await().atMost(Duration.ofSeconds(3)).until(() -> exchange.requests().size() > asked);
  }

  @Test
  void shouldConnectAnewWhenItIsCut() {
    follow();
    await().until(() -> heard.isWatching("BTC-USDT"));
    exchange.cut();
    await().until(() -> !heard.isWatching("BTC-USDT"));
    await().until(() -> heard.isWatching("BTC-USDT"));
    exchange.price("BTCUSDT", "70111");
    heard.awaitPrice("70111");
    assertThat(exchange.peakConnections()).isOne();
  }

  @Test
  void shouldBridgeAnEndThatIsAnnounced() {
    follow();
    await().until(() -> heard.isWatching("BTC-USDT"));
    exchange.say(SHUTDOWN);
    assertThatItIsBridged();
  }

  @Test
  void shouldBridgeTheEndOfAConnectionsLife() {
    follow(Exchange.BINANCE, exchange.url(), Duration.ofSeconds(3));
    await().until(() -> heard.isWatching("BTC-USDT"));
    assertThatItIsBridged();
  }

  /** The new connection stands before the old one goes, and nobody hears of it. */
  private void assertThatItIsBridged() {
    await()
        .atMost(BRIDGED)
        .until(() -> exchange.handshakes().size() > 1 && exchange.connections() == 1);
    assertThat(exchange.peakConnections()).isEqualTo(2);
    assertThat(heard.interruptions).isEmpty();
    exchange.price("BTCUSDT", "70222");
    heard.awaitPrice("70222");
  }

  /** The old connection went with the first price by the new one, and what was on it was lost. */
  @ParameterizedTest
  @EnumSource
  void shouldMissNoTradeBetweenAConnectionAndTheNext(Exchange which) {
    try (SimulatedExchange other = which.open(vertx)) {
      other.price(which.market, "100");
      follow(which, other.url(), Duration.ofSeconds(2));
      await().until(() -> heard.isWatching(which.symbol));
      List<Trade> made = new CopyOnWriteArrayList<>();
      long trading = vertx.setPeriodic(20, id -> made.add(other.trade(which.market, "101", "0.1")));
      await()
          .atMost(BRIDGED)
          .until(() -> other.handshakes().size() > 2 && other.connections() == 1);
      assertThat(heard.missed).isEmpty();
      assertThat(heard.interruptions).isEmpty();
      vertx.cancelTimer(trading);
      await().untilAsserted(() -> assertThat(heard.trades()).as("each made").hasSameSizeAs(made));
    }
  }

  /** Nothing was traded while both told, so nothing shows that neither lost a trade. */
  @Test
  void shouldDoubtWhatIsBetweenTwoConnectionsWhenNoTradeProvesIt() {
    follow();
    await().until(() -> heard.isWatching("BTC-USDT"));
    exchange.say(SHUTDOWN);
    await().atMost(BRIDGED).until(() -> heard.missed.contains("BTC-USDT"));
    assertThat(heard.interruptions).isEmpty();
    await().until(() -> exchange.connections() == 1);
  }

  @Test
  void shouldDoubtWhatIsNotProvenWhenTheOldConnectionGoesEarly() {
    follow();
    await().until(() -> heard.isWatching("BTC-USDT"));
    exchange.say(SHUTDOWN);
    await().until(() -> exchange.connections() == 2);
    heard.ticks.clear();
    await().until(heard::isToldTwice);
    exchange.cutOldest();
    await().until(() -> heard.missed.contains("BTC-USDT"));
    assertThat(heard.interruptions).isEmpty();
  }

  /** It stood for watched, and its minutes for quiet, until the next connection. */
  @Test
  void shouldNoLongerWatchASymbolThatTheNewConnectionDoesNotTell() {
    exchange.price("ETHUSDT", "3000");
    follow(Exchange.BINANCE, exchange.url(), ExchangeStream.LIFE, "BTC-USDT", "ETH-USDT");
    await().until(() -> heard.isWatching("BTC-USDT") && heard.isWatching("ETH-USDT"));
    exchange.leaveOut("ETHUSDT");
    exchange.say(SHUTDOWN);
    await().atMost(BRIDGED).until(() -> heard.interruptions.contains("ETH-USDT"));
    assertThat(heard.isWatching("BTC-USDT")).isTrue();
    assertThat(heard.missed).containsOnly("BTC-USDT");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 418})
  void shouldStayAwayFromStreamAndAnswersForAsLongAsItIsTold(int status) {
    exchange.ban(status, Duration.ofSeconds(3));
    follow();
    await()
        .untilAsserted(
            () -> assertThat(heard.reasons).contains("binance asks to be left alone for now"));
    heard.awaitPrice("70000");
    await().until(() -> heard.isWatching("BTC-USDT"));
    assertThat(exchange.violations()).isEmpty();
  }

  @Test
  void shouldSayThatAnExchangeIsNotAvailableHere() {
    exchange.refuse(Refusal.of(451, "{\"code\":0,\"msg\":\"restricted location\"}"));
    exchange.refuseStreams(Refusal.of(451, ""));
    follow();
    await()
        .untilAsserted(
            () -> assertThat(heard.reasons).contains("binance is not available in this location"));
    assertThat(heard.ticks).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void shouldFollowNoRedirectOfAHandshake(int status) {
    exchange.refuseStreams(
        new Refusal(status, Map.of("Location", exchange.url() + "/elsewhere"), ""));
    follow();
    await()
        .untilAsserted(
            () ->
                assertThat(heard.reasons)
                    .contains("binance redirects elsewhere, which is not followed"));
    assertThat(exchange.handshakes()).allMatch(it -> it.path().equals("/stream"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>502</html>",
        "",
        "{\"data\":{\"e\":\"trade\",\"s\":\"BTCUSDT\",\"t\":1,\"p\":\"0\",\"q\":\"1\",\"T\":1}}",
        "{\"code\":0}",
        "[]"
      })
  void shouldSurviveAMessageThatIsNone(String message) {
    follow();
    await().until(() -> heard.isWatching("BTC-USDT"));
    exchange.say(message);
    await().until(() -> heard.missed.contains("BTC-USDT"));
    exchange.price("BTCUSDT", "70333");
    heard.awaitPrice("70333");
    assertThat(heard.interruptions).isEmpty();
  }

  @Test
  void shouldHangUpOnAMessageWithoutEnd() {
    follow();
    await().until(() -> heard.isWatching("BTC-USDT"));
    exchange.say("x".repeat(300 * 1024));
    await().until(() -> !heard.interruptions.isEmpty());
    await().until(() -> heard.isWatching("BTC-USDT"));
  }

  @Test
  void shouldConnectNoFasterThanItsBackOffAllows() {
    exchange.refuseStreams(Refusal.of(503, ""));
    follow();
    await().until(() -> exchange.handshakes().size() >= 3);
    long first = exchange.handshakes().get(0).nanos();
    long third = exchange.handshakes().get(2).nanos();
    assertThat(Duration.ofNanos(third - first)).isGreaterThan(Duration.ofMillis(1_500));
  }

  @Test
  void shouldBeSilentOnceItIsStopped() {
    follow();
    await().until(() -> heard.isWatching("BTC-USDT"));
    context.runOnContext(v -> feed.stop());
    await().until(() -> exchange.connections() == 0);
    int ticks = heard.ticks.size();
    int asked = exchange.requests().size();
    exchange.price("BTCUSDT", "1");
    await().during(Duration.ofMillis(1_500)).until(() -> exchange.handshakes().size() == 1);
    assertThat(heard.ticks).hasSize(ticks);
    assertThat(exchange.requests()).hasSize(asked);
  }

  /** What a feed told. */
  private static final class Heard implements Feed.Listener {
    private final List<Tick> ticks = new CopyOnWriteArrayList<>();
    private final List<String> reasons = new CopyOnWriteArrayList<>();
    private final List<String> watched = new CopyOnWriteArrayList<>();
    private final List<String> interruptions = new CopyOnWriteArrayList<>();
    private final List<String> missed = new CopyOnWriteArrayList<>();

    @Override
    public void tick(Tick tick) {
      ticks.add(tick);
    }

    @Override
    public void refused(String symbol, String source, String reason) {
      reasons.add(reason);
    }

    @Override
    public void watching(String symbol, String source, boolean all) {
      if (all) {
        watched.add(symbol);
      } else if (watched.remove(symbol)) {
        interruptions.add(symbol);
      }
    }

    @Override
    public void missed(String symbol) {
      missed.add(symbol);
    }

    boolean isWatching(String symbol) {
      return watched.contains(symbol);
    }

    /** The numbers of the trades that were told. */
    Set<Long> trades() {
      return ticks.stream().filter(Tick::isTrade).map(Tick::tradeId).collect(Collectors.toSet());
    }

    /** Whether two connections told the same price. */
    boolean isToldTwice() {
      return ticks.stream().distinct().count() < ticks.size();
    }

    void awaitTicks(int more) {
      int before = ticks.size();
      await().until(() -> ticks.size() >= before + more);
    }

    void awaitPrice(String price) {
      await()
          .untilAsserted(
              () -> assertThat(ticks).extracting(it -> it.price().toString()).contains(price));
    }

    void awaitTrade(String price, String amount) {
      await()
          .untilAsserted(
              () ->
                  assertThat(ticks)
                      .filteredOn(Tick::isTrade)
                      .extracting(it -> it.price() + " " + it.amount())
                      .contains(price + " " + amount));
    }
  }
}
