package tickertalk.price;

import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Makes one-minute candles of a symbol's ticks, and remembers which of them are not stored yet. */
final class CandleBuilder {
  /** While the database is away, a day of candles is kept for it. */
  private static final int MAX_UNSAVED = 24 * 60;

  private final NavigableMap<Long, Candle> unsaved = new TreeMap<>();
  private Candle newest;

  /** Goes on where a candle that is stored left off. */
  void resume(Candle stored) {
    newest = stored;
  }

  /** Adds a tick. One of a minute before the newest is left out: that minute has been told. */
  void add(Tick tick) {
    Candle candle = Candle.of(tick);
    if (newest != null && candle.openTime() < newest.openTime()) {
      return;
    }
    boolean goesOn = newest != null && candle.openTime() == newest.openTime();
    newest = goesOn ? newest.then(candle) : candle;
    unsaved.put(newest.openTime(), newest);
    if (unsaved.size() > MAX_UNSAVED) {
      unsaved.pollFirstEntry();
    }
  }

  /** The candles that changed since they were stored, ascending. */
  List<Candle> unsaved() {
    return List.copyOf(unsaved.values());
  }

  /** Notes what is stored; a candle that grew meanwhile remains unsaved. */
  void saved(Collection<Candle> candles) {
    candles.forEach(candle -> unsaved.remove(candle.openTime(), candle));
  }
}
