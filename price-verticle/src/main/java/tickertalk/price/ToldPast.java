package tickertalk.price;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import tickertalk.contract.CandlesQuery.Interval;

/**
 * What one symbol's price did before it was watched here, in hours and days as an exchange itself
 * tells them. It is kept in memory only: whoever takes over asks anew, and what is told is the
 * exchange's own record at any time.
 */
final class ToldPast {
  /** Three weeks of hours, and more than half a year of days. */
  static final int HOURS = 500;

  static final int DAYS = 200;

  /** Hours that ended since are made of minutes, and days of hours. */
  private static final Duration FRESH_FOR = Duration.ofHours(6);

  /**
   * What is told of a stretch.
   *
   * @param candles of the length that was asked for, ascending; the last may lack its end
   * @param span what they are of; nothing if there are none
   */
  record Told(List<Candle> candles, Optional<Span> span) {
    static final Told NOTHING = new Told(List.of(), Optional.empty());
  }

  /** The longer first. */
  private final List<ToldSeries> series =
      List.of(
          new ToldSeries(Interval.DAY, DAYS, FRESH_FOR),
          new ToldSeries(Interval.HOUR, HOURS, FRESH_FOR));

  /** What to ask for next; nothing while all is told. */
  Optional<PastQuestion> next(long now) {
    return series.stream().flatMap(it -> it.next(now).stream()).findFirst();
  }

  /**
   * Takes an answer.
   *
   * @param told ascending, possibly none
   */
  void told(PastQuestion question, List<Candle> told, long now) {
    series.stream()
        .filter(it -> it.interval() == question.interval())
        .forEach(it -> it.told(question, told, now));
  }

  /** The past in candles of a length: of days, and after the last one of hours. */
  Told in(Interval interval) {
    NavigableMap<Long, Candle> candles = new TreeMap<>();
    List<Span> spans = new ArrayList<>();
    for (ToldSeries one : series) {
      if (one.interval().lengthMs() <= interval.lengthMs() && isHourOrLonger(interval)) {
        long until = spans.isEmpty() ? Long.MIN_VALUE : spans.get(spans.size() - 1).to();
        one.candles().stream()
            .filter(candle -> candle.openTime() >= until)
            .forEach(candle -> candle.mergeInto(candles, interval.lengthMs()));
        one.span().filter(span -> span.to() > until).ifPresent(spans::add);
      }
    }
    return spans.isEmpty()
        ? Told.NOTHING
        : new Told(
            List.copyOf(candles.values()),
            Optional.of(new Span(spans.get(0).from(), spans.get(spans.size() - 1).to())));
  }

  private static boolean isHourOrLonger(Interval interval) {
    return interval.lengthMs() >= Interval.HOUR.lengthMs();
  }
}
