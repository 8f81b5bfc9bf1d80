package tickertalk.notifier;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import tickertalk.contract.Joined;

/**
 * Remembers who came in of late, so that a person whose connection flaps is announced once. Holds
 * the joins of one grace period and no more. Not thread-safe.
 */
final class Joins {
  private record Place(String room, String person) {}

  private final long graceMs;
  // Oldest join first.
  private final Map<Place, Long> lastJoins = new LinkedHashMap<>();

  Joins(Duration grace) {
    this.graceMs = grace.toMillis();
  }

  /** Notes a join; whether it is the first of this person in this room for the grace period. */
  boolean isNews(Joined joined, long now) {
    forgetBefore(now - graceMs);
    Place place = new Place(joined.room(), joined.person().id());
    boolean news = lastJoins.remove(place) == null;
    lastJoins.put(place, now);
    return news;
  }

  private void forgetBefore(long instant) {
    Iterator<Long> oldestFirst = lastJoins.values().iterator();
    while (oldestFirst.hasNext() && oldestFirst.next() <= instant) {
      oldestFirst.remove();
    }
  }
}
