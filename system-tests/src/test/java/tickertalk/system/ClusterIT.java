package tickertalk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One JVM per verticle, and what happens when one of them is killed. */
@Timeout(150)
class ClusterIT {
  /** A lease runs for 3 s; the rest is for the survivor to notice, and for a busy machine. */
  private static final Duration TAKE_OVER = Duration.ofSeconds(12);

  private static final String[] OPTIONS = {"--price-source", "replay", "--rate-limit", "off"};

  @TempDir Path data;

  @Test
  void peopleAtTwoBridgesShouldBeInOneRoomAndABridgeThatDiesShouldCostNothing() {
    try (Cluster cluster = new Cluster(data, 6, OPTIONS)) {
      List<Tickertalk> nodes =
          cluster.start("chat", "notifier", "sentiment", "price", "bridge", "bridge");
      Tickertalk firstBridge = nodes.get(4);
      Tickertalk secondBridge = nodes.get(5);
      await()
          .untilAsserted(
              () -> assertThat(readiness(firstBridge)).doesNotContain("DOWN", "degraded"));
      try (Client alice = follow(Client.enter(firstBridge, "alice"));
          Client bob = follow(Client.enter(secondBridge, "bob"))) {
        eachShouldNotice(alice, bob);
        eachShouldNotice(bob, alice);
        alice.event("notice.all", it -> it.getString("text").contains("bob"));

        firstBridge.kill();

        long missed = bob.post("said while alice is cut off").getLong("seq");
        try (Client aliceAgain = follow(alice.at(secondBridge))) {
          assertThat(aliceAgain.history(missed - 1)).hasSize(1);
          eachShouldNotice(aliceAgain, bob);
          eachShouldNotice(bob, aliceAgain);
        }
        bob.event("presence.room.lobby", it -> it.getInteger("count") == 2);
        await()
            .atMost(Duration.ofSeconds(15))
            .until(() -> newest(bob, "presence.room.lobby").getInteger("count") == 1);
      }
    }
  }

  /** A bridge knows by the bus alone what the other JVMs run. */
  private static String readiness(Tickertalk bridge) {
    URI ready = bridge.origin().resolve("/health/ready");
    return Client.rest(HttpRequest.newBuilder(ready)).body();
  }

  private static Client follow(Client client) {
    return client.register(
        "chat.room.lobby",
        "typing.room.lobby",
        "presence.room.lobby",
        "sentiment.room.lobby",
        "price.BTC-USDT",
        "notice.all");
  }

  private static JsonObject newest(Client client, String address) {
    List<JsonObject> events = client.events(address);
    return events.get(events.size() - 1);
  }

  /** What one does comes to the other by all the services. */
  private static void eachShouldNotice(Client doer, Client watcher) {
    JsonObject person = new JsonObject().put("id", doer.id()).put("name", doer.name());
    watcher.event("presence.room.lobby", it -> it.getJsonArray("users").contains(person));
    doer.ask("typing.set", new JsonObject().put("room", "lobby").put("typing", true));
    watcher.event("typing.room.lobby", it -> it.getJsonArray("users").contains(person));
    Object seq = doer.post("I love it").getValue("seq");
    watcher.event("chat.room.lobby", it -> it.getValue("seq").equals(seq));
    JsonObject score = watcher.event("sentiment.room.lobby", it -> seq.equals(it.getValue("seq")));
    assertThat(score.getString("label")).isEqualTo("positive");
    watcher.event("price.BTC-USDT", it -> it.getString("state").equals("replay"));
  }

  @Test
  void aChatThatDiesShouldBeReplacedAndLoseNothing() {
    try (Cluster cluster = new Cluster(data, 3, OPTIONS)) {
      assertThatAnotherChatTakesOver(cluster);
    }
  }

  @Test
  void aChatThatDiesShouldBeReplacedOnPostgresqlToo() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
        Cluster cluster =
            new Cluster(
                data,
                3,
                "--database",
                postgres.getJdbcUrl("postgres", "postgres"),
                "--rate-limit",
                "off")) {
      assertThatAnotherChatTakesOver(cluster);
    }
  }

  private static void assertThatAnotherChatTakesOver(Cluster cluster) {
    List<Tickertalk> nodes = cluster.start("chat", "bridge", "chat");
    Tickertalk serving = leaderAmong(nodes);
    List<JsonObject> messages = new ArrayList<>();
    try (Client alice = Client.enter(nodes.get(1), "alice")) {
      alice.register("chat.room.lobby");
      for (int i = 0; i < 300; i++) {
        messages.add(Client.message("message " + i));
      }
      messages.forEach(alice::postAhead);
      await().until(() -> alice.receipts().size() >= 50);

      serving.kill();

      JsonObject later = Client.message("is anybody there?");
      await().atMost(TAKE_OVER).until(() -> comesThrough(alice, later));
      messages.add(later);
      messages.forEach(message -> alice.ask("chat.post", message));
      Log.of(alice).assertThatItHasEachOnce(messages);
      long last = messages.size();
      assertThat(alice.post("posting works again").getLong("seq")).isEqualTo(last + 1);
      alice.event("chat.room.lobby", it -> it.getLong("seq") == last + 1);
    }
  }

  /** Both chats start at once, and the other one stands by. */
  private static Tickertalk leaderAmong(List<Tickertalk> nodes) {
    return await()
        .until(
            () -> nodes.stream().filter(node -> node.leads("chat")).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  /** Asks again and again: what was on its way to the dead has no answer for 10 s. */
  private static boolean comesThrough(Client client, JsonObject message) {
    client.postAhead(message);
    return client.receipts().containsKey(message.getString("id"));
  }
}
