package tickertalk.bridge;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.HashMap;
import java.util.Map;
import tickertalk.contract.Topic;

/**
 * The fan-out to the subscribers of one event loop. It listens to an address from the first
 * subscriber until a while after the last one left. What comes for an address in one of the loop's
 * {@link Turns} goes to all its subscribers together, encoded once. For the loop's thread, except
 * {@link #tell}.
 */
final class Hub {
  private static final long GRACE_MS = 5_000;

  private final Vertx vertx;
  private final ContextInternal context;
  private final BusTap tap;
  private final FrameEncoder encoder;
  private final BridgeMetrics metrics;
  private final Turns turns;
  private final Map<String, Audience> audiences = new HashMap<>();

  Hub(Vertx vertx, Context context, BusTap tap, FrameEncoder encoder, BridgeMetrics metrics) {
    this.vertx = vertx;
    this.context = (ContextInternal) context;
    this.tap = tap;
    this.encoder = encoder;
    this.metrics = metrics;
    this.turns = new Turns(this.context);
  }

  /**
   * Adds a subscriber to an address. Done when events published from then on will reach it.
   *
   * @param wireAddress the address as browsers know it
   */
  Future<Void> subscribe(
      String busAddress, String wireAddress, Topic topic, Subscriber subscriber) {
    Audience audience = audiences.get(busAddress);
    if (audience == null) {
      audience = new Audience(topic, turns, encoder, metrics);
      audiences.put(busAddress, audience);
      audience.hears(told(tap.open(busAddress, wireAddress, topic, this)));
    }
    audience.add(subscriber);
    Audience joined = audience;
    // One that never came to life must not stand in the way of the next try.
    return audience.live().onFailure(cause -> audiences.remove(busAddress, joined));
  }

  /** The same, but told in this loop, for another may have opened the line. */
  private Future<Void> told(Future<Void> line) {
    Promise<Void> here = context.promise();
    line.onComplete(here);
    return here.future();
  }

  void unsubscribe(String busAddress, Subscriber subscriber) {
    Audience audience = audiences.get(busAddress);
    if (audience != null && audience.remove(subscriber) && audience.isEmpty()) {
      vertx.setTimer(GRACE_MS, timer -> leave(busAddress, audience));
    }
  }

  private void leave(String busAddress, Audience audience) {
    if (audience.isEmpty() && audiences.remove(busAddress, audience)) {
      tap.close(busAddress, this);
    }
  }

  /** Takes an event for an address, from any thread. */
  void tell(String busAddress, Event event) {
    context.runOnContext(now -> gather(busAddress, event));
  }

  private void gather(String busAddress, Event event) {
    Audience audience = audiences.get(busAddress);
    if (audience != null) {
      audience.gather(event);
    }
  }

  /** Notes that an event comes before an answer; see {@link Turns#expectEvent}. */
  <T> Future<T> expectEvent(Future<T> answer) {
    return turns.expectEvent(answer);
  }
}
