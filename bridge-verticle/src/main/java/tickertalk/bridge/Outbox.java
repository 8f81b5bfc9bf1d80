package tickertalk.bridge;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import tickertalk.contract.Topic.Delivery;

/**
 * What is on its way to one browser, with a bound. While the browser keeps up, everything goes out
 * at once, however large. When it falls behind, newest-only events wait here, one per address; and
 * when what was handed to the network passes the bound, the outbox overflows and takes nothing
 * more. For one thread.
 */
final class Outbox {
  /** A browser that has this much unread, in characters, is behind. */
  private static final int BEHIND = 64 * 1024;

  private final Function<String, Future<Void>> network;
  private final int bound;
  private final Map<String, String> newest = new LinkedHashMap<>();
  private int pending;
  private boolean overflowed;

  /** What became of a frame. */
  enum Offer {
    /** It is on its way. */
    SENT,
    /** It waits, instead of an older one of its address if there was one. */
    KEPT_AS_NEWEST,
    /** The bound is passed; the browser must go and resume. */
    OVERFLOWED
  }

  /**
   * An empty outbox.
   *
   * @param network sends a frame; the future ends when the network took it
   * @param bound in characters
   */
  Outbox(Function<String, Future<Void>> network, int bound) {
    this.network = network;
    this.bound = bound;
  }

  Offer offer(Delivery delivery, String address, String frame) {
    if (overflowed) {
      return Offer.OVERFLOWED;
    }
    if (delivery == Delivery.NEWEST_ONLY && pending > Math.min(BEHIND, bound)) {
      newest.put(address, frame);
      return Offer.KEPT_AS_NEWEST;
    }
    if (pending > 0 && pending + frame.length() > bound) {
      overflowed = true;
      newest.clear();
      return Offer.OVERFLOWED;
    }
    send(frame);
    return Offer.SENT;
  }

  private void send(String frame) {
    pending += frame.length();
    network.apply(frame).onComplete(done -> taken(frame.length()));
  }

  private void taken(int length) {
    pending -= length;
    while (pending <= Math.min(BEHIND, bound) && !newest.isEmpty()) {
      String address = newest.keySet().iterator().next();
      send(newest.remove(address));
    }
  }
}
