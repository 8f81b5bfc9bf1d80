package tickertalk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is in a room, as somebody there sees it, while browsers and JVMs come and go. */
@Timeout(180)
class PresenceIT {
  private static final String PRESENCE = "presence.room.lobby";

  /** What is promised. */
  private static final Duration GONE = Duration.ofSeconds(10);

  @TempDir Path data;

  @Test
  void aPersonWithSeveralTabsIsThereOnceAndUntilTheLastOfThemIsGone() {
    try (Tickertalk server = Tickertalk.start(data);
        Client watcher = Client.enter(server, "watcher").register(PRESENCE)) {
      Client tab = Client.enter(server, "alice").register("chat.room.lobby");
      Client otherTab = tab.at(server).register("chat.room.lobby");
      Client bob = Client.enter(server, "bob").register("chat.room.lobby");
      awaitPeople(watcher, "alice", "bob");

      tab.close();
      bob.close(); // and when he is gone, so is the tab
      awaitPeople(watcher, "alice");

      otherTab.close();
      awaitPeople(watcher);
    }
  }

  @Test
  void thoseWhoseJvmIsKilledAreGoneAndThoseWhoAreElsewhereTooStay() {
    try (Cluster cluster = new Cluster(data, 2, "--price-source", "replay")) {
      List<Tickertalk> nodes = cluster.start("chat,bridge", "chat,bridge");
      Tickertalk owner = nodes.get(nodes.get(0).leads("chat") ? 0 : 1);
      Tickertalk other = nodes.get(nodes.get(0).leads("chat") ? 1 : 0);
      try (Client watcher = Client.enter(other, "watcher").register(PRESENCE);
          Client alice = Client.enter(owner, "alice").register("chat.room.lobby");
          Client otherTab = alice.at(other).register("chat.room.lobby");
          Client bob = Client.enter(owner, "bob").register("chat.room.lobby")) {
        awaitPeople(watcher, "alice", "bob");

        owner.kill();

        awaitPeople(watcher, "alice");
        try (Client bobAgain = bob.at(other).register("chat.room.lobby")) {
          awaitPeople(watcher, "alice", "bob");
        }
        awaitPeople(watcher, "alice");
      }
    }
  }

  private static void awaitPeople(Client watcher, String... names) {
    await().atMost(GONE).untilAsserted(() -> assertThat(people(watcher)).isEqualTo(Set.of(names)));
  }

  private static Set<String> people(Client watcher) {
    List<JsonObject> told = watcher.events(PRESENCE);
    return told.isEmpty()
        ? Set.of()
        : told.get(told.size() - 1).getJsonArray("users").stream()
            .map(user -> ((JsonObject) user).getString("name"))
            .collect(Collectors.toSet());
  }
}
