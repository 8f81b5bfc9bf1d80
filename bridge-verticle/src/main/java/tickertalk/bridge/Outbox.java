package tickertalk.bridge;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is on its way to one browser, with a bound. While the browser keeps up, everything goes out
 * at once, however large. When it falls behind, newest-only events wait here, one of a kind; and
 * when what the network has not taken passes the bound, the outbox overflows and takes nothing
 * more. For one thread.
 */
final class Outbox {
  /** A browser that has this much unread, in bytes, is behind. */
  static final int BEHIND = 64 * 1024;

  private final Wire wire;
  private final FrameEncoder encoder;
  private final int bound;
  private final int behind;

  /** Made when first needed, for most browsers are never behind. */
  private Map<String, Event> newest = Map.of();

  private boolean overflowed;

  /** What became of what was offered. */
  enum Offer {
    /** It is on its way. */
    SENT,
    /** Some of it waits, instead of an older one of its kind if there was one. */
    KEPT_AS_NEWEST,
    /** The bound is passed; the browser must go and resume. */
    OVERFLOWED
  }

  /**
   * An empty outbox.
   *
   * @param bound in bytes
   */
  Outbox(Wire wire, FrameEncoder encoder, int bound) {
    this.wire = wire;
    this.encoder = encoder;
    this.bound = bound;
    this.behind = Math.min(BEHIND, bound);
  }

  /** Takes events; they go out with the next {@link #flush}. */
  Offer offer(Batch batch) {
    if (overflowed) {
      return Offer.OVERFLOWED;
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
    return Offer.SENT;
  }

  /** Takes a text for this browser alone. */
  Offer offer(String text) {
    if (overflowed) {
      return Offer.OVERFLOWED;
    }
    if (!fits(wire.pendingBytes(), text.length())) {
      return overflow();
    }
    wire.write(text);
    return Offer.SENT;
  }

  /** Whatever its size, one thing may always be on its way. */
  private boolean fits(long pending, int more) {
    return pending == 0 || pending + more <= bound;
  }

  private Offer offerOneByOne(Batch batch) {
    for (Event event : batch.events()) {
      if (event.isNewestOnly()) {
        keep(event);
      } else if (fits(wire.pendingBytes(), event.envelope().length())) {
        wire.write(event.envelope());
      } else {
        return overflow();
      }
    }
    return Offer.KEPT_AS_NEWEST;
  }

  private void keep(Event event) {
    if (newest.isEmpty()) {
      newest = new LinkedHashMap<>();
    }
    newest.put(event.conflationKey(), event);
  }

  private Offer overflow() {
    overflowed = true;
    newest = Map.of();
    return Offer.OVERFLOWED;
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
      Event event = newest.remove(newest.keySet().iterator().next());
      Batch batch = Batch.of(event, encoder);
      wire.write(batch);
      batch.release();
    }
  }

  private boolean hasRoomForKept() {
    return !newest.isEmpty() && wire.pendingBytes() <= behind;
  }
}
