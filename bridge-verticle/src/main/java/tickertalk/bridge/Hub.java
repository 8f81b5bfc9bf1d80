package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tickertalk.contract.Topic;
import tickertalk.contract.Topic.Delivery;

/**
 * The fan-out between the event bus and the subscribers of this bridge. However many they are, each
 * address has one consumer on the bus, from the first subscriber until a while after the last one
 * left; and each event is encoded once. For one thread.
 */
final class Hub {
  private static final long GRACE_MS = 5_000;

  /** A feed that lives is heard every second. */
  private static final long PRICE_HOLDS_MS = 2_500;

  private final Vertx vertx;
  private final Map<String, Channel> channels = new HashMap<>();

  Hub(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Adds a subscriber to an address. Done when events published from then on will reach it.
   *
   * @param wireAddress the address as browsers know it
   */
  Future<Void> subscribe(
      String busAddress, String wireAddress, Topic topic, Subscriber subscriber) {
    Channel channel =
        channels.computeIfAbsent(busAddress, address -> new Channel(address, wireAddress, topic));
    channel.add(subscriber);
    // A channel that never came to life must not stand in the way of the next try.
    return channel.live.onFailure(cause -> channels.remove(busAddress, channel));
  }

  void unsubscribe(String busAddress, Subscriber subscriber) {
    Channel channel = channels.get(busAddress);
    if (channel != null && channel.subscribers.remove(subscriber)) {
      vertx.setTimer(GRACE_MS, timer -> leave(busAddress, channel));
    }
  }

  private void leave(String busAddress, Channel channel) {
    if (channel.subscribers.isEmpty() && channels.remove(busAddress, channel)) {
      channel.consumer.unregister();
    }
  }

  /** One address and those who listen to it. */
  private final class Channel {
    final MessageConsumer<Object> consumer;
    final Future<Void> live;
    final Set<Subscriber> subscribers = new LinkedHashSet<>();
    final String wireAddress;
    final Topic topic;

    /** The newest event, where only the newest counts: a latecomer need not wait for the next. */
    Event retained;

    long retainedAtMs;

    Channel(String busAddress, String wireAddress, Topic topic) {
      this.wireAddress = wireAddress;
      this.topic = topic;
      this.consumer = vertx.eventBus().consumer(busAddress, message -> fanOut(message.body()));
      this.live = consumer.completion();
    }

    void add(Subscriber subscriber) {
      if (subscribers.add(subscriber) && retained != null && holds()) {
        subscriber.deliver(retained);
      }
    }

    /** Who is there holds until there is news; a price without news is no price. */
    private boolean holds() {
      return topic != Topic.PRICE || System.currentTimeMillis() - retainedAtMs <= PRICE_HOLDS_MS;
    }

    private void fanOut(Object body) {
      Event event = new Event(topic, wireAddress, body);
      if (event.delivery() == Delivery.NEWEST_ONLY) {
        retained = event;
        retainedAtMs = System.currentTimeMillis();
      }
      // A copy: a subscriber that overflows leaves while the others are served.
      List.copyOf(subscribers).forEach(who -> who.deliver(event));
    }
  }
}
