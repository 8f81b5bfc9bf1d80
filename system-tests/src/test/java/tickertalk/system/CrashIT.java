package tickertalk.system;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The JVM that owns a busy room is killed, again and again: {@code -Dtickertalk.kills=50} times, or
 * as often as one likes.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class CrashIT {
  private static final int KILLS = Integer.getInteger("tickertalk.kills", 6);

  /** Posts between a recovery and the next kill: from amid the recovery to long after it. */
  private static final int MOST_POSTS_BETWEEN = 2_000;

  private static final Duration TAKE_OVER = Duration.ofSeconds(30);

  private final Random random = new Random(4);
  private final List<Duration> interruptions = new ArrayList<>();

  @TempDir Path data;

  @Test
  void aServerThatIsKilledAgainAndAgainLosesNothingAndShowsNothingTwice() {
    String[] options = {"--rate-limit", "off"};
    Tickertalk server = Tickertalk.start(data, options);
    try (BusyRoom room = new BusyRoom(server)) {
      for (int kill = 0; kill < KILLS; kill++) {
        room.awaitAcknowledgements(1 + random.nextInt(MOST_POSTS_BETWEEN));
        long killedAt = System.nanoTime();
        room.closed(server.origin());
        server.kill();
        server = Tickertalk.start(data, options);
        room.opened(server);
        recovered(room, killedAt);
      }
      room.stopAndAudit(server);
      tell("SQLite", room);
    } finally {
      server.close();
    }
  }

  @Test
  void aClusterWhoseChatIsKilledAgainAndAgainLosesNothingAndShowsNothingTwice() throws IOException {
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on").start();
        Cluster cluster =
            new Cluster(
                data,
                2,
                "--database",
                postgres.getJdbcUrl("postgres", "postgres"),
                "--rate-limit",
                "off")) {
      List<Tickertalk> nodes = new ArrayList<>(cluster.start("chat,bridge", "chat,bridge"));
      try (BusyRoom room = new BusyRoom(nodes.get(0))) {
        room.opened(nodes.get(1));
        for (int kill = 0; kill < KILLS; kill++) {
          Tickertalk owner = only(nodes, node -> node.leads("chat"));
          Tickertalk other = only(nodes, node -> node != owner);
          room.awaitAcknowledgements(1 + random.nextInt(MOST_POSTS_BETWEEN));
          long killedAt = System.nanoTime();
          room.closed(owner.origin());
          owner.kill();
          Tickertalk next = cluster.launchInPlaceOf(owner, "chat,bridge");
          await().atMost(TAKE_OVER).until(() -> other.leads("chat"));
          recovered(room, killedAt);
          nodes.set(nodes.indexOf(owner), next.ready());
          room.opened(next);
        }
        room.stopAndAudit(nodes.get(0));
        tell("PostgreSQL", room);
      }
    }
  }

  private static Tickertalk only(List<Tickertalk> nodes, Predicate<Tickertalk> which) {
    List<Tickertalk> found = nodes.stream().filter(which).toList();
    if (found.size() != 1) {
      throw new AssertionError("it should be one of them, and not " + found.size());
    }
    return found.get(0);
  }

  private void recovered(BusyRoom room, long killedAt) {
    room.awaitAcknowledgements(1);
    interruptions.add(Duration.ofNanos(System.nanoTime() - killedAt));
  }

  private void tell(String database, BusyRoom room) {
    Collections.sort(interruptions);
    System.out.printf(
        "%s: %d kills, posts acknowledged again after %d ms (median), %d ms (longest); %s%n",
        database,
        KILLS,
        interruptions.get(interruptions.size() / 2).toMillis(),
        interruptions.get(interruptions.size() - 1).toMillis(),
        room.summary());
  }
}
