package tickertalk.chat;

import java.util.LinkedHashMap;
import java.util.Map;

/** When each person last wrote in the rooms where everybody has to wait. For one thread. */
final class SlowMode {
  /** Of some 200 bytes each. Whoever is forgotten may write at once. */
  private static final int PEOPLE = 50_000;

  private final Map<Writer, Last> lastOf =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Writer, Last> eldest) {
          return size() > PEOPLE;
        }
      };

  private record Writer(String room, String person) {}

  private record Last(String id, long atMs) {}

  /**
   * Takes a post in and gives 0, or gives the milliseconds until there may be one. A post that is
   * sent again under its id is no other.
   */
  long take(String room, String person, String id, int seconds, long nowMs) {
    Writer writer = new Writer(room, person);
    Last last = lastOf.get(writer);
    if (last != null && last.id.equals(id)) {
      return 0;
    }
    long waitMs = last == null ? 0 : last.atMs + seconds * 1_000L - nowMs;
    if (waitMs > 0) {
      return waitMs;
    }
    lastOf.put(writer, new Last(id, nowMs));
    return 0;
  }
}
