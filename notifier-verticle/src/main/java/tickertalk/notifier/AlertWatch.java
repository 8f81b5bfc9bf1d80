package tickertalk.notifier;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the prices of all symbols that have alerts, from beginning once to ending. A notice that
 * was stored is told until it is known to have been: by who takes over, if its JVM died in between.
 * For one event loop.
 */
final class AlertWatch implements SymbolWatch.Teller {
  private static final Logger log = LoggerFactory.getLogger(AlertWatch.class);

  private final Vertx vertx;
  private final Clock clock;
  private final AlertStore store;
  private final Map<String, SymbolWatch> symbols = new HashMap<>();
  private boolean ended;

  AlertWatch(Vertx vertx, Clock clock, AlertStore store) {
    this.vertx = vertx;
    this.clock = clock;
    this.store = store;
  }

  /** Done when the prices of all alerts are heard, and what was left untold is told. */
  Future<Void> begin() {
    return vertx
        .executeBlocking(store::all, false)
        .compose(alerts -> Future.all(alerts.stream().map(this::put).toList()))
        .compose(heard -> recall());
  }

  private Future<Void> recall() {
    return vertx
        .executeBlocking(store::untold, false)
        .onSuccess(
            untold -> {
              if (!ended) { // else it is another's to tell
                tell(untold);
              }
            })
        .mapEmpty();
  }

  @Override
  public void tellUntold() {
    recall().onFailure(e -> log.warn("notices of alerts may be told by the next holder only", e));
  }

  Future<Void> end() {
    ended = true;
    List<Future<Void>> deaf = symbols.values().stream().map(SymbolWatch::end).toList();
    symbols.clear();
    return Future.join(deaf).mapEmpty();
  }

  /** Watches an alert, or what has become of it. */
  Future<Void> put(Alert alert) {
    return ended
        ? Future.succeededFuture()
        : symbols.computeIfAbsent(alert.symbol(), this::listen).put(alert);
  }

  private SymbolWatch listen(String symbol) {
    return new SymbolWatch(vertx, clock, store, this, symbol);
  }

  /** Watches an alert no longer, nor its symbol if that was the last. */
  Future<Void> remove(Alert alert) {
    SymbolWatch watch = symbols.get(alert.symbol());
    if (watch == null) {
      return Future.succeededFuture();
    }
    watch.remove(alert.id());
    return watch.isEmpty() ? symbols.remove(alert.symbol()).end() : Future.succeededFuture();
  }

  @Override
  public void tell(List<Sent> sent) {
    if (sent.isEmpty()) {
      return;
    }
    sent.forEach(notice -> notice.tell(vertx.eventBus()));
    vertx
        .executeBlocking(
            () -> {
              store.told(sent);
              return null;
            },
            false)
        .onFailure(e -> log.warn("{} notices of alerts may be told again", sent.size(), e));
  }
}
