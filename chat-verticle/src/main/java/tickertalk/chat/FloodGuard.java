package tickertalk.chat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Notices who says the same again and again, in whatever room, word for word or slightly varied.
 * For one thread.
 */
final class FloodGuard {
  private static final int NO_LIMIT = 0;

  /** How long what somebody said counts. */
  private static final long WINDOW_MS = 30_000;

  /** Somebody may say other things in between. */
  private static final int KEPT_OF_A_PERSON = 8;

  /** Eight gists each: 65 MB if all of them say only long things in half a minute. */
  private static final int PEOPLE = 10_000;

  private final int maxSame;
  private final Map<String, Deque<Said>> byPerson =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Said>> eldest) {
          return size() > PEOPLE;
        }
      };

  private record Said(String id, Gist gist, long atMs) {}

  /**
   * Begins with nothing said.
   *
   * @param maxSame how often a person may say the same within half a minute; 0 for no limit
   */
  FloodGuard(int maxSame) {
    this.maxSame = maxSame;
  }

  /**
   * Takes a post in and gives 0, or gives the milliseconds until it may be said. A post that is
   * sent again under its id counts once.
   */
  long take(String person, String id, String text, long nowMs) {
    if (maxSame == NO_LIMIT) {
      return 0;
    }
    Deque<Said> said = byPerson.computeIfAbsent(person, who -> new ArrayDeque<>());
    said.removeIf(it -> it.atMs + WINDOW_MS <= nowMs);
    if (said.stream().anyMatch(it -> it.id.equals(id))) {
      return 0;
    }
    Gist gist = Gist.of(text);
    Said[] same = said.stream().filter(it -> it.gist.isLike(gist)).toArray(Said[]::new);
    if (same.length >= maxSame) {
      return same[same.length - maxSame].atMs + WINDOW_MS - nowMs;
    }
    if (said.size() == KEPT_OF_A_PERSON) {
      said.removeFirst();
    }
    said.addLast(new Said(id, gist, nowMs));
    return 0;
  }

  /** Forgets those who said nothing lately. */
  void expire(long nowMs) {
    byPerson.values().removeIf(said -> said.getLast().atMs + WINDOW_MS <= nowMs);
  }
}
