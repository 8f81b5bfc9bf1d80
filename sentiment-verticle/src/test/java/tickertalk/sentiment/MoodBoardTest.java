package tickertalk.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tickertalk.contract.Label;
import tickertalk.contract.Topic;

@ExtendWith(VertxExtension.class)
@Timeout(30)
class MoodBoardTest {
  private static final long NOW = 1_000_000_000;
  private static final Pace SLOW = new Pace(10, 50, 60_000, 60_000, 60_000, 1);

  private final Clock clock = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);
  private final BlockingQueue<JsonObject> told = new LinkedBlockingQueue<>();

  private static ScoredEntry said(String room, long at) {
    return new ScoredEntry(room, "e", 1, "alice", at, at, 7, Label.POSITIVE, 0.8);
  }

  /** Rooms that share a transaction are heard of together; once only the first was told. */
  @Test
  void everyRoomThatIsHeardOfIsTold(Vertx vertx) throws Exception {
    Set<String> rooms = new TreeSet<>();
    for (String room : List.of("attic", "lobby", "yard")) {
      vertx
          .eventBus()
          .<JsonObject>consumer(Topic.SENTIMENT_ROOM.address(room), it -> told.add(it.body()))
          .completion()
          .await(20, TimeUnit.SECONDS);
    }
    MoodBoard board = new MoodBoard(vertx, clock, SLOW, SentimentConfig.defaults());
    long tooLongAgo = NOW - MoodWindow.DAY.ms();
    vertx.runOnContext(
        now -> {
          board.start(Map.of());
          board.heard(
              List.of(said("attic", tooLongAgo), said("lobby", NOW), said("yard", NOW)), List.of());
        });
    for (int i = 0; i < 2 * MoodWindow.values().length; i++) {
      JsonObject mood = told.poll(20, TimeUnit.SECONDS);
      assertThat(mood).as("a mood of each window in each room").isNotNull();
      rooms.add(mood.getString("room"));
    }
    assertThat(rooms).containsExactly("lobby", "yard");
    assertThat(told).isEmpty();
  }
}
