package tickertalk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.multimap.MultiMap;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What thousands of browsers cost the cluster. The stock bridge makes an entry of each registration
 * of each browser; the hub makes one of each address and JVM.
 */
@Timeout(180)
class HubClusterIT {
  /** Where Vert.x keeps who listens to which address. */
  private static final String SUBSCRIPTIONS = "__vertx.subs";

  private static final int ROOMS = 5;
  private static final List<String> TOPICS = List.of("chat", "typing", "presence", "sentiment");

  /** What comes of each JVM when every room is listened to on it. */
  private static final int ENTRIES_OF_A_JVM = ROOMS * TOPICS.size();

  private static final int BROWSERS = 2_000;

  @TempDir Path data;

  @Test
  void theClusterShouldKnowRoomsAndNotBrowsers() {
    try (Cluster cluster = new Cluster(data, 2, "--price-source", "replay", "--rate-limit", "off");
        Crowd crowd = new Crowd()) {
      List<Tickertalk> nodes = cluster.start("chat,sentiment,bridge", "bridge");
      List<String> rooms =
          IntStream.range(0, ROOMS).mapToObj(i -> Client.openRoom(nodes.get(0))).toList();
      HazelcastInstance observer = observe(cluster);
      try {
        MultiMap<String, Object> subscriptions = observer.getMultiMap(SUBSCRIPTIONS);
        int withoutBrowsers = subscriptions.size();

        Map<String, List<Crowd.Reader>> readers = new HashMap<>();
        fill(crowd, nodes, rooms, readers);

        assertThat(subscriptions.size() - withoutBrowsers).isEqualTo(2 * ENTRIES_OF_A_JVM);
        assertThat(rooms.stream().flatMap(HubClusterIT::addresses))
            .allSatisfy(address -> assertThat(subscriptions.valueCount(address)).isEqualTo(2));

        fill(crowd, nodes, rooms, readers);

        assertThat(subscriptions.size() - withoutBrowsers)
            .as("twice the browsers")
            .isEqualTo(2 * ENTRIES_OF_A_JVM);

        everybodyShouldHearBothSides(nodes, readers);
        crowd.leave();

        await()
            .atMost(Duration.ofSeconds(20)) // a room is left a while after its last browser
            .until(() -> subscriptions.size() == withoutBrowsers);
      } finally {
        observer.shutdown();
      }
    }
  }

  private static HazelcastInstance observe(Cluster cluster) {
    System.setProperty("hazelcast.logging.type", "slf4j"); // read before there is a configuration
    ClientConfig config = new ClientConfig().setClusterName("tickertalk");
    config.getNetworkConfig().setAddresses(cluster.members());
    return HazelcastClient.newHazelcastClient(config);
  }

  private static Stream<String> addresses(String room) {
    return TOPICS.stream().map(topic -> topic + ".room." + room);
  }

  /** Half of the browsers come, to all rooms and both bridges. */
  private static void fill(
      Crowd crowd,
      List<Tickertalk> nodes,
      List<String> rooms,
      Map<String, List<Crowd.Reader>> readers) {
    int each = BROWSERS / 2 / rooms.size() / nodes.size();
    for (String room : rooms) {
      for (Tickertalk node : nodes) {
        readers
            .computeIfAbsent(room, name -> new ArrayList<>())
            .addAll(crowd.join(node, each, addresses(room).toList()));
      }
    }
  }

  private static void everybodyShouldHearBothSides(
      List<Tickertalk> nodes, Map<String, List<Crowd.Reader>> readers) {
    try (Client alice = Client.enter(nodes.get(0), "alice");
        Client bob = Client.enter(nodes.get(1), "bob")) {
      readers.forEach(
          (room, listeners) -> {
            post(alice, room, "from the one bridge");
            long seq = post(bob, room, "from the other");
            Crowd.awaitEverything(listeners, room, seq);
          });
    }
  }

  private static long post(Client client, String room, String text) {
    JsonObject message = Client.message(text).put("room", room);
    return client.ask("chat.post", message).getLong("seq");
  }
}
