package tickertalk.sentiment;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has each minute's mood written down once it is over, of the rooms in which somebody spoke. Lives
 * on one event loop.
 */
final class MoodRecorder {
  private static final Logger log = LoggerFactory.getLogger(MoodRecorder.class);

  private final Vertx vertx;
  private final Clock clock;
  private final Pace pace;
  private final MoodHistory history;
  private final Set<String> rooms = new HashSet<>();

  private long timer = -1; // 0 is somebody's
  private boolean writing;

  MoodRecorder(Vertx vertx, Clock clock, Pace pace, MoodHistory history) {
    this.vertx = vertx;
    this.clock = clock;
    this.pace = pace;
    this.history = history;
  }

  /** Begins with rooms of which minutes may have been left unwritten. */
  void start(Collection<String> known) {
    rooms.addAll(known);
    timer = vertx.setPeriodic(pace.fadeMs(), id -> write());
  }

  void stop() {
    vertx.cancelTimer(timer);
  }

  /** Somebody spoke in a room. */
  void heard(String room) {
    rooms.add(room);
  }

  private void write() {
    if (writing || rooms.isEmpty()) {
      return;
    }
    writing = true;
    List<String> due = List.copyOf(rooms);
    rooms.clear();
    unfinished(due)
        .onSuccess(rooms::addAll)
        .onFailure(
            cause -> {
              log.warn("cannot write the moods of {} rooms down, trying again", due.size(), cause);
              rooms.addAll(due);
            })
        .onComplete(done -> writing = false);
  }

  /** The rooms in which a minute is not over. */
  private Future<Set<String>> unfinished(List<String> due) {
    return vertx.executeBlocking(
        () ->
            due.stream()
                .filter(room -> history.settle(room, clock.millis()))
                .collect(Collectors.toSet()),
        false);
  }
}
