package tickertalk.chat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.storage.Database;
import tickertalk.storage.Sql;

/**
 * Takes old entries out of the rooms that keep theirs for some days only, the oldest first and a
 * few at a time, so that nobody who posts waits for it. The seq of a room goes on. For one event
 * loop.
 */
final class Retention {
  private static final Logger logger = LoggerFactory.getLogger(Retention.class);

  /** Some milliseconds of the database's time. */
  static final int BATCH = 500;

  /** Between two batches others write. */
  private static final long PAUSE_MS = 50;

  /** What is to be kept for days may go some minutes late. */
  private static final long EVERY_MS = Duration.ofMinutes(10).toMillis();

  private final Vertx vertx;
  private final Database database;
  private final Clock clock;
  private final Supplier<Map<String, Integer>> daysByRoom;
  private long round;

  private record Old(long seq, long atMs) {}

  /**
   * Begins with nothing to do.
   *
   * @param daysByRoom the rooms to look at, and for how many days they keep their entries
   */
  Retention(
      Vertx vertx, Database database, Clock clock, Supplier<Map<String, Integer>> daysByRoom) {
    this.vertx = vertx;
    this.database = database;
    this.clock = clock;
    this.daysByRoom = daysByRoom;
  }

  /** Begins a round through the rooms at once, and others after it. */
  void begin() {
    end();
    long ours = round;
    Queue<Map.Entry<String, Integer>> rooms = new ArrayDeque<>(daysByRoom.get().entrySet());
    next(ours, rooms);
  }

  /** Takes no more out. */
  void end() {
    round++;
  }

  private void next(long ours, Queue<Map.Entry<String, Integer>> rooms) {
    if (ours != round) {
      return;
    }
    if (rooms.isEmpty()) {
      vertx.setTimer(EVERY_MS, timer -> again(ours));
      return;
    }
    Map.Entry<String, Integer> room = rooms.peek();
    takeOut(room.getKey(), room.getValue())
        .onFailure(cause -> logger.warn("room {}: cannot take old entries out", room, cause))
        .otherwise(0)
        .onSuccess(
            taken -> {
              if (taken < BATCH) {
                rooms.remove();
              }
              vertx.setTimer(PAUSE_MS, timer -> next(ours, rooms));
            });
  }

  private void again(long ours) {
    if (ours == round) {
      begin();
    }
  }

  private Future<Integer> takeOut(String room, int days) {
    long before = clock.millis() - Duration.ofDays(days).toMillis();
    return vertx.executeBlocking(
        () -> database.transactLazily(sql -> takeOut(sql, room, before)), false);
  }

  /**
   * From the beginning of the log up to the first that is young enough, so that no hole is left.
   */
  static int takeOut(Sql sql, String room, long beforeMs) {
    List<Old> oldest =
        sql.query(
            "select seq, at from chat_entry where room = ? order by seq limit ?",
            row -> new Old(row.getLong("seq"), row.getLong("at")),
            room,
            BATCH);
    long upTo = 0;
    for (Old entry : oldest) {
      if (entry.atMs >= beforeMs) {
        break;
      }
      upTo = entry.seq;
    }
    if (upTo == 0) {
      return 0;
    }
    // An edit can be younger than its message, and with that gone nobody could delete its text.
    sql.update(
        """
        update chat_entry set body = null
        where room = ? and target <= ? and kind = 'edit' and body is not null
        """,
        room,
        upTo);
    sql.update("delete from chat_reaction where room = ? and target <= ?", room, upTo);
    return sql.update("delete from chat_entry where room = ? and seq <= ?", room, upTo);
  }
}
