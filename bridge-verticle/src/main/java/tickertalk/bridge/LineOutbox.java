package tickertalk.bridge;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What is on its way to one reader of a plain door, with a bound: while the reader keeps up
 * everything goes out at once; when it falls behind, of what only the newest counts the newest
 * waits here; and past the bound the outbox overflows and takes nothing more. For one thread.
 */
final class LineOutbox {
  /** A reader that has this much unread, in characters, is behind. */
  private static final int BEHIND = 64 * 1024;

  private final Function<String, Future<Void>> network;
  private final int bound;
  private final int behind;
  private final Map<String, String> newest = new LinkedHashMap<>();
  private Runnable caughtUp = () -> {};
  private int pending;
  private long taken;
  private boolean overflowed;

  /**
   * An empty outbox.
   *
   * @param network sends a text; the future ends when the network took it
   * @param bound in characters
   */
  LineOutbox(Function<String, Future<Void>> network, int bound) {
    this.network = network;
    this.bound = bound;
    this.behind = Math.min(BEHIND, bound / 2);
  }

  /** Sends a text that must not be left out; false when the bound is passed. */
  boolean offer(String text) {
    if (overflowed || (pending > 0 && pending + text.length() > bound)) {
      overflowed = true;
      newest.clear();
      return false;
    }
    send(text);
    return true;
  }

  /** Sends a text, or keeps it instead of an older one of its key while the reader is behind. */
  void offerNewest(String key, String text) {
    if (overflowed) {
      return;
    }
    if (isBehind()) {
      newest.put(key, text);
    } else {
      send(text);
    }
  }

  boolean isBehind() {
    return pending > behind;
  }

  /**
   * How many characters the network took until now: a reader for whom this stands still reads
   * nothing.
   */
  long taken() {
    return taken;
  }

  /** What is to be done, each time, when a reader that was behind is no longer. */
  void whenCaughtUp(Runnable then) {
    caughtUp = then;
  }

  private void send(String text) {
    pending += text.length();
    network.apply(text).onComplete(done -> took(text.length()));
  }

  private void took(int length) {
    boolean wasBehind = isBehind();
    pending -= length;
    taken += length;
    while (!isBehind() && !newest.isEmpty()) {
      String key = newest.keySet().iterator().next();
      send(newest.remove(key));
    }
    if (wasBehind && !isBehind()) {
      caughtUp.run();
    }
  }
}
