package tickertalk.price;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.contract.CandlesQuery;
import tickertalk.contract.CandlesQuery.Interval;

/** Stores what the desks' candles have become, and asks the exchanges for what was missed. */
final class CandleKeeper {
  private static final Logger log = LoggerFactory.getLogger(CandleKeeper.class);

  /** What of the growing candles a crash may cost. */
  private static final long SAVE_INTERVAL_MS = 5_000;

  /** How often it is looked for what was missed. */
  private static final long FILL_INTERVAL_MS = 1_000;

  /** Exchanges ask not to be asked for candles often; a minute that is over is asked for once. */
  private static final Duration FILL_PAUSE = Duration.ofSeconds(20);

  /** After each failure twice as long, up to 5 minutes. */
  private static final int MAX_DOUBLINGS = 4;

  /** How long candles are kept, which is far more than any chart reads. */
  static final Duration KEPT = Duration.ofDays(90);

  private static final long PRUNE_INTERVAL_MS = Duration.ofHours(1).toMillis();

  private final Vertx vertx;
  private final Clock clock;
  private final Feeds feeds;
  private final CandleStore store;
  private final PastReader pastReader;
  private final List<Desk> desks = new ArrayList<>();
  private final Map<Desk, Long> fillableAt = new HashMap<>();
  private final Map<Desk, Integer> failedFills = new HashMap<>();
  private final List<Long> timers = new ArrayList<>();
  private boolean stopped;
  private boolean savingFails;

  CandleKeeper(Vertx vertx, Clock clock, Feeds feeds, CandleStore store) {
    this.vertx = vertx;
    this.clock = clock;
    this.feeds = feeds;
    this.store = store;
    this.pastReader = new PastReader(clock, feeds);
  }

  /** Takes care of these desks; done when each has its past, as far as there is one. */
  Future<Void> open(List<Desk> all) {
    desks.addAll(all);
    return Future.join(desks.stream().map(this::resume).toList()).mapEmpty();
  }

  private Future<Void> resume(Desk desk) {
    Future<Void> resumed = feeds.kind() == MarketKind.REPLAY ? beginAnew(desk) : goOn(desk);
    return resumed.recover(failure -> withoutPast(desk, failure));
  }

  /** A replay begins with each start, so the candles of an earlier one are another past. */
  private Future<Void> beginAnew(Desk desk) {
    return feeds
        .history(desk.pair(), desk.minutes().source(), minutes(MinuteBook.REACH_MINUTES))
        .compose(
            past ->
                vertx.executeBlocking(
                    () -> {
                      store.replace(desk.pair().symbol(), feeds.kind(), past);
                      return past;
                    }))
        .onSuccess(past -> desk.minutes().resume(past.stream().reduce((a, b) -> b), List.of()))
        .mapEmpty();
  }

  /** The first price does not wait for the exchange's own candles. */
  private Future<Void> goOn(Desk desk) {
    String symbol = desk.pair().symbol();
    return vertx
        .executeBlocking(() -> store.past(symbol, feeds.kind()))
        .onSuccess(past -> desk.minutes().resume(past.newest(), past.known()))
        .mapEmpty();
  }

  private static Future<Void> withoutPast(Desk desk, Throwable failure) {
    log.warn("{}: the stored candles cannot be read", desk.pair().symbol(), failure);
    return Future.succeededFuture();
  }

  /** Begins to store and to ask. */
  void start() {
    timers.add(vertx.setPeriodic(SAVE_INTERVAL_MS, id -> save()));
    timers.add(vertx.setPeriodic(0, PRUNE_INTERVAL_MS, id -> prune()));
    if (feeds.kind() == MarketKind.LIVE) {
      timers.add(vertx.setPeriodic(1, FILL_INTERVAL_MS, id -> fillNext()));
    }
  }

  /**
   * Asks an exchange for the minutes that were not watched from end to end: of one desk, as a
   * hundred long answers at once are what exchanges ban for. Hours and days of long ago can wait.
   */
  private void fillNext() {
    long now = clock.millis();
    desks.stream()
        .filter(desk -> now >= fillableAt(desk) && desk.minutes().wanted(now).isPresent())
        .min(Comparator.comparingLong(this::fillableAt))
        .ifPresentOrElse(desk -> fill(desk, now), () -> pastReader.askNext(desks));
  }

  private static PastQuestion minutes(int count) {
    return PastQuestion.newest(Interval.MINUTE, count);
  }

  /** Epoch milliseconds before which it is not asked for again. */
  private long fillableAt(Desk desk) {
    return fillableAt.getOrDefault(desk, 0L);
  }

  private void fill(Desk desk, long now) {
    desk.minutes().wanted(now).ifPresent(span -> fill(desk, span, now));
  }

  private void fill(Desk desk, Span span, long now) {
    int failures = failedFills.getOrDefault(desk, 0);
    long pauseMs = FILL_PAUSE.toMillis() << Math.min(failures, MAX_DOUBLINGS);
    fillableAt.put(desk, now + pauseMs);
    int count = (int) ((now - span.from()) / Candle.MINUTE_MS) + 1;
    feeds
        .history(desk.pair(), desk.minutes().source(), minutes(count))
        .onSuccess(told -> take(desk, span, told))
        .onFailure(failure -> noteFilling(desk, failures, failure));
  }

  /** Says once that there are none, and not every time. */
  private void noteFilling(Desk desk, int failures, Throwable failure) {
    failedFills.put(desk, failures + 1);
    if (failures == 0) {
      log.info("{}: no candles to fill in: {}", desk.pair().symbol(), failure.getMessage());
    }
  }

  /** Stored at once if the database takes them, else with what else waits for it. */
  private void take(Desk desk, Span span, List<Candle> told) {
    failedFills.remove(desk);
    if (!stopped && !told.isEmpty()) {
      desk.minutes().told(span, told);
      save(List.of(desk));
    }
  }

  /** The candles that were asked for, with the growing one, and what is not known between them. */
  Future<Chart.Drawing> draw(Desk desk, CandlesQuery query) {
    long now = clock.millis();
    List<Candle> unsaved = desk.minutes().unsaved(now).candles();
    Chart chart = new Chart(query, desk.past().in(query.interval()));
    String symbol = query.symbol();
    return vertx
        .executeBlocking(
            () ->
                chart.draw(
                    store.newest(symbol, feeds.kind(), chart.end(), chart.minutes(now)), unsaved),
            false)
        .map(candles -> new Chart.Drawing(candles, chart.open(gaps(desk, candles, now))));
  }

  /** A record has no gaps but its own silences. */
  private List<Span> gaps(Desk desk, List<Candle> candles, long now) {
    return candles.isEmpty() || feeds.kind() == MarketKind.REPLAY
        ? List.of()
        : desk.minutes().gaps(candles.get(0).openTime(), now);
  }

  Future<Void> save() {
    return save(desks);
  }

  /** All in one transaction: each has its price on the disk. */
  private Future<Void> save(List<Desk> all) {
    long now = clock.millis();
    Map<Desk, MinuteBook.Unsaved> unsaved = new LinkedHashMap<>();
    all.forEach(desk -> unsaved.put(desk, desk.minutes().unsaved(now)));
    unsaved.values().removeIf(MinuteBook.Unsaved::isEmpty);
    return unsaved.isEmpty()
        ? done()
        : write(unsaved)
            .onSuccess(saved -> unsaved.forEach((desk, what) -> desk.minutes().saved(what)));
  }

  private Future<Void> write(Map<Desk, MinuteBook.Unsaved> unsaved) {
    Map<String, MinuteBook.Unsaved> bySymbol = new LinkedHashMap<>();
    unsaved.forEach((desk, what) -> bySymbol.put(desk.pair().symbol(), what));
    return vertx
        .<Void>executeBlocking(
            () -> {
              store.save(feeds.kind(), bySymbol);
              return null;
            })
        .onComplete(result -> noteSaving(result.cause()));
  }

  private static Future<Void> done() {
    return Future.succeededFuture();
  }

  private void prune() {
    long before = clock.millis() - KEPT.toMillis();
    List<String> symbols = desks.stream().map(desk -> desk.pair().symbol()).toList();
    desks.forEach(desk -> desk.minutes().forget(before));
    vertx
        .executeBlocking(() -> store.prune(symbols, feeds.kind(), before))
        .onFailure(e -> log.warn("old candles cannot be deleted for now: {}", e.getMessage()));
  }

  /** Says once that the database is away, and not every few seconds. */
  private void noteSaving(Throwable failure) {
    if (failure != null && !savingFails) {
      log.warn("candles cannot be stored for now", failure);
    }
    savingFails = failure != null;
  }

  /** Asks and stores no more by itself. */
  void stop() {
    stopped = true;
    timers.forEach(vertx::cancelTimer);
  }
}
