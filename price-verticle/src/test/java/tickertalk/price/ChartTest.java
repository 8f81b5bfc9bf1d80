package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;
import static tickertalk.price.Samples.candle;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import tickertalk.contract.CandlesQuery;
import tickertalk.contract.CandlesQuery.Interval;

class ChartTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  @Test
  void shouldGiveTheNewestAscending() {
    List<Candle> stored =
        List.of(candle(3 * MINUTE, "3"), candle(2 * MINUTE, "2"), candle(MINUTE, "1"));
    assertThat(chart("1m", 2).draw(stored, List.of()))
        .containsExactly(candle(2 * MINUTE, "2"), candle(3 * MINUTE, "3"));
  }

  @Test
  void shouldPutTheGrowingCandleInPlaceOfItsStoredForm() {
    Candle grown = candle(2 * MINUTE, "7");
    assertThat(
            chart("1m", 5)
                .draw(List.of(candle(2 * MINUTE, "2"), candle(MINUTE, "1")), List.of(grown)))
        .containsExactly(candle(MINUTE, "1"), grown);
  }

  @Test
  void shouldRollMinutesUpAndLeaveGapsOpen() {
    List<Candle> stored =
        List.of(
            Samples.candle(2 * HOUR + 59 * MINUTE, "8", "9", "7", "7"),
            Samples.candle(5 * MINUTE, "3", "6", "2", "5"),
            Samples.candle(4 * MINUTE, "1", "4", "1", "2"));
    assertThat(chart("1h", 10).draw(stored, List.of()))
        .containsExactly(
            new Candle(
                0,
                new BigDecimal(1),
                new BigDecimal(6),
                new BigDecimal(1),
                new BigDecimal(5),
                new BigDecimal(2)),
            Samples.candle(2 * HOUR, "8", "9", "7", "7"));
    assertThat(chart("5m", 10).draw(stored, List.of()))
        .extracting(Candle::openTime)
        .containsExactly(0L, 5 * MINUTE, 2 * HOUR + 55 * MINUTE);
    assertThat(chart("1d", 10).draw(stored, List.of())).hasSize(1);
  }

  @Test
  void shouldBoundWhatOneAnswerReads() {
    assertThat(chart("1m", 1_000).minutes(0)).isEqualTo(1_000);
    assertThat(chart("5m", 1_000).minutes(0)).isEqualTo(5_000);
    assertThat(chart("1h", 1_000).minutes(0)).isEqualTo(14_400);
    assertThat(chart("1d", 1_000).minutes(0)).as("ten days").isEqualTo(14_400);
    List<Candle> tenDays = Collections.nCopies(Chart.MAX_MINUTES - 1, candle(25 * HOUR, "2"));
    List<Candle> stored = new ArrayList<>(tenDays);
    stored.add(candle(23 * HOUR, "1"));
    assertThat(chart("1d", 1_000).draw(stored, List.of()))
        .as("the first day may lack its first minutes, which were not read")
        .extracting(Candle::openTime)
        .containsExactly(24 * HOUR);
  }

  @Test
  void shouldDrawWhatOpenedBeforeAMomentWithWholeCandlesOnly() {
    List<Candle> stored =
        List.of(candle(HOUR + 59 * MINUTE, "2"), candle(HOUR, "1"), candle(MINUTE, "0"));
    List<Candle> unsaved = List.of(candle(2 * HOUR, "3"));
    Chart hours = chartBefore("1h", HOUR + MINUTE);
    assertThat(hours.end()).isEqualTo(2 * HOUR);
    assertThat(hours.draw(stored, unsaved))
        .extracting(Candle::openTime, Candle::close)
        .containsExactly(
            Assertions.tuple(0L, BigDecimal.ZERO), Assertions.tuple(HOUR, new BigDecimal(2)));
    assertThat(hours.open(List.of(new Span(MINUTE, 3 * HOUR), new Span(2 * HOUR, 3 * HOUR))))
        .containsExactly(new Span(MINUTE, 2 * HOUR));
    assertThat(chartBefore("1m", HOUR).end()).isEqualTo(HOUR);
    assertThat(chartBefore("1m", HOUR).draw(stored, unsaved)).containsExactly(candle(MINUTE, "0"));
  }

  @Test
  void shouldGoOnWithHoursWhereTheToldDaysEndAndWithMinutesWhereTheHoursDo() {
    long today = 48 * HOUR;
    List<Candle> minutes = List.of(candle(today + 2 * HOUR, "5"), candle(today + HOUR, "77"));
    Chart days = chart("1d", 10, past());
    assertThat(days.draw(minutes, List.of()))
        .containsExactly(
            candle(0, "1"),
            candle(24 * HOUR, "2"),
            new Candle(
                today,
                new BigDecimal(3),
                new BigDecimal(5),
                new BigDecimal(3),
                new BigDecimal(5),
                new BigDecimal(3)));
    assertThat(chart("1h", 3, past()).draw(minutes, List.of()))
        .containsExactly(
            candle(today, "3"), candle(today + HOUR, "4"), candle(today + 2 * HOUR, "5"));
    assertThat(chart("1m", 3, past()).draw(minutes, List.of()))
        .as("minutes are as they were")
        .containsExactly(candle(today + HOUR, "77"), candle(today + 2 * HOUR, "5"));
  }

  @Test
  void shouldReadNoMinutesThatThePastHas() {
    long now = 48 * HOUR + 2 * HOUR + 10 * MINUTE;
    assertThat(chart("1d", 1_000, past()).minutes(now)).isEqualTo(11);
    assertThat(chart("1m", 1_000, past()).minutes(now)).isEqualTo(1_000);
  }

  @Test
  void shouldHaveNoGapsInWhatIsTold() {
    Span before = new Span(-5 * HOUR, 3 * HOUR);
    Span after = new Span(49 * HOUR, 51 * HOUR);
    assertThat(chart("1h", 10, past()).open(List.of(before, after)))
        .containsExactly(new Span(-5 * HOUR, 3 * HOUR), new Span(50 * HOUR, 51 * HOUR));
    assertThat(chart("1d", 10, past()).open(List.of(before, after)))
        .containsExactly(new Span(-5 * HOUR, 0), new Span(50 * HOUR, 51 * HOUR));
    assertThat(chart("1m", 10, past()).open(List.of(before))).containsExactly(before);
  }

  @Test
  void shouldWriteACandleAsPlainDecimals() {
    assertThat(
            new Candle(
                    60_000,
                    new BigDecimal("1E+5"),
                    new BigDecimal("100000.5"),
                    new BigDecimal("1E-7"),
                    new BigDecimal("2.50"),
                    BigDecimal.ZERO)
                .toJson())
        .isEqualTo(JsonArray.of(60_000L, "100000", "100000.5", "0.0000001", "2.50", "0"));
  }

  private static Candle candle(long openTime, String price) {
    return Samples.candle(openTime, price, price, price, price);
  }

  private static Chart chartBefore(String interval, long before) {
    return new Chart(
        CandlesQuery.fromJson(
            new JsonObject()
                .put("symbol", "BTC-USDT")
                .put("interval", interval)
                .put("before", before)),
        ToldPast.Told.NOTHING);
  }

  private static Chart chart(String interval, int limit) {
    return chart(interval, limit, new ToldPast());
  }

  private static Chart chart(String interval, int limit, ToldPast past) {
    CandlesQuery query =
        CandlesQuery.fromJson(
            new JsonObject()
                .put("symbol", "BTC-USDT")
                .put("interval", interval)
                .put("limit", limit));
    return new Chart(query, past.in(query.interval()));
  }

  /** Two days, then three hours of the next, and what minutes there are of today. */
  private static ToldPast past() {
    ToldPast past = new ToldPast();
    long day = 24 * HOUR;
    past.told(PastQuestion.newest(Interval.DAY, 2), List.of(candle(0, "1"), candle(day, "2")), 0);
    past.told(
        PastQuestion.newest(Interval.HOUR, 3),
        List.of(candle(2 * day - HOUR, "9"), candle(2 * day, "3"), candle(2 * day + HOUR, "4")),
        0);
    return past;
  }
}
