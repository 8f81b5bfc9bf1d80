package tickertalk.benchmark;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Connections on their way in, so many at once. */
final class Arrivals {
  private final int handshakes;
  private final Duration patience;
  private final Deque<Connection> waiting = new ArrayDeque<>();
  private final Set<Connection> joining = new HashSet<>();
  private final Map<String, Integer> failures = new HashMap<>();
  private boolean open;
  private int joined;

  /**
   * Nobody yet.
   *
   * @param handshakes how many may be on their way at once
   * @param patience how long all of them together may take
   */
  Arrivals(int handshakes, Duration patience) {
    this.handshakes = handshakes;
    this.patience = patience;
  }

  /** How they arrived: how long it took, and what kept the others from it, by how often. */
  record Outcome(int joined, double seconds, Map<String, Integer> failures) {
    int failed() {
      return failures.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * The same, if all arrived.
     *
     * @throws LoadException if not
     */
    Outcome orFail() {
      if (!failures.isEmpty()) {
        throw new LoadException(failed() + " did not join: " + failures);
      }
      return this;
    }
  }

  void expect(Connection connection) {
    waiting.add(connection);
  }

  /** Lets in all who are expected. */
  Outcome letIn(EventLoop loop) {
    failures.clear();
    joined = 0;
    open = true;
    long begun = System.nanoTime();
    loop.runUntil(() -> nextHandshakes(loop), begun + patience.toNanos());
    open = false;
    double seconds = (System.nanoTime() - begun) / 1e9;
    turnAwayTheRest();
    return new Outcome(joined, seconds, Map.copyOf(failures));
  }

  private boolean nextHandshakes(EventLoop loop) {
    while (joining.size() < handshakes && !waiting.isEmpty()) {
      Connection next = waiting.poll();
      joining.add(next);
      next.connect(loop.selector());
    }
    return joining.isEmpty() && waiting.isEmpty();
  }

  private void turnAwayTheRest() {
    int late = joining.size() + waiting.size();
    if (late > 0) {
      failures.merge("not within " + patience.toSeconds() + " s", late, Integer::sum);
      joining.forEach(Connection::close);
      waiting.forEach(Connection::close);
      joining.clear();
      waiting.clear();
    }
  }

  void joined(Connection connection) {
    joining.remove(connection);
    joined++;
  }

  /**
   * Notes that a connection was lost, on its way or after it while others still arrive.
   *
   * @throws LoadException when nobody arrives: then it is lost to a measurement
   */
  void lost(Connection connection, String why) {
    if (!open) {
      throw new LoadException("a connection was lost: " + why);
    }
    if (!joining.remove(connection)) {
      joined--;
    }
    failures.merge(why, 1, Integer::sum);
  }
}
