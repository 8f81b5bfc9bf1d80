package tickertalk.chat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * When rooms are told of changes that may come faster than they should hear of them: the first at
 * once, and those that follow within a pause together at its end. For one thread.
 */
final class ChangePace {
  private final long longestPauseMs;
  private final Set<String> changed = new HashSet<>();
  private final Map<String, Long> toldAtMs = new HashMap<>();

  /**
   * Begins with nothing to tell.
   *
   * @param longestPauseMs the longest that any room's pause can be
   */
  ChangePace(long longestPauseMs) {
    this.longestPauseMs = longestPauseMs;
  }

  /** Notes that a room has something to hear, now or later. */
  void change(String room) {
    changed.add(room);
  }

  /** Whether a room is to be told now; it counts as told then. */
  boolean isDue(String room, long nowMs, long pauseMs) {
    Long told = toldAtMs.get(room);
    if (!changed.contains(room) || (told != null && told + pauseMs > nowMs)) {
      return false;
    }
    changed.remove(room);
    toldAtMs.put(room, nowMs);
    return true;
  }

  /**
   * The rooms that are to be told now; they count as told then.
   *
   * @param pauseMs each room's, of the present
   */
  Set<String> due(long nowMs, ToLongFunction<String> pauseMs) {
    toldAtMs.values().removeIf(at -> at + longestPauseMs <= nowMs);
    Set<String> due = new HashSet<>(changed);
    due.removeIf(room -> !isDue(room, nowMs, pauseMs.applyAsLong(room)));
    return due;
  }
}
