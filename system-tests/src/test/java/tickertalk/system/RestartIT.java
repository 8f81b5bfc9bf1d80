package tickertalk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a server that ends, in good order or not. */
@Timeout(60)
class RestartIT {
  private static final JsonObject NOTHING = new JsonObject();

  @TempDir Path data;

  @Test
  void aStopShouldSendBrowsersAwayAndLoseNothing() {
    try (Tickertalk first = Tickertalk.start(data);
        Client alice = Client.enter(first, "alice");
        Client bob = Client.enter(first, "bob")) {
      alice.register("chat.room.lobby", "notice.all");
      // One report may say that both came, in any order; whoever looks into the inbox is known to
      // it.
      alice.ask("notice.list", NOTHING);
      bob.register("chat.room.lobby");
      Stream.of("one", "two", "three").forEach(alice::post);
      alice.event("notice.all", it -> it.getString("text").contains("bob"));
      alice.ask("chat.seen", new JsonObject().put("room", "lobby").put("seq", 2));
      readOldestNotice(alice);
      List<JsonObject> history = alice.history(0);
      JsonObject notices = alice.ask("notice.list", NOTHING);

      assertThat(first.stop()).isZero();

      assertThat(alice.closeCode()).isEqualTo(1001);
      assertThat(bob.closeCode()).isEqualTo(1001);
      try (Tickertalk second = Tickertalk.start(data);
          Client aliceAgain = alice.at(second)) {
        assertThat(aliceAgain.history(0)).hasSize(3).isEqualTo(history);
        assertThat(aliceAgain.ask("notice.list", NOTHING)).isEqualTo(notices);
        assertThat(lobby(aliceAgain).getLong("seen")).isEqualTo(2);
        assertThat(second.stop()).isZero();
      }
    }
  }

  private static void readOldestNotice(Client client) {
    var notices = client.ask("notice.list", NOTHING).getJsonArray("notices");
    long oldest = notices.getJsonObject(notices.size() - 1).getLong("id");
    client.ask("notice.read", new JsonObject().put("upTo", oldest));
  }

  private static JsonObject lobby(Client client) {
    return client.ask("chat.rooms", NOTHING).getJsonArray("rooms").getJsonObject(0);
  }

  @Test
  void aKillUnderLoadShouldLoseNothingThatWasAcknowledged() {
    List<JsonObject> messages =
        LongStream.range(0, 600).mapToObj(n -> Client.message("message " + n)).toList();
    try (Tickertalk first = Tickertalk.start(data, "--rate-limit", "off");
        Client alice = Client.enter(first, "alice")) {
      messages.forEach(alice::postAhead);
      await().until(() -> alice.receipts().size() >= 50);

      first.kill();

      try (Tickertalk second = Tickertalk.start(data, "--rate-limit", "off");
          Client aliceAgain = alice.at(second)) {
        messages.forEach(aliceAgain::postAhead);
        await().until(() -> aliceAgain.receipts().size() == messages.size());
        assertThat(aliceAgain.receipts()).containsAllEntriesOf(alice.receipts());
        Log.of(aliceAgain).assertThatItHasEachOnce(messages);
      }
    }
  }
}
