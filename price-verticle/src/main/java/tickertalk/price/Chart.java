package tickertalk.price;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import tickertalk.contract.CandlesQuery;

/**
 * Draws the candles that were asked for from one-minute candles, at most {@value #MAX_MINUTES} of
 * them. A gap stays a gap.
 */
final class Chart {
  /**
   * Ten days. Anybody may ask, and this many rows are what one answer may cost; so whatever the
   * limit in the query, five-minute candles reach back 1,000, hours 240 and days 10.
   */
  static final int MAX_MINUTES = 10 * 24 * 60;

  /**
   * What is drawn.
   *
   * @param gaps the stretches of which not everything is known
   */
  record Drawing(List<Candle> candles, List<Span> gaps) {}

  private final CandlesQuery query;

  Chart(CandlesQuery query) {
    this.query = query;
  }

  /** Epoch milliseconds by which the last of its candles ends; that of the newest is open. */
  long end() {
    long lengthMs = query.interval().lengthMs();
    return query.before().isPresent()
        ? -Math.floorDiv(-query.before().getAsLong(), lengthMs) * lengthMs
        : Long.MAX_VALUE;
  }

  /** How many of the newest minutes before its end it takes. */
  int minutes() {
    long perCandle = query.interval().lengthMs() / Candle.MINUTE_MS;
    return (int) Math.min(MAX_MINUTES, query.limit() * perCandle);
  }

  /**
   * The newest candles, ascending.
   *
   * @param stored the newest minutes before its end in the database, at most {@link #minutes()}
   * @param unsaved minutes that are newer than what is stored of them
   */
  List<Candle> draw(Collection<Candle> stored, Collection<Candle> unsaved) {
    NavigableMap<Long, Candle> minutes = new TreeMap<>();
    stored.forEach(candle -> minutes.put(candle.openTime(), candle));
    unsaved.forEach(candle -> minutes.put(candle.openTime(), candle));
    List<Candle> candles = rolledUp(minutes.headMap(end()).values());
    boolean firstMayLackMinutes = stored.size() == MAX_MINUTES;
    int from = Math.max(firstMayLackMinutes ? 1 : 0, candles.size() - query.limit());
    return candles.subList(from, candles.size());
  }

  /** What of these stretches lies before its end. */
  List<Span> within(List<Span> gaps) {
    return gaps.stream()
        .filter(gap -> gap.from() < end())
        .map(gap -> new Span(gap.from(), Math.min(gap.to(), end())))
        .toList();
  }

  private List<Candle> rolledUp(Collection<Candle> minutes) {
    long lengthMs = query.interval().lengthMs();
    NavigableMap<Long, Candle> candles = new TreeMap<>();
    for (Candle minute : minutes) {
      long openTime = minute.openTime() - Math.floorMod(minute.openTime(), lengthMs);
      candles.merge(openTime, minute.openingAt(openTime), Candle::then);
    }
    return new ArrayList<>(candles.values());
  }
}
