package tickertalk.price;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import tickertalk.contract.CandlesQuery;

/**
 * Draws the candles that were asked for: what an exchange told of the past, and after it what
 * one-minute candles make, at most {@value #MAX_MINUTES} of them. A gap stays a gap.
 */
final class Chart {
  /**
   * Ten days. Anybody may ask, and this many rows are what one answer may cost; so whatever the
   * limit in the query, five-minute candles reach back 1,000. Where no exchange tells the hours and
   * days before, there are 240 and 10 of them.
   */
  static final int MAX_MINUTES = 10 * 24 * 60;

  /**
   * What is drawn.
   *
   * @param gaps the stretches of which not everything is known
   */
  record Drawing(List<Candle> candles, List<Span> gaps) {}

  private final CandlesQuery query;
  private final ToldPast.Told past;

  /**
   * A chart that is not drawn.
   *
   * @param past of the candles that are asked for
   */
  Chart(CandlesQuery query, ToldPast.Told past) {
    this.query = query;
    this.past = past;
  }

  /** Epoch milliseconds by which the last of its candles ends; that of the newest is open. */
  long end() {
    long lengthMs = query.interval().lengthMs();
    return query.before().isPresent()
        ? -Math.floorDiv(-query.before().getAsLong(), lengthMs) * lengthMs
        : Long.MAX_VALUE;
  }

  /** How many of the newest minutes before its end it takes: since the past, or all that it can. */
  int minutes(long now) {
    long perCandle = query.interval().lengthMs() / Candle.MINUTE_MS;
    long asked = Math.min(MAX_MINUTES, query.limit() * perCandle);
    return (int)
        past.span()
            .map(span -> (Math.min(now, end()) - span.to()) / Candle.MINUTE_MS + 1)
            .map(since -> Math.max(1, Math.min(asked, since)))
            .orElse(asked)
            .longValue();
  }

  /**
   * The newest candles, ascending.
   *
   * @param stored the newest minutes before its end in the database, at most {@link #minutes(long)}
   * @param unsaved minutes that are newer than what is stored of them
   */
  List<Candle> draw(Collection<Candle> stored, Collection<Candle> unsaved) {
    NavigableMap<Long, Candle> minutes = new TreeMap<>();
    stored.forEach(candle -> minutes.put(candle.openTime(), candle));
    unsaved.forEach(candle -> minutes.put(candle.openTime(), candle));
    List<Candle> candles =
        rolledUp(
            minutes.values().stream()
                .filter(it -> it.openTime() >= pastUntil() && it.openTime() < end())
                .toList());
    boolean firstMayLackMinutes = past.span().isEmpty() && stored.size() == MAX_MINUTES;
    int from = Math.max(firstMayLackMinutes ? 1 : 0, candles.size() - query.limit());
    return candles.subList(from, candles.size());
  }

  private long pastUntil() {
    return past.span().map(Span::to).orElse(Long.MIN_VALUE);
  }

  private List<Candle> rolledUp(Collection<Candle> minutes) {
    NavigableMap<Long, Candle> candles = new TreeMap<>();
    past.candles().stream()
        .filter(candle -> candle.openTime() < end())
        .forEach(candle -> candles.put(candle.openTime(), candle));
    minutes.forEach(minute -> minute.mergeInto(candles, query.interval().lengthMs()));
    return new ArrayList<>(candles.values());
  }

  /** What of the gaps between minutes lies before its end and is not filled by the past. */
  List<Span> open(List<Span> gaps) {
    return gaps.stream()
        .filter(gap -> gap.from() < end())
        .map(gap -> new Span(gap.from(), Math.min(gap.to(), end())))
        .flatMap(gap -> past.span().map(gap::without).orElseGet(() -> List.of(gap)).stream())
        .toList();
  }
}
