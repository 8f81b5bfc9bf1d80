package tickertalk.bridge;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is on its way to one reader, with a bound. While the reader keeps up, everything goes out at
 * once, however large. When it falls behind, of what only the newest counts the newest waits here;
 * and when what the network has not taken passes the bound, the outbox overflows and takes nothing
 * more. For one thread.
 */
final class Outbox {
  /** A reader that has this much unread, in bytes, is behind. */
  static final int BEHIND = 64 * 1024;

  private final Wire wire;
  private final BridgeMetrics metrics;
  private final int bound;
  private final int behind;

  /** By what they replace; made when first needed, for most readers are never behind. */
  private Map<String, String> newest = Map.of();

  private boolean overflowed;

  /**
   * An empty outbox.
   *
   * @param metrics where is counted what is replaced
   * @param bound in bytes
   */
  Outbox(Wire wire, BridgeMetrics metrics, int bound) {
    this.wire = wire;
    this.metrics = metrics;
    this.bound = bound;
    this.behind = Math.min(BEHIND, bound / 2);
  }

  /**
   * Takes events; they go out with the next {@link #flush}. False when the bound is passed: the
   * reader must go and resume.
   */
  boolean offer(Batch batch) {
    if (overflowed) {
      return false;
    }
    sendKept(); // it is older than what comes now
    long pending = wire.pendingBytes();
    if (pending > behind && batch.hasNewestOnly()) {
      return offerOneByOne(batch);
    }
    if (!fits(pending, batch.chars())) {
      return overflow();
    }
    wire.write(batch);
    return true;
  }

  /** Takes a text for this reader alone that must not be left out; false as above. */
  boolean offer(String text) {
    if (overflowed) {
      return false;
    }
    if (!fits(wire.pendingBytes(), text.length())) {
      return overflow();
    }
    wire.write(text);
    return true;
  }

  /** Takes a text of which, while the reader is behind, only the newest with its key counts. */
  void offerNewest(String key, String text) {
    if (overflowed) {
      return;
    }
    if (isBehind()) {
      keep(key, text);
    } else {
      wire.write(text);
    }
  }

  boolean isBehind() {
    return wire.pendingBytes() > behind;
  }

  /** Whatever its size, one thing may always be on its way. */
  private boolean fits(long pending, int more) {
    return pending == 0 || pending + more <= bound;
  }

  private boolean offerOneByOne(Batch batch) {
    for (Event event : batch.events()) {
      if (event.isNewestOnly()) {
        keep(event.conflationKey(), event.envelope());
      } else if (fits(wire.pendingBytes(), event.envelope().length())) {
        wire.write(event.envelope());
      } else {
        return overflow();
      }
    }
    return true;
  }

  private void keep(String key, String text) {
    if (newest.isEmpty()) {
      newest = new LinkedHashMap<>();
    }
    if (newest.put(key, text) != null) {
      metrics.conflated();
    }
  }

  private boolean overflow() {
    overflowed = true;
    newest = Map.of();
    return false;
  }

  /**
   * Lets what was offered go out, and what waited too, as far as there is room: a network that
   * takes everything at once does not say that it has.
   */
  void flush() {
    wire.flush();
    while (hasRoomForKept()) {
      sendKept();
      wire.flush();
    }
  }

  private void sendKept() {
    while (hasRoomForKept()) {
      wire.write(newest.remove(newest.keySet().iterator().next()));
    }
  }

  private boolean hasRoomForKept() {
    return !newest.isEmpty() && !isBehind();
  }
}
