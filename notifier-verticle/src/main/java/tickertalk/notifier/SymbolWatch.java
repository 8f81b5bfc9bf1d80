package tickertalk.notifier;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.contract.Topic;

/** The alerts on one symbol, and its prices, one after the other. For one event loop. */
final class SymbolWatch {
  private static final Logger log = LoggerFactory.getLogger(SymbolWatch.class);

  /** Prices that wait for the database: 25 s at their pace; before them the oldest go. */
  private static final int MAX_WAITING = 100;

  /** A round number may be the line of many; others are to get at the database in between. */
  private static final int MAX_CHANGES = 200;

  private final Vertx vertx;
  private final Clock clock;
  private final AlertStore store;
  private final Teller teller;
  private final String address;
  private final MessageConsumer<JsonObject> quotes;
  private final Map<Long, Alert> alerts = new LinkedHashMap<>();
  private final Deque<MarketPrice> waiting = new ArrayDeque<>();
  private boolean writing;
  private boolean failing;

  /** Tells notices to their readers. */
  interface Teller {
    /** What is stored and may be told. */
    void tell(List<Sent> sent);

    /** What is stored and not known to have been told. */
    void tellUntold();
  }

  /** A watch of no alerts yet, which listens. */
  SymbolWatch(Vertx vertx, Clock clock, AlertStore store, Teller teller, String symbol) {
    this.vertx = vertx;
    this.clock = clock;
    this.store = store;
    this.teller = teller;
    this.address = Topic.PRICE.address(symbol);
    this.quotes = vertx.eventBus().consumer(address, message -> hear(message.body()));
  }

  /** Watches an alert, or what has become of it; done when the whole cluster tells the price. */
  Future<Void> put(Alert alert) {
    alerts.merge(alert.id(), alert, SymbolWatch::newer);
    return quotes.completion();
  }

  private static Alert newer(Alert one, Alert other) {
    return one.revision() > other.revision() ? one : other;
  }

  void remove(long id) {
    alerts.remove(id);
  }

  boolean isEmpty() {
    return alerts.isEmpty();
  }

  Future<Void> end() {
    alerts.clear();
    return quotes.unregister();
  }

  private void hear(JsonObject quote) {
    try {
      MarketPrice.of(quote).ifPresent(this::await);
    } catch (RuntimeException e) {
      log.error("a quote of {} is passed over", address, e);
    }
  }

  private void await(MarketPrice price) {
    if (waiting.size() == MAX_WAITING) {
      waiting.removeFirst();
    }
    waiting.addLast(price);
    goOn();
  }

  private void goOn() {
    while (!writing && !waiting.isEmpty()) {
      consider(waiting.removeFirst());
    }
  }

  private void consider(MarketPrice price) {
    long now = clock.millis();
    List<Alert.Change> changes =
        alerts.values().stream()
            .flatMap(alert -> alert.at(price, now).stream())
            .limit(MAX_CHANGES)
            .toList();
    if (changes.size() == MAX_CHANGES) {
      waiting.addFirst(price); // for the rest
    }
    if (!changes.isEmpty()) {
      write(changes);
    }
  }

  private void write(List<Alert.Change> changes) {
    writing = true;
    vertx
        .executeBlocking(() -> store.apply(changes), false)
        .onSuccess(this::take)
        .onFailure(this::passOver)
        .onComplete(
            done -> {
              writing = false;
              goOn();
            });
  }

  private void take(List<AlertStore.Outcome> outcomes) {
    outcomes.forEach(
        outcome ->
            alerts.computeIfPresent(
                outcome.id(), (id, old) -> outcome.alert().map(it -> newer(it, old)).orElse(null)));
    List<Sent> sent = outcomes.stream().flatMap(outcome -> outcome.sent().stream()).toList();
    if (failing) {
      failing = false;
      teller.tellUntold(); // a write that failed may have been made all the same
    } else {
      teller.tell(sent);
    }
  }

  /** As if nobody had watched: the next price, within a second, is compared with what is stored. */
  private void passOver(Throwable failure) {
    waiting.clear();
    if (!failing) {
      log.warn("prices at {} are passed over, trying again with the next", address, failure);
    }
    failing = true;
  }
}
