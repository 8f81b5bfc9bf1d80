package tickertalk.bridge;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import tickertalk.contract.Topic;

/**
 * Where this JVM's event loops listen to the event bus: each address has one consumer, however many
 * hubs want it, so that the cluster knows rooms and not browsers. For any thread; it works in its
 * own context.
 */
final class BusTap {
  private final Vertx vertx;
  private final Context context;
  private final Map<String, Line> lines = new HashMap<>();

  BusTap(Vertx vertx, Context context) {
    this.vertx = vertx;
    this.context = context;
  }

  /** Begins to tell a hub what is published at an address. Done when it will hear everything. */
  Future<Void> open(String busAddress, String wireAddress, Topic topic, Hub hub) {
    return here(
        () -> {
          Line line =
              lines.computeIfAbsent(busAddress, address -> new Line(address, wireAddress, topic));
          line.hubs.add(hub);
          // A line that never came to life must not stand in the way of the next try.
          return line.live.onFailure(cause -> lines.remove(busAddress, line));
        });
  }

  /** Ceases to tell a hub; the last one takes the consumer with it. */
  void close(String busAddress, Hub hub) {
    here(
        () -> {
          Line line = lines.get(busAddress);
          if (line != null && line.hubs.remove(hub) && line.hubs.isEmpty()) {
            lines.remove(busAddress);
            line.consumer.unregister();
          }
          return Future.succeededFuture();
        });
  }

  private Future<Void> here(Supplier<Future<Void>> work) {
    if (Vertx.currentContext() == context) {
      return work.get();
    }
    Promise<Void> done = Promise.promise();
    context.runOnContext(now -> work.get().onComplete(done));
    return done.future();
  }

  /** One address and the hubs that listen to it. */
  private final class Line {
    final MessageConsumer<Object> consumer;
    final Future<Void> live;
    final Set<Hub> hubs = new LinkedHashSet<>();

    Line(String busAddress, String wireAddress, Topic topic) {
      this.consumer = vertx.eventBus().consumer(busAddress);
      consumer.handler(
          message -> {
            Event event = Event.of(topic, wireAddress, message.body());
            hubs.forEach(hub -> hub.tell(busAddress, event));
          });
      this.live = consumer.completion();
    }
  }
}
