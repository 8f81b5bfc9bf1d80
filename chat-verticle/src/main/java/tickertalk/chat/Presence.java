package tickertalk.chat;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tickertalk.contract.Person;
import tickertalk.contract.PresenceReport;

/**
 * Who is in which room, put together from what each bridge reports. A person is there once, however
 * many tabs and bridges they are on. For one thread.
 */
final class Presence {
  private final long timeoutMs;
  private final long intervalMs;

  /** The newest report of each bridge, by room. */
  private final Map<String, Map<String, Heard>> rooms = new HashMap<>();

  private final ChangePace pace;

  private record Heard(PresenceReport report, long atMs) {}

  /** Who came into and who left a room, on all bridges together. */
  record Change(List<Person> joined, List<Person> left) {}

  /**
   * Begins with nobody anywhere.
   *
   * @param timeout how long a bridge may be silent before its people count as gone
   * @param interval the shortest time in which a room's presence is told again
   */
  Presence(Duration timeout, Duration interval) {
    this.timeoutMs = timeout.toMillis();
    this.intervalMs = interval.toMillis();
    this.pace = new ChangePace(intervalMs);
  }

  /**
   * Takes in what a bridge says of a room. Only those count as joined who are new here and whom the
   * bridge calls new: when chat itself has just begun, everybody is new here.
   */
  Change report(PresenceReport report, long nowMs) {
    Map<String, Person> before = byId(report.room());
    Map<String, Heard> bridges = rooms.computeIfAbsent(report.room(), room -> new HashMap<>());
    if (report.people().isEmpty()) {
      bridges.remove(report.bridge());
    } else {
      bridges.put(report.bridge(), new Heard(report, nowMs));
    }
    Change change = change(before, byId(report.room()), report.room());
    List<Person> joined =
        change.joined().stream().filter(who -> report.arrived().contains(who.id())).toList();
    return new Change(joined, change.left());
  }

  /** Forgets bridges that fell silent; gives those who are gone with them, by room. */
  Map<String, List<Person>> expire(long nowMs) {
    Map<String, List<Person>> gone = new HashMap<>();
    for (String room : Set.copyOf(rooms.keySet())) {
      Map<String, Person> before = byId(room);
      if (rooms.get(room).values().removeIf(heard -> heard.atMs + timeoutMs <= nowMs)) {
        gone.put(room, change(before, byId(room), room).left());
      }
    }
    return gone;
  }

  private Change change(Map<String, Person> before, Map<String, Person> after, String room) {
    List<Person> joined = without(after, before);
    List<Person> left = without(before, after);
    if (!joined.isEmpty() || !left.isEmpty()) {
      pace.change(room);
    }
    if (after.isEmpty()) {
      rooms.remove(room);
    }
    return new Change(joined, left);
  }

  private static List<Person> without(Map<String, Person> people, Map<String, Person> others) {
    return people.values().stream().filter(who -> !others.containsKey(who.id())).toList();
  }

  /** The rooms whose presence is to be told now, each at most once in an interval. */
  Set<String> due(long nowMs) {
    return pace.due(nowMs, room -> intervalMs);
  }

  /** The rooms that somebody is in. */
  Set<String> rooms() {
    return Set.copyOf(rooms.keySet());
  }

  /** Those in a room, each once. */
  List<Person> in(String room) {
    return List.copyOf(byId(room).values());
  }

  private Map<String, Person> byId(String room) {
    Map<String, Person> people = new LinkedHashMap<>();
    for (Heard heard : rooms.getOrDefault(room, Map.of()).values()) {
      heard.report().people().forEach(person -> people.putIfAbsent(person.id(), person));
    }
    return people;
  }
}
