package tickertalk.sentiment;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tickertalk.contract.Mood;
import tickertalk.contract.Topic;

/**
 * Tells each room its mood when somebody has spoken, though not too often, and again from time to
 * time until the last voice has left the window. Lives on one event loop.
 */
final class MoodBoard {
  private final Vertx vertx;
  private final Clock clock;
  private final Pace pace;
  private final SentimentConfig config;
  private final Map<String, Room> rooms = new HashMap<>();

  private long fading = -1; // 0 is somebody's
  private boolean stopped;

  MoodBoard(Vertx vertx, Clock clock, Pace pace, SentimentConfig config) {
    this.vertx = vertx;
    this.clock = clock;
    this.pace = pace;
    this.config = config;
  }

  /** A room's voices, and what it was told. */
  private final class Room {
    final RoomMood mood = new RoomMood(config.moodWindow().toMillis());
    boolean quiet;
    boolean due;
    boolean told;
  }

  /** Begins to tell, with the voices of before. */
  void start(List<ScoredEntry> voices) {
    voices.forEach(this::add);
    fading =
        vertx.setPeriodic(pace.fadeMs(), id -> List.copyOf(rooms.keySet()).forEach(this::tell));
  }

  void stop() {
    stopped = true;
    vertx.cancelTimer(fading);
  }

  /** Takes in entries of one room, and tells its mood. */
  void heard(List<ScoredEntry> entries) {
    entries.forEach(this::add);
    entries.stream().findFirst().ifPresent(entry -> tell(entry.room()));
  }

  private void add(ScoredEntry entry) {
    rooms
        .computeIfAbsent(entry.room(), name -> new Room())
        .mood
        .add(entry.author(), entry.at(), entry.score());
  }

  private void tell(String name) {
    Room room = rooms.get(name);
    if (room == null || stopped) {
      return;
    }
    if (room.quiet) {
      room.due = true;
      return;
    }
    RoomMood.State state = room.mood.at(clock.millis());
    boolean empty = state.messages() == 0;
    if (!empty || room.told) {
      publish(name, state);
    }
    if (empty) {
      rooms.remove(name);
    } else {
      room.told = true;
      keepQuietFor(name, room);
    }
  }

  private void keepQuietFor(String name, Room room) {
    room.quiet = true;
    room.due = false;
    vertx.setTimer(
        pace.moodMs(),
        id -> {
          room.quiet = false;
          if (room.due) {
            tell(name);
          }
        });
  }

  private void publish(String name, RoomMood.State state) {
    Mood mood =
        new Mood(
            name,
            config.windowOnTheWire(),
            state.score(),
            state.messages(),
            state.people(),
            state.people() >= config.moodMinimumPeople());
    vertx.eventBus().publish(Topic.SENTIMENT_ROOM.address(name), mood.toJson());
  }
}
