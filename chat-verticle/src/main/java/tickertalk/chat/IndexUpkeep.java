package tickertalk.chat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.storage.Database;

/**
 * Keeps the search index behind the logs: a moment after something was said, and at leisure while
 * much is being said, as posts wait for the disk meanwhile. For one event loop.
 */
final class IndexUpkeep {
  private static final Logger logger = LoggerFactory.getLogger(IndexUpkeep.class);

  /** What is said within this time shares a transaction. */
  static final long PERIOD_MS = 500;

  /** While people post, it writes a tenth of the time at most: what they say goes first. */
  private static final int REST_PER_WORK = 9;

  /** Other JVMs may have written without this one's knowledge. */
  private static final long LOOK_AT_ALL_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** Rather than name more rooms to the database, all are looked at. */
  private static final int MOST_ROOMS_NAMED = 100;

  private final Vertx vertx;
  private final SearchFollower follower;

  private final Set<String> grown = new HashSet<>();
  private long said;
  private long saidBefore;
  private long lookedAtAllNanos;
  private boolean leading;
  private Promise<Void> rest = Promise.promise();
  private boolean working;
  private boolean failing;

  IndexUpkeep(Vertx vertx, Database database) {
    this.vertx = vertx;
    this.follower = new SearchFollower(database, SearchIndex.of(database));
    vertx.setPeriodic(PERIOD_MS, timer -> tick());
  }

  /** Begins with what was missed. */
  void lead() {
    leading = true;
    lookedAtAllNanos = System.nanoTime() - LOOK_AT_ALL_NANOS;
  }

  /** Leaves it to another. */
  void standBy() {
    leading = false;
  }

  /** Done when nothing is under way. */
  Future<Void> drained() {
    return working ? rest.future() : Future.succeededFuture();
  }

  /** Notes that a room's log has grown. */
  void grown(String room) {
    said++;
    if (grown.size() <= MOST_ROOMS_NAMED) {
      grown.add(room);
    }
  }

  private void tick() {
    boolean all =
        grown.size() > MOST_ROOMS_NAMED
            || System.nanoTime() - lookedAtAllNanos >= LOOK_AT_ALL_NANOS;
    if (!leading || working || !(all || !grown.isEmpty())) {
      return;
    }
    Set<String> rooms = all ? Set.of() : Set.copyOf(grown);
    if (all) {
      lookedAtAllNanos = System.nanoTime();
    }
    grown.clear();
    working = true;
    rest = Promise.promise();
    follow(rooms);
  }

  private void follow(Set<String> rooms) {
    long begunNanos = System.nanoTime();
    vertx
        .executeBlocking(() -> work(rooms), false)
        .onSuccess(
            steps -> {
              failing = false;
              if (steps == 0 || !leading) {
                pause();
              } else {
                goOn(rooms, System.nanoTime() - begunNanos);
              }
            })
        .onFailure(this::retry);
  }

  /** When all is followed, what a log has cut off goes. */
  private int work(Set<String> rooms) {
    int steps = follower.follow(rooms);
    return steps == 0 && rooms.isEmpty() ? follower.cut() : steps;
  }

  private void goOn(Set<String> rooms, long tookNanos) {
    boolean quiet = said == saidBefore;
    saidBefore = said;
    if (quiet) {
      follow(rooms);
    } else {
      long restMs = TimeUnit.NANOSECONDS.toMillis(REST_PER_WORK * tookNanos);
      vertx.setTimer(Math.max(1, restMs), timer -> follow(rooms));
    }
  }

  private void retry(Throwable failure) {
    if (!failing) {
      logger.error("cannot extend the search index, will go on trying", failure);
    }
    failing = true;
    lookedAtAllNanos = System.nanoTime() - LOOK_AT_ALL_NANOS;
    pause();
  }

  private void pause() {
    working = false;
    rest.complete();
  }
}
