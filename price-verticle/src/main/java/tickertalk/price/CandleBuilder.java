package tickertalk.price;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Makes one-minute candles of a symbol's trades, in whatever order and however often they come, and
 * remembers which candles are not stored yet.
 */
final class CandleBuilder {
  /** How late a trade may be; what is later is in the exchange's own candles only. */
  static final int OPEN_MINUTES = 10;

  /** While the database is away, a day of candles is kept for it. */
  private static final int MAX_UNSAVED = 24 * 60;

  private final LongConsumer dropped;
  private final NavigableMap<Long, TradedMinute> open = new TreeMap<>();
  private final NavigableMap<Long, Candle> done = new TreeMap<>();
  private final Set<Long> changed = new HashSet<>();
  private final NavigableMap<Long, Boolean> settled = new TreeMap<>();
  private long newest = Long.MIN_VALUE;
  private long oldest = Long.MIN_VALUE;

  /**
   * A builder without candles.
   *
   * @param dropped takes the open time of each candle that is too much to be kept for the database
   */
  CandleBuilder(LongConsumer dropped) {
    this.dropped = dropped;
  }

  /** Goes on where a candle that is stored left off. */
  void resume(Candle stored) {
    oldest = stored.openTime(); // what is before was told by another, of more trades
    open.put(stored.openTime(), new TradedMinute(stored));
    advance(stored.openTime());
  }

  /** Adds a tick; one that is too late, or of a settled minute, is left out. */
  void add(Tick tick) {
    long minute = Candle.openTime(tick.at());
    if (minute < oldestOpen() || settled.containsKey(minute)) {
      return;
    }
    advance(minute);
    if (open.computeIfAbsent(minute, TradedMinute::new).add(tick)) {
      changed.add(minute);
    }
  }

  private long oldestOpen() {
    return newest == Long.MIN_VALUE
        ? oldest
        : Math.max(oldest, newest - (OPEN_MINUTES - 1) * Candle.MINUTE_MS);
  }

  private void advance(long minute) {
    if (minute <= newest) {
      return;
    }
    newest = minute;
    settled.headMap(oldestOpen()).clear();
    NavigableMap<Long, TradedMinute> over = open.headMap(oldestOpen(), false);
    over.forEach(this::keepUnlessSaved);
    over.clear();
    dropWhatIsTooMuch();
  }

  private void dropWhatIsTooMuch() {
    while (done.size() > MAX_UNSAVED - OPEN_MINUTES) {
      long minute = done.pollFirstEntry().getKey();
      changed.remove(minute);
      dropped.accept(minute);
    }
  }

  private void keepUnlessSaved(long minute, TradedMinute traded) {
    if (changed.contains(minute)) {
      done.put(minute, traded.candle());
    }
  }

  /** Takes candles as the exchange itself tells them: nothing is added to them any more. */
  void settle(Collection<Candle> told) {
    for (Candle candle : told) {
      long minute = candle.openTime();
      open.remove(minute);
      done.put(minute, candle);
      changed.add(minute);
      if (minute >= oldestOpen()) {
        settled.put(minute, true);
      }
    }
    dropWhatIsTooMuch();
  }

  /** The candles that changed since they were stored, ascending. */
  List<Candle> unsaved() {
    return changed.stream().sorted().map(this::candle).toList();
  }

  private Candle candle(long minute) {
    TradedMinute growing = open.get(minute);
    return growing == null ? done.get(minute) : growing.candle();
  }

  /** Notes what is stored; a candle that grew meanwhile remains unsaved. */
  void saved(Collection<Candle> candles) {
    for (Candle candle : candles) {
      long minute = candle.openTime();
      if (changed.contains(minute) && candle.equals(candle(minute))) {
        changed.remove(minute);
        done.remove(minute);
      }
    }
  }
}
