package tickertalk.bridge;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import tickertalk.contract.Topic;

/** One address and those of an event loop who listen to it. For the loop's thread. */
final class Audience {
  private static final Subscriber[] NOBODY = {};

  /** A feed that lives is heard every second. */
  private static final long PRICE_HOLDS_MS = 2_500;

  private final Topic topic;
  private final Turns turns;
  private final FrameEncoder encoder;
  private final BridgeMetrics metrics;
  private final Set<Subscriber> subscribers = new LinkedHashSet<>();
  private Future<Void> live;

  /** A copy, for one that overflows leaves while the others are served; made when needed. */
  private Subscriber[] everybody = NOBODY;

  /** Those who got this turn's batch and wait for it to be sent. */
  private Subscriber[] served = NOBODY;

  /** What came in this turn. */
  private Batch batch;

  /** The newest, where only the newest counts: a latecomer need not wait for the next. */
  private final Map<String, Event> retained = new HashMap<>(1);

  private long retainedAtMs;

  Audience(Topic topic, Turns turns, FrameEncoder encoder, BridgeMetrics metrics) {
    this.topic = topic;
    this.turns = turns;
    this.encoder = encoder;
    this.metrics = metrics;
  }

  /** Is to hear what is published from when this is done. */
  void hears(Future<Void> line) {
    live = line;
  }

  /** Done when events published from then on reach it. */
  Future<Void> live() {
    return live;
  }

  boolean isEmpty() {
    return subscribers.isEmpty();
  }

  void add(Subscriber subscriber) {
    if (subscribers.add(subscriber)) {
      everybody = null;
      if (holds()) {
        retained.values().forEach(subscriber::deliver);
      }
    }
  }

  /** Whether somebody leaves who was there. */
  boolean remove(Subscriber subscriber) {
    everybody = null;
    return subscribers.remove(subscriber);
  }

  /** Who is there holds until there is news; a price without news is no price. */
  private boolean holds() {
    return topic != Topic.PRICE || System.currentTimeMillis() - retainedAtMs <= PRICE_HOLDS_MS;
  }

  /** Takes an event that is to be delivered at the turn's end. */
  void gather(Event event) {
    if (event.isNewestOnly()) {
      retained.put(event.conflationKey(), event);
      retainedAtMs = System.currentTimeMillis();
    }
    if (batch == null) {
      batch = new Batch(encoder);
      turns.add(this);
    }
    batch.add(event);
  }

  /** Gives everybody what came in this turn, to be sent with {@link #flush}; how many events. */
  int deliver() {
    return deliver(Subscriber::deliver);
  }

  /** In one pass: of a thousand subscribers the processor's cache forgets the first. */
  int deliverAndFlush() {
    int events =
        deliver(
            (subscriber, given) -> {
              subscriber.deliver(given);
              subscriber.flush();
            });
    served = NOBODY;
    return events;
  }

  private int deliver(BiConsumer<Subscriber, Batch> delivery) {
    if (everybody == null) {
      everybody = subscribers.toArray(NOBODY);
    }
    served = everybody;
    Batch now = batch;
    batch = null;
    for (Subscriber subscriber : served) {
      try {
        delivery.accept(subscriber, now);
      } catch (RuntimeException | OutOfMemoryError e) { // the latter is Netty's of its buffers
        turns.failed(e);
      }
    }
    now.release();
    int events = now.events().size();
    metrics.delivered(events, served.length);
    return events;
  }

  void flush() {
    for (Subscriber subscriber : served) {
      try {
        subscriber.flush();
      } catch (RuntimeException | OutOfMemoryError e) {
        turns.failed(e);
      }
    }
    served = NOBODY;
  }
}
