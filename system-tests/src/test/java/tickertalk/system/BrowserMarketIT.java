package tickertalk.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tickertalk.exchange.Bar;
import tickertalk.exchange.Refusal;
import tickertalk.exchange.SimulatedExchange;

/** The price as people see it, from an exchange that does what the test wants. */
@Timeout(60)
class BrowserMarketIT {
  static Vertx vertx;
  static SimulatedExchange binance;
  static Chromium chromium;

  private static final long MINUTE_MS = 60_000;

  @TempDir static Path data;
  static Tickertalk server;

  @TempDir Path otherData;
  RoomPage alice;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    binance = open();
    server = start(data, binance.url());
    chromium = new Chromium();
  }

  private static SimulatedExchange open() {
    SimulatedExchange exchange = SimulatedExchange.binance(vertx);
    exchange.opening("BTCUSDT", "71242.90"); // 24 hours ago
    exchange.price("BTCUSDT", "70352.36");
    exchange.bars("BTCUSDT", lastHour());
    return exchange;
  }

  private static List<Bar> lastHour() {
    long newest = System.currentTimeMillis() / MINUTE_MS * MINUTE_MS;
    List<Bar> bars = new ArrayList<>();
    for (int i = 60; i > 0; i--) {
      int open = 70_000 + i;
      bars.add(
          new Bar(
              newest - i * MINUTE_MS,
              "" + open,
              "" + (open + 40),
              "" + (open - 40),
              "" + (open + 20),
              "12.5"));
    }
    return bars;
  }

  private static Tickertalk start(Path folder, URI exchange) {
    return Tickertalk.start(
        folder, "--price-source", "binance", "--price-url", exchange.toString());
  }

  @AfterAll
  static void stop() {
    chromium.close();
    server.close();
    vertx.close().await();
  }

  @BeforeEach
  void enter() {
    binance.price("BTCUSDT", "70352.36");
    alice = chromium.open(server, "lobby", "en-US").enter("alice");
  }

  @AfterEach
  void leave() {
    alice.close();
  }

  @Test
  void aLivePriceShouldSayWhatItIsAndWhenceItComes() {
    assertThat(alice.get("price-display")).hasText("$70,352.36");
    assertThat(alice.get("price-state")).hasText("Live");
    assertThat(alice.get("price-source")).containsText("binance");
    assertThat(alice.get("price-change")).containsText("1.25");
    assertThat(alice.get("price-age")).hasText(Pattern.compile("\\d.* ago"));
  }

  @Test
  void aNewPriceShouldBeShownByItself() {
    assertThat(alice.get("price-display")).hasText("$70,352.36");

    binance.price("BTCUSDT", "70353.4");

    assertThat(alice.get("price-display")).hasText("$70,353.40");
  }

  @Test
  void whoAsksShouldGetThePrice() {
    alice.get("price-ask").click();
    assertThat(alice.get("price-display")).hasText("$70,352.36");
    alice.say("/price");
    assertThat(alice.get("hint")).hasText("BTC-USDT $70,352.36 · binance");
    assertThat(alice.get("line")).hasCount(0);
  }

  @Test
  void anAlertShouldFireWhenThePriceComesOverItsLineAndGoWhenItIsTakenOff() {
    assertThat(alice.get("price-display")).hasText("$70,352.36");
    alice.say("/alert btc over 71,000");
    assertThat(alice.get("hint")).containsText("when: must be like");
    assertThat(alice.get("message-input")).hasValue("/alert btc over 71,000");
    alice.say("/alert btc > 71,000");
    assertThat(alice.get("hint")).containsText("made: BTC-USDT price > 71000");

    binance.price("BTCUSDT", "71000.50");

    assertThat(alice.get("price-display")).hasText("$71,000.50");
    alice.get("bell").click();
    assertThat(alice.get("inbox"))
        .containsText("BTC-USDT is at 71000.5 (your alert: price > 71000)");
    alice.say("/alert");
    assertThat(alice.get("hint")).containsText("BTC-USDT price > 71000");
    String id = alice.get("hint").textContent().replaceFirst("(?s).*?(\\d+): BTC.*", "$1");
    alice.say("/alert off " + id);
    assertThat(alice.get("hint")).hasText("Alert " + id + " deleted.");
  }

  @Test
  void theChartShouldHaveTheLastHour() {
    Locator chart = alice.get("price-chart");

    assertThat(chart.locator(".candle").nth(50)).isVisible();
    assertThat(chart.locator("svg")).hasAttribute("aria-label", Pattern.compile(".*candles.*"));
  }

  @Test
  void theExchangeShouldBeConnectedToOnceHoweverManyWatch() {
    try (Client bob = Client.visitor(server);
        Client carol = Client.visitor(server)) {
      List<Client> watchers = List.of(bob, carol);
      watchers.forEach(watcher -> watcher.register("price.BTC-USDT"));
      JsonObject first = bob.event("price.BTC-USDT", it -> true);

      bob.event("price.BTC-USDT", it -> it.getLong("at") >= first.getLong("at") + 3_000);

      assertThat(binance.peakConnections()).isOne();
      assertThat(binance.violations()).isEmpty();
    }
  }

  @Test
  void aPriceThatNobodyKnowsShouldNotBeMadeUp() {
    try (SimulatedExchange closed = open()) {
      closed.refuse(Refusal.of(503, ""));
      closed.refuseStreams(Refusal.of(503, ""));
      try (Tickertalk lost = start(otherData, closed.url());
          RoomPage bob = chromium.open(lost, "lobby", "ko-KR").enter("bob")) {
        assertThat(bob.get("price-state")).hasText("없음");
        assertThat(bob.get("price-display")).hasText("—");
        assertThat(bob.get("price-reason")).hasText("가격을 알 수 없습니다 · binance answered 503");

        closed.recover();

        LocatorAssertions.HasTextOptions longerThanTheBackOff =
            new LocatorAssertions.HasTextOptions().setTimeout(20_000);
        assertThat(bob.get("price-display")).hasText("$70,352.36", longerThanTheBackOff);
        assertThat(bob.get("price-state")).hasText("실시간");

        closed.fallSilent();

        assertThat(bob.get("price-state")).hasText("지연", longerThanTheBackOff);
        assertThat(bob.get("price-display")).hasText("$70,352.36");
      }
    }
  }
}
