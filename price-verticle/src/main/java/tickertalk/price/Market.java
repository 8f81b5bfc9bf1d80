package tickertalk.price;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.contract.CandlesQuery;
import tickertalk.contract.CommandException;
import tickertalk.contract.Quote;

/**
 * All symbols, from the moment this JVM becomes the one that feeds prices until it no longer is.
 * While the database is away the candles wait for it, and the prices go on: in a JVM of its own for
 * as long as that lasts, in a cluster until the lease is over, which is kept in the database too.
 */
final class Market {
  private static final Logger log = LoggerFactory.getLogger(Market.class);

  /** How late a quote that is due may be. */
  private static final long BEAT_MS = 50;

  /** What of the growing candles a crash may cost. */
  private static final long SAVE_INTERVAL_MS = 5_000;

  /** How long candles are kept, which is far more than any chart reads. */
  static final Duration KEPT = Duration.ofDays(90);

  private static final long PRUNE_INTERVAL_MS = Duration.ofHours(1).toMillis();

  /** Said, for people, when this JVM ends to feed prices and the next is not known yet. */
  static final String NO_FEED = "no price feed at the moment";

  private final Vertx vertx;
  private final Clock clock;
  private final PriceConfig config;
  private final Feeds feeds;
  private final CandleStore store;
  private final Consumer<Quote> publisher;
  private final Map<String, Desk> desks = new LinkedHashMap<>();
  private final List<Feed> running = new ArrayList<>();
  private final List<Long> timers = new ArrayList<>();
  private boolean halted;
  private boolean savingFails;

  Market(
      Vertx vertx,
      Clock clock,
      PriceConfig config,
      Feeds feeds,
      CandleStore store,
      Consumer<Quote> publisher) {
    this.vertx = vertx;
    this.clock = clock;
    this.config = config;
    this.feeds = feeds;
    this.store = store;
    this.publisher = publisher;
  }

  /** Begins to feed every symbol; done when each has its past. */
  Future<Void> open() {
    config.symbols().forEach(symbol -> desks.put(symbol, desk(Pair.of(symbol))));
    List<Future<Void>> begun = desks.values().stream().map(this::begin).toList();
    return Future.join(begun).onSuccess(all -> startTimers()).mapEmpty();
  }

  private Desk desk(Pair pair) {
    Ticker ticker = new Ticker(pair, feeds.kind(), config.staleAfter(), clock.millis());
    return new Desk(pair, clock, ticker, publisher);
  }

  private Future<Void> begin(Desk desk) {
    Optional<Feed> feed = feeds.of(desk.pair());
    if (feed.isEmpty()) {
      desk.refused("none", feeds.whyNot(desk.pair()));
      return Future.succeededFuture();
    }
    return resumeCandles(desk, feed.get())
        .recover(failure -> withoutPast(desk, failure))
        .onSuccess(resumed -> run(desk, feed.get()));
  }

  private Future<Void> resumeCandles(Desk desk, Feed feed) {
    return feeds.kind() == MarketKind.REPLAY ? beginAnew(desk, feed) : goOn(desk, feed);
  }

  /** A replay begins with each start, so the candles of an earlier one are another past. */
  private Future<Void> beginAnew(Desk desk, Feed feed) {
    return feed.history()
        .compose(
            past ->
                vertx.executeBlocking(
                    () -> {
                      store.replace(desk.pair().symbol(), feeds.kind(), past);
                      return past;
                    }))
        .onSuccess(past -> past.stream().reduce((a, b) -> b).ifPresent(desk.candles()::resume))
        .mapEmpty();
  }

  /** The first price does not wait for the exchange's own candles. */
  private Future<Void> goOn(Desk desk, Feed feed) {
    feed.history()
        .compose(past -> save(desk, past))
        .onFailure(e -> log.info("{}: no history: {}", desk.pair().symbol(), e.getMessage()));
    return vertx
        .executeBlocking(() -> store.newest(desk.pair().symbol(), feeds.kind(), 1))
        .onSuccess(newest -> newest.forEach(desk.candles()::resume))
        .mapEmpty();
  }

  private static Future<Void> withoutPast(Desk desk, Throwable failure) {
    log.warn("{}: the stored candles cannot be read", desk.pair().symbol(), failure);
    return Future.succeededFuture();
  }

  private void run(Desk desk, Feed feed) {
    if (!halted) {
      running.add(feed);
      feed.start(desk);
    }
  }

  private void startTimers() {
    if (!halted) {
      timers.add(vertx.setPeriodic(BEAT_MS, id -> desks.values().forEach(Desk::publishIfDue)));
      timers.add(vertx.setPeriodic(SAVE_INTERVAL_MS, id -> save()));
      timers.add(vertx.setPeriodic(0, PRUNE_INTERVAL_MS, id -> prune()));
    }
  }

  /** The quote by now, from memory. */
  Quote quote(String symbol) {
    return deskOf(symbol).quote();
  }

  /** The candles that were asked for, with the growing one. */
  Future<List<Candle>> candles(CandlesQuery query) {
    List<Candle> unsaved = deskOf(query.symbol()).candles().unsaved();
    Chart chart = new Chart(query);
    return vertx.executeBlocking(
        () -> chart.draw(store.newest(query.symbol(), feeds.kind(), chart.minutes()), unsaved),
        false);
  }

  private Desk deskOf(String symbol) {
    Desk desk = desks.get(symbol);
    if (desk == null) {
      throw CommandException.unknown("symbol", symbol);
    }
    return desk;
  }

  private Future<Void> save() {
    return Future.join(desks.values().stream().map(this::save).toList()).mapEmpty();
  }

  private Future<Void> save(Desk desk) {
    List<Candle> unsaved = desk.candles().unsaved();
    return save(desk, unsaved)
        .onSuccess(saved -> desk.candles().saved(unsaved))
        .onComplete(result -> noteSaving(result.cause()));
  }

  private Future<Void> save(Desk desk, List<Candle> candles) {
    return candles.isEmpty()
        ? Future.succeededFuture()
        : vertx.executeBlocking(
            () -> {
              store.save(desk.pair().symbol(), feeds.kind(), candles);
              return null;
            });
  }

  private void prune() {
    long before = clock.millis() - KEPT.toMillis();
    vertx
        .executeBlocking(() -> store.prune(config.symbols(), feeds.kind(), before))
        .onFailure(e -> log.warn("old candles cannot be deleted for now: {}", e.getMessage()));
  }

  /** Says once that the database is away, and not every few seconds. */
  private void noteSaving(Throwable failure) {
    if (failure != null && !savingFails) {
      log.warn("candles cannot be stored for now", failure);
    }
    savingFails = failure != null;
  }

  /**
   * Ends everything at once; the next to feed prices may be at it already, so nothing is stored.
   * The last that is told of each symbol is that it has no price, or else those who listen would
   * take the last price for today's until somebody feeds them again.
   */
  void abandon() {
    if (!halted) {
      halted = true;
      timers.forEach(vertx::cancelTimer);
      running.forEach(Feed::stop);
      desks.values().forEach(desk -> desk.withdraw(NO_FEED));
    }
  }

  /** Ends everything in order, while nobody else feeds prices. */
  Future<Void> close() {
    if (halted) {
      return Future.succeededFuture();
    }
    abandon();
    return save().otherwiseEmpty();
  }
}
