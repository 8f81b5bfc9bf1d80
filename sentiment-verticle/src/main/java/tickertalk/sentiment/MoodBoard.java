package tickertalk.sentiment;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tickertalk.contract.Mood;
import tickertalk.contract.Topic;

/**
 * Tells each room its mood over each window when it has changed: when somebody has spoken, though
 * not too often, and from time to time until the last voice has left the longest window. Lives on
 * one event loop.
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
  private static final class Room {
    final RoomMood mood;
    final Map<MoodWindow, MoodState> told = new EnumMap<>(MoodWindow.class);
    boolean quiet;
    boolean due;

    Room(RoomMood mood) {
      this.mood = mood;
    }
  }

  /** Begins to tell, with the voices of before. */
  void start(Map<String, RoomMood> moods) {
    moods.forEach((name, mood) -> rooms.put(name, new Room(mood)));
    fading =
        vertx.setPeriodic(pace.fadeMs(), id -> List.copyOf(rooms.keySet()).forEach(this::tell));
  }

  void stop() {
    stopped = true;
    vertx.cancelTimer(fading);
  }

  /** Takes in what was said, and whose messages are others now, and tells the rooms. */
  void heard(List<ScoredEntry> entries, List<Correction> corrections) {
    Set<String> changed = new TreeSet<>();
    for (ScoredEntry entry : entries) {
      if (entry.at() > MoodWindow.earliest(clock.millis())) {
        mood(entry.room()).add(entry);
        changed.add(entry.room());
      }
    }
    for (Correction correction : corrections) {
      mood(correction.room()).correct(correction.author(), correction.entries());
      changed.add(correction.room());
    }
    changed.forEach(this::tell);
  }

  private RoomMood mood(String name) {
    return rooms.computeIfAbsent(name, room -> new Room(new RoomMood())).mood;
  }

  /** The mood of a room over each window, as it is now. */
  List<Mood> moods(String name) {
    Room room = rooms.get(name);
    RoomMood mood = room == null ? new RoomMood() : room.mood;
    long now = clock.millis();
    mood.expire(now);
    return Stream.of(MoodWindow.values())
        .map(window -> told(name, window, mood.at(now, window)))
        .toList();
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
    tellWhatChanged(name, room);
    if (room.mood.isEmpty()) {
      rooms.remove(name);
    } else {
      keepQuietFor(name, room);
    }
  }

  private void tellWhatChanged(String name, Room room) {
    long now = clock.millis();
    room.mood.expire(now);
    for (MoodWindow window : MoodWindow.values()) {
      MoodState state = room.mood.at(now, window);
      if (!state.equals(room.told.getOrDefault(window, MoodState.NOTHING))) {
        room.told.put(window, state);
        String address = Topic.SENTIMENT_ROOM.address(name);
        vertx.eventBus().publish(address, told(name, window, state).toJson());
      }
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

  /** As it is told. */
  private Mood told(String name, MoodWindow window, MoodState state) {
    return new Mood(
        name,
        window.wireName(),
        state.score(),
        state.low(),
        state.high(),
        state.messages(),
        state.people(),
        state.people() >= config.moodMinimumPeople());
  }
}
