package tickertalk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tickertalk.exchange.Refusal;
import tickertalk.exchange.SimulatedExchange;

/** One feed for the whole cluster, whatever happens to the JVM that has it. */
@Timeout(150)
class PriceFeedIT {
  private static final Duration TAKE_OVER = Duration.ofSeconds(5);
  private static final String TOPIC = "price.BTC-USDT";

  private static final String ASK =
      new JsonObject()
          .put("type", "send")
          .put("address", "price.quote")
          .put("replyAddress", "one-of-many")
          .put("body", new JsonObject().put("symbol", "BTC-USDT"))
          .encode();

  @TempDir Path data;
  private Vertx vertx;
  private List<SimulatedExchange> exchanges;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    exchanges =
        List.of(
            SimulatedExchange.binance(vertx),
            SimulatedExchange.coinbase(vertx),
            SimulatedExchange.kraken(vertx));
    exchanges.get(0).price("BTCUSDT", "70000");
    exchanges.get(1).price("BTC-USDT", "70010");
    exchanges.get(2).price("BTC-USDT", "70020");
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private String[] options() {
    return new String[] {
      "--price-source",
      exchanges.stream().map(SimulatedExchange::name).collect(Collectors.joining(",")),
      "--price-url",
      exchanges.stream().map(it -> it.name() + "=" + it.url()).collect(Collectors.joining(",")),
      "--price-symbols",
      "BTC-USDT",
      "--rate-limit",
      "off"
    };
  }

  @Test
  void pricesShouldFlowAgainWithinFiveSecondsWhenTheFeedIsKilled() {
    try (Cluster cluster = new Cluster(data, 3, options())) {
      List<Tickertalk> nodes = cluster.start("price", "bridge");
      cluster.start("price"); // stands by, for the lease is taken
      try (Client alice = Client.visitor(nodes.get(1))) {
        alice.register(TOPIC);
        alice.event(TOPIC, it -> it.getString("state").equals("live"));
        assertThatEachExchangeHasOneConnection();

        int heard = alice.events(TOPIC).size();
        nodes.get(0).kill();
        long killed = System.nanoTime();
        exchanges.get(0).price("BTCUSDT", "70100");

        await()
            .pollInterval(Duration.ofMillis(20))
            .atMost(Duration.ofSeconds(30))
            .until(() -> newest(alice, heard).equals("70100"));
        assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(TAKE_OVER);
        assertThatEachExchangeHasOneConnection();
      }
    }
  }

  private void assertThatEachExchangeHasOneConnection() {
    for (SimulatedExchange exchange : exchanges) {
      await(exchange.name()).until(() -> exchange.connections() == 1);
      assertThat(exchange.peakConnections()).as(exchange.name()).isOne();
      assertThat(exchange.violations()).as(exchange.name()).isEmpty();
    }
  }

  private static String newest(Client client, int after) {
    List<JsonObject> events = client.events(TOPIC);
    return events.size() > after
        ? events.get(events.size() - 1).getString("price", "")
        : "nothing yet";
  }

  @Test
  void browsersShouldCauseNoRequest() {
    try (Tickertalk server = Tickertalk.start(data, options());
        Client alice = Client.visitor(server)) {
      alice.register(TOPIC);
      alice.event(TOPIC, it -> it.getString("state").equals("live"));
      assertThatEachExchangeHasOneConnection();
      List<Integer> before = priceRequests();

      IntStream.range(0, 10_000).forEach(i -> alice.send(ASK));
      alice.ask("price.quote", new JsonObject().put("symbol", "BTC-USDT"));

      assertThat(priceRequests()).isEqualTo(before);
      assertThatEachExchangeHasOneConnection();
    }
  }

  /** Candles are asked for by the clock, which may strike meanwhile. */
  private List<Integer> priceRequests() {
    return exchanges.stream()
        .map(
            it ->
                (int)
                    it.requests().stream()
                        .filter(request -> !request.path().matches(".*(candles|klines|OHLC).*"))
                        .count())
        .toList();
  }

  @Test
  void theCheckShouldAskTheExchangesAndSayHowToMend() {
    List<String> command =
        new ArrayList<>(List.of("check", "--port", "0", "--data", data.toString()));
    command.addAll(List.of(options()));
    exchanges.get(1).refuse(Refusal.of(451, ""));
    exchanges.get(1).refuseStreams(Refusal.of(451, ""));
    try (Tickertalk check = Tickertalk.run(command.toArray(String[]::new))) {
      assertThat(check.exitCode()).isZero();
      assertThat(check.log())
          .containsPattern("binance +ok, BTC-USDT \\$70,000.00")
          .containsPattern("kraken +ok, BTC-USDT \\$70,020.00")
          .containsPattern("coinbase +WARNING: .* not available in this location; choose another");
    }
  }
}
