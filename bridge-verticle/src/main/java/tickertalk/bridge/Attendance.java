package tickertalk.bridge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tickertalk.contract.Person;
import tickertalk.contract.PresenceReport;

/**
 * Who is in which room by a socket of this bridge; a person with several sockets is there until the
 * last one leaves. For one thread.
 */
final class Attendance {
  private final String bridge;
  private final Runnable firstChange;
  private final Map<String, Map<String, Present>> rooms = new HashMap<>();
  private final Map<String, Set<String>> arrived = new HashMap<>();
  private final Set<String> changed = new HashSet<>();

  private record Present(Person person, int sockets) {}

  /**
   * Begins with nobody here.
   *
   * @param firstChange called when there is something to report, and not again until it is
   */
  Attendance(String bridge, Runnable firstChange) {
    this.bridge = bridge;
    this.firstChange = firstChange;
  }

  void enter(String room, Person person) {
    rooms
        .computeIfAbsent(room, name -> new LinkedHashMap<>())
        .compute(
            person.id(),
            (id, present) -> {
              if (present != null) {
                return new Present(person, present.sockets + 1);
              }
              arrived.computeIfAbsent(room, name -> new HashSet<>()).add(id);
              noteChange(room);
              return new Present(person, 1);
            });
  }

  void leave(String room, Person person) {
    Map<String, Present> people = rooms.get(room);
    people.compute(
        person.id(),
        (id, present) -> {
          if (present.sockets > 1) {
            return new Present(present.person, present.sockets - 1);
          }
          noteChange(room);
          return null;
        });
    if (people.isEmpty()) {
      rooms.remove(room);
    }
  }

  private void noteChange(String room) {
    boolean first = changed.isEmpty();
    changed.add(room);
    if (first) {
      firstChange.run();
    }
  }

  /** A report of each room that changed since it was last reported. */
  List<PresenceReport> changes() {
    List<PresenceReport> reports = changed.stream().map(this::report).toList();
    changed.clear();
    arrived.clear();
    return reports;
  }

  /** A report of each room that has anybody in it. */
  List<PresenceReport> everything() {
    return rooms.keySet().stream().map(this::report).toList();
  }

  private PresenceReport report(String room) {
    return new PresenceReport(
        bridge,
        room,
        rooms.getOrDefault(room, Map.of()).values().stream().map(Present::person).toList(),
        arrived.getOrDefault(room, Set.of()));
  }
}
