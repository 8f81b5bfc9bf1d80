package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import tickertalk.contract.Topic;

/**
 * Where this JVM's event loops listen to the event bus: each address has one consumer, however many
 * hubs want it, so that the cluster knows rooms and not browsers. For any thread; what is published
 * is told in the event loop that was the first to want the address.
 */
final class BusTap {
  private final Vertx vertx;
  private final Map<String, Line> lines = new HashMap<>();

  BusTap(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Begins to tell a hub what is published at an address. Done when it will hear everything. */
  synchronized Future<Void> open(String busAddress, String wireAddress, Topic topic, Hub hub) {
    Line line = lines.get(busAddress);
    if (line == null) {
      line = new Line(busAddress, wireAddress, topic);
      lines.put(busAddress, line);
    }
    line.hubs.add(hub);
    Line opened = line;
    // A line that never came to life must not stand in the way of the next try.
    return line.live.onFailure(cause -> remove(busAddress, opened));
  }

  private synchronized void remove(String busAddress, Line line) {
    lines.remove(busAddress, line);
  }

  /** Ceases to tell a hub; the last one takes the consumer with it. */
  synchronized void close(String busAddress, Hub hub) {
    Line line = lines.get(busAddress);
    if (line != null && line.hubs.remove(hub) && line.hubs.isEmpty()) {
      lines.remove(busAddress);
      line.consumer.unregister();
    }
  }

  /** One address and the hubs that listen to it. */
  private final class Line {
    final MessageConsumer<Object> consumer;
    final Future<Void> live;
    final Set<Hub> hubs = new CopyOnWriteArraySet<>();

    Line(String busAddress, String wireAddress, Topic topic) {
      this.consumer =
          vertx
              .eventBus()
              .consumer(
                  busAddress,
                  message -> {
                    Event event = Event.of(topic, wireAddress, message.body());
                    hubs.forEach(hub -> hub.tell(busAddress, event));
                  });
      this.live = consumer.completion();
    }
  }
}
