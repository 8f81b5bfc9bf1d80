package tickertalk.price;

import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import tickertalk.contract.CandlesQuery;
import tickertalk.contract.CandlesQuery.Interval;

/**
 * One symbol's candles of one length as an exchange itself tells them, answer by answer: first the
 * newest, then those before them until there are enough or no more.
 */
final class ToldSeries {
  private static final long NEVER = Long.MIN_VALUE;

  private final Interval interval;
  private final int enough;
  private final Duration freshFor;
  private final NavigableMap<Long, Candle> candles = new TreeMap<>();
  private long newestToldAt = NEVER;
  private boolean exhausted;

  /**
   * A series of which nothing is told.
   *
   * @param enough how many candles a chart shall have
   * @param freshFor after which the newest are asked for again
   */
  ToldSeries(Interval interval, int enough, Duration freshFor) {
    this.interval = interval;
    this.enough = enough;
    this.freshFor = freshFor;
  }

  Interval interval() {
    return interval;
  }

  /** What to ask for next; nothing while all is told. */
  Optional<PastQuestion> next(long now) {
    if (newestToldAt == NEVER || Math.abs(now - newestToldAt) >= freshFor.toMillis()) {
      return Optional.of(PastQuestion.newest(interval, enough));
    }
    if (exhausted || candles.isEmpty() || candles.size() >= enough) {
      return Optional.empty();
    }
    OptionalLong before = OptionalLong.of(candles.firstKey());
    return Optional.of(new PastQuestion(interval, enough - candles.size(), before));
  }

  /**
   * Takes an answer.
   *
   * @param told ascending, possibly none
   */
  void told(PastQuestion question, List<Candle> told, long now) {
    if (question.before().isEmpty()) {
      newestToldAt = now;
      forgetUnlessContinued(told);
    } else if (told.isEmpty() || told.get(0).openTime() >= candles.firstKey()) {
      exhausted = true;
    }
    told.forEach(candle -> candles.put(candle.openTime(), candle));
    while (candles.size() > CandlesQuery.MAX_LIMIT) {
      candles.pollFirstEntry();
    }
  }

  /** What is between was not told, so that the older are asked for anew. */
  private void forgetUnlessContinued(List<Candle> told) {
    boolean continued = told.isEmpty() || candles.isEmpty() || told.get(0).openTime() <= end();
    if (!continued) {
      candles.clear();
      exhausted = false;
    }
  }

  /** Ascending. */
  List<Candle> candles() {
    return List.copyOf(candles.values());
  }

  /** From the first candle to the end of the last; nothing while none is told. */
  Optional<Span> span() {
    return candles.isEmpty() ? Optional.empty() : Optional.of(new Span(candles.firstKey(), end()));
  }

  private long end() {
    return candles.lastKey() + interval.lengthMs();
  }
}
