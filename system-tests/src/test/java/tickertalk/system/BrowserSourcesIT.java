package tickertalk.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tickertalk.exchange.Refusal;
import tickertalk.exchange.SimulatedExchange;

/** What the page shows while exchanges get into trouble: another's price, or that it is old. */
@Timeout(90)
class BrowserSourcesIT {
  /** The product's promise, and half a second for the bus, the browser and a busy machine. */
  private static final Duration SWITCH = Duration.ofMillis(3_500);

  /** A price is stale once it is older than 5 s; the page looks at its age twice a second. */
  private static final Duration STALE = Duration.ofMillis(6_500);

  /** What a source that was away must have been steady for, and the time to connect anew. */
  private static final Duration RETURN = Duration.ofSeconds(20);

  static Vertx vertx;
  static SimulatedExchange binance;
  static SimulatedExchange coinbase;
  static SimulatedExchange kraken;
  static Chromium chromium;

  @TempDir static Path data;
  static Tickertalk server;

  RoomPage alice;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    binance = SimulatedExchange.binance(vertx);
    coinbase = SimulatedExchange.coinbase(vertx);
    kraken = SimulatedExchange.kraken(vertx);
    trade("70000", "70010", "70020");
    binance.price("ETHUSDT", "3000");
    server =
        Tickertalk.start(
            data,
            "--price-source",
            "binance,coinbase,kraken",
            "--price-symbols",
            "BTC-USDT,ETH-USDT",
            "--price-url",
            "binance=%s,coinbase=%s,kraken=%s"
                .formatted(binance.url(), coinbase.url(), kraken.url()));
    chromium = new Chromium();
  }

  private static List<SimulatedExchange> all() {
    return List.of(binance, coinbase, kraken);
  }

  private static void trade(String atBinance, String atCoinbase, String atKraken) {
    binance.price("BTCUSDT", atBinance);
    coinbase.price("BTC-USDT", atCoinbase);
    kraken.price("BTC-USDT", atKraken);
  }

  @AfterAll
  static void stop() {
    chromium.close();
    server.close();
    vertx.close().await();
  }

  @BeforeEach
  void enter() {
    all().forEach(SimulatedExchange::recover);
    trade("70000", "70010", "70020");
    alice = chromium.open(server, "lobby", "en-US").enter("alice");
    assertThat(alice.get("price-source")).hasText("Source binance", within(RETURN));
    assertThat(alice.get("price-display")).hasText("$70,000.00", within(RETURN));
    assertThat(alice.get("price-state")).hasText("Live");
  }

  @AfterEach
  void leave() {
    alice.close();
    all().forEach(it -> assertThat(it.violations()).as(it.name()).isEmpty());
  }

  private static LocatorAssertions.HasTextOptions within(Duration time) {
    return new LocatorAssertions.HasTextOptions().setTimeout((double) time.toMillis());
  }

  @Test
  void aSourceThatIsCutShouldGiveWayToAnotherWithinThreeSeconds() {
    binance.refuse(Refusal.of(503, "<html>no</html>"));
    binance.refuseStreams(Refusal.of(503, "<html>no</html>"));
    binance.cut();

    assertThat(alice.get("price-source")).hasText("Source coinbase", within(SWITCH));
    assertThat(alice.get("price-display")).hasText("$70,010.00");
    assertThat(alice.get("price-state")).hasText("Live");
  }

  @Test
  void aPriceShouldBeCalledStaleWhenAllSourcesAreSilent() {
    all().forEach(SimulatedExchange::fallSilent);

    assertThat(alice.get("price-state")).hasText("Stale", within(STALE));
    assertThat(alice.get("price-display")).hasText(Pattern.compile("\\$70,0[012]0\\.00"));
    assertThat(alice.get("price-note")).hasText("No new price is coming in.");
  }

  @Test
  void aJumpOfOneSourceAloneShouldNeverBeShown() {
    alice.watch("price-display");

    trade("84000", "70010", "70020");

    assertThat(alice.get("price-source")).hasText("Source coinbase", within(SWITCH));
    coinbase.price("BTC-USDT", "70011");
    assertThat(alice.get("price-display")).hasText("$70,011.00");
    assertThat(alice.everShown("price-display"))
        .isNotEmpty()
        .allSatisfy(shown -> assertThat((String) shown).startsWith("$70,0"));
  }

  @Test
  void anotherSymbolShouldBeShownToWhoChoosesItAndRemembered() {
    assertThat(alice.get("price-symbol").locator("option"))
        .hasText(new String[] {"BTC-USDT", "ETH-USDT"});

    alice.get("price-symbol").selectOption("ETH-USDT");

    assertThat(alice.get("price-display")).hasText("$3,000.00");
    alice.page().reload();
    assertThat(alice.get("price-display")).hasText("$3,000.00");
    alice.get("price-symbol").selectOption("BTC-USDT");
    assertThat(alice.get("price-display")).hasText("$70,000.00");
  }
}
