package tickertalk.sentiment;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * The mood of one room over a sliding window, in which each person has one voice, however much they
 * write. Holds the voices of the window and nothing older.
 */
final class RoomMood {
  /**
   * A message that counts.
   *
   * @param at epoch milliseconds
   */
  private record Voice(String author, long at, double score) {}

  /** What one person's messages of the window come to. */
  private static final class Person {
    int messages;
    double sum;
  }

  /**
   * What the window holds.
   *
   * @param score the mean of the people's means, to three digits; 0 when nobody spoke
   */
  record State(double score, int messages, int people) {}

  // By time, not by arrival: the clocks of two JVMs that served a room differ a little.
  private final Queue<Voice> voices = new PriorityQueue<>(Comparator.comparingLong(Voice::at));
  private final Map<String, Person> people = new HashMap<>();
  private final long windowMs;

  RoomMood(long windowMs) {
    this.windowMs = windowMs;
  }

  void add(String author, long at, double score) {
    voices.add(new Voice(author, at, score));
    Person person = people.computeIfAbsent(author, id -> new Person());
    person.messages++;
    person.sum += score;
  }

  /** The mood now, after what is older than the window is forgotten. */
  State at(long now) {
    while (!voices.isEmpty() && voices.peek().at <= now - windowMs) {
      forget(voices.remove());
    }
    double mean = people.values().stream().mapToDouble(p -> p.sum / p.messages).average().orElse(0);
    return new State(Math.round(mean * 1000) / 1000.0, voices.size(), people.size());
  }

  private void forget(Voice voice) {
    Person person = people.get(voice.author);
    person.messages--;
    person.sum -= voice.score;
    if (person.messages == 0) {
      people.remove(voice.author);
    }
  }
}
