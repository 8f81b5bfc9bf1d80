package tickertalk.chat;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tickertalk.contract.Person;

/**
 * Who is typing in which room. Somebody who falls silent ceases to type after a while, so that
 * nothing here needs a goodbye. For one thread.
 */
final class Typists {
  private final long timeoutMs;
  private final Map<String, Map<String, Typist>> rooms = new HashMap<>();

  private record Typist(Person person, long untilMs) {}

  Typists(Duration timeout) {
    this.timeoutMs = timeout.toMillis();
  }

  /** Notes that a person types. Tells whether others should hear of it. */
  boolean typing(String room, Person person, long nowMs) {
    return rooms
            .computeIfAbsent(room, name -> new LinkedHashMap<>())
            .put(person.id(), new Typist(person, nowMs + timeoutMs))
        == null;
  }

  /** Notes that people do not type any more. Tells whether others should hear of it. */
  boolean stopped(String room, Collection<Person> people) {
    Map<String, Typist> typists = rooms.get(room);
    if (typists == null) {
      return false;
    }
    boolean changed = false;
    for (Person person : people) {
      changed |= typists.remove(person.id()) != null;
    }
    if (typists.isEmpty()) {
      rooms.remove(room);
    }
    return changed;
  }

  /** Forgets those who fell silent; gives the rooms where somebody did. */
  Set<String> expire(long nowMs) {
    Set<String> changed = new HashSet<>();
    rooms.forEach(
        (room, typists) -> {
          if (typists.values().removeIf(typist -> typist.untilMs <= nowMs)) {
            changed.add(room);
          }
        });
    rooms.values().removeIf(Map::isEmpty);
    return changed;
  }

  /** Those who type in a room, the first to begin first. */
  List<Person> in(String room) {
    return rooms.getOrDefault(room, Map.of()).values().stream().map(Typist::person).toList();
  }

  /** How many type in a room. */
  int count(String room) {
    return rooms.getOrDefault(room, Map.of()).size();
  }

  /** Forgets everybody; gives the rooms where somebody typed. */
  Set<String> clear() {
    Set<String> changed = Set.copyOf(rooms.keySet());
    rooms.clear();
    return changed;
  }
}
