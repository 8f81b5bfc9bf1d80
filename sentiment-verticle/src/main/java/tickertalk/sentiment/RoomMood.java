package tickertalk.sentiment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The mood of one room over several sliding windows, in which each person has one voice, however
 * much they write. Grows with the people of a day, not with what they say.
 */
final class RoomMood {
  private final Map<String, Voice> people = new HashMap<>();

  /** Takes in what somebody said. */
  void add(ScoredEntry entry) {
    people.computeIfAbsent(entry.author(), id -> new Voice()).say(entry);
  }

  /** Somebody's messages of the last day are these, instead of what was taken in of them before. */
  void correct(String author, List<ScoredEntry> entries) {
    people.remove(author);
    entries.forEach(this::add);
  }

  /** Moves the windows on, and forgets who is in none of them any more. */
  void expire(long now) {
    people.values().forEach(voice -> voice.expire(now));
    people.values().removeIf(voice -> voice.messages(MoodWindow.DAY) == 0);
  }

  boolean isEmpty() {
    return people.isEmpty();
  }

  /** The mood of a window that was moved on to now. */
  MoodState at(long now, MoodWindow window) {
    MoodState.Sum sum = new MoodState.Sum();
    for (Voice voice : people.values()) {
      int messages = voice.messages(window);
      if (messages > 0) {
        sum.add(voice.mean(window), voice.weight(now), messages);
      }
    }
    return sum.state();
  }
}
