package tickertalk.bridge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tickertalk.contract.Person;
import tickertalk.contract.PresenceReport;

/**
 * How many people are online: those with a name who are in any room, each once, however many rooms,
 * tabs and bridges they are on. Put together from what all bridges of the cluster report, so that
 * every bridge counts the same. For one thread.
 */
final class Headcount {
  private final long timeoutMs;
  private final Map<Place, Heard> heard = new HashMap<>();

  /** In how many places each person is, by id. */
  private final Map<String, Integer> people = new HashMap<>();

  private record Place(String bridge, String room) {}

  private record Heard(Set<String> ids, long atMs) {}

  /**
   * Begins with nobody online.
   *
   * @param timeoutMs how long a bridge may be silent before its people count as gone
   */
  Headcount(long timeoutMs) {
    this.timeoutMs = timeoutMs;
  }

  /** Takes in what a bridge says of a room. */
  void hear(PresenceReport report, long nowMs) {
    Place place = new Place(report.bridge(), report.room());
    Set<String> ids = report.people().stream().map(Person::id).collect(Collectors.toSet());
    if (ids.isEmpty()) {
      forget(place);
      return;
    }
    Heard before = heard.put(place, new Heard(ids, nowMs));
    ids.forEach(id -> people.merge(id, 1, Integer::sum));
    if (before != null) {
      before.ids.forEach(this::leave);
    }
  }

  /** Forgets bridges that fell silent. */
  void expire(long nowMs) {
    Set<Place> silent = new HashSet<>(heard.keySet());
    silent.removeIf(place -> heard.get(place).atMs + timeoutMs > nowMs);
    silent.forEach(this::forget);
  }

  private void forget(Place place) {
    Heard before = heard.remove(place);
    if (before != null) {
      before.ids.forEach(this::leave);
    }
  }

  private void leave(String id) {
    people.computeIfPresent(id, (same, places) -> places > 1 ? places - 1 : null);
  }

  int people() {
    return people.size();
  }
}
