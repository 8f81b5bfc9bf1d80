package tickertalk.sentiment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one person says in a room, in every window at once. Nearly the same said again counts once,
 * and as said then.
 */
final class Voice {
  /** So many of the newest texts are compared; 1 KB a person at most. */
  private static final int REMEMBERED = 16;

  private static final double MILLIONTHS = 1e6;

  private final Map<MoodWindow, Slots> windows = new EnumMap<>(MoodWindow.class);
  private final List<Said> remembered = new ArrayList<>(1);
  private long since = Long.MAX_VALUE;

  private record Said(long gist, long at, long score) {}

  Voice() {
    for (MoodWindow window : MoodWindow.values()) {
      windows.put(window, new Slots(window));
    }
  }

  void say(ScoredEntry entry) {
    since = Math.min(since, entry.since());
    Said said = new Said(entry.gist(), entry.at(), Math.round(entry.score() * MILLIONTHS));
    Optional<Said> before = remembered.stream().filter(it -> it.gist == said.gist).findFirst();
    if (before.isPresent() && before.get().at > said.at) {
      return;
    }
    before.ifPresent(this::takeBack);
    windows.values().forEach(slots -> slots.add(said.at, 1, said.score));
    remember(said);
  }

  private void takeBack(Said said) {
    remembered.remove(said);
    windows.values().forEach(slots -> slots.add(said.at, -1, -said.score));
  }

  private void remember(Said said) {
    int place = remembered.size();
    while (place > 0 && remembered.get(place - 1).at > said.at) {
      place--;
    }
    remembered.add(place, said);
    if (remembered.size() > REMEMBERED) {
      remembered.remove(0);
    }
  }

  /** Moves all windows on. */
  void expire(long now) {
    windows.values().forEach(slots -> slots.expire(now));
  }

  /** How many messages count in a window, as of when it was last moved on. */
  int messages(MoodWindow window) {
    return windows.get(window).messages();
  }

  /** The mean of the messages that count in a window, which are one at least; -1 to 1. */
  double mean(MoodWindow window) {
    return windows.get(window).mean() / MILLIONTHS;
  }

  /** How much it weighs, 0.25 to 1. */
  double weight(long now) {
    return Seniority.weight(now - since);
  }
}
