package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tickertalk.contract.CandlesQuery;
import tickertalk.contract.CandlesQuery.Interval;

/** What is asked for next of an exchange's own candles. */
class ToldSeriesTest {
  private static final long HOUR = Interval.HOUR.lengthMs();
  private static final long NOW = 1_000 * HOUR;
  private static final Duration FRESH_FOR = Duration.ofHours(6);

  private final ToldSeries series = new ToldSeries(Interval.HOUR, 5, FRESH_FOR);

  @Test
  void shouldAskPageByPageUntilThereAreEnough() {
    assertThat(series.next(NOW)).contains(PastQuestion.newest(Interval.HOUR, 5));
    answer(998, 999);
    assertThat(series.next(NOW))
        .contains(new PastQuestion(Interval.HOUR, 3, OptionalLong.of(998 * HOUR)));
    answer(995, 996, 997);
    assertThat(series.next(NOW)).isEmpty();
    assertThat(series.candles()).hasSize(5).isSortedAccordingTo(byTime());
    assertThat(series.span()).contains(new Span(995 * HOUR, 1_000 * HOUR));
  }

  @Test
  void shouldAskNoMoreWhereTheMarketBegan() {
    answer(998, 999);
    answer();
    assertThat(series.next(NOW)).isEmpty();
  }

  @Test
  void shouldAskNoMoreOfWhoAnswersWithTheSameAgain() {
    answer(998, 999);
    answer(998, 999);
    assertThat(series.next(NOW)).isEmpty();
    assertThat(series.candles()).hasSize(2);
  }

  @Test
  void shouldAskNoMoreForAWhileWhereThereIsNothing() {
    answer();
    assertThat(series.next(NOW)).isEmpty();
    assertThat(series.next(NOW + FRESH_FOR.toMillis())).isPresent();
  }

  @Test
  void shouldAskForTheNewestAgainAndGoOnFromThem() {
    answer(995, 996, 997, 998, 999);
    long later = NOW + FRESH_FOR.toMillis();
    assertThat(series.next(later)).contains(PastQuestion.newest(Interval.HOUR, 5));
    series.told(PastQuestion.newest(Interval.HOUR, 5), candles(1_000, 1_001), later);
    assertThat(series.span()).contains(new Span(995 * HOUR, 1_002 * HOUR));
    assertThat(series.next(later)).isEmpty();
  }

  /** A hole between two answers would be drawn over. */
  @Test
  void shouldForgetWhatDoesNotGoOn() {
    answer(995, 996, 997, 998, 999);
    long later = NOW + 100 * HOUR;
    series.told(PastQuestion.newest(Interval.HOUR, 5), candles(1_098, 1_099), later);
    assertThat(series.span()).contains(new Span(1_098 * HOUR, 1_100 * HOUR));
    assertThat(series.next(later))
        .contains(new PastQuestion(Interval.HOUR, 3, OptionalLong.of(1_098 * HOUR)));
  }

  @Test
  void shouldKeepNoMoreThanAnyChartReads() {
    series.told(
        PastQuestion.newest(Interval.HOUR, 5), candles(LongStream.range(0, 1_500).toArray()), NOW);
    assertThat(series.candles()).hasSize(CandlesQuery.MAX_LIMIT);
  }

  private void answer(long... hours) {
    series.told(series.next(NOW).orElseThrow(), candles(hours), NOW);
  }

  private static List<Candle> candles(long... hours) {
    return LongStream.of(hours)
        .mapToObj(hour -> Samples.candle(hour * HOUR, "1", "1", "1", "1"))
        .toList();
  }

  private static Comparator<Candle> byTime() {
    return Comparator.comparingLong(Candle::openTime);
  }
}
