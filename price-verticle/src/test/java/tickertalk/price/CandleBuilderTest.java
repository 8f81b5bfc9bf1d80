package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;
import static tickertalk.price.Samples.candle;
import static tickertalk.price.Samples.tick;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CandleBuilderTest {
  private static final long MINUTE = 60_000;

  private final CandleBuilder builder = new CandleBuilder(minute -> {});

  @Test
  void shouldMakeOneCandleAMinuteAndNoneOfASilentOne() {
    builder.add(tick("replay", "10", "0.5", MINUTE));
    builder.add(tick("replay", "12", "0.25", MINUTE + 1));
    builder.add(tick("replay", "9", "1", MINUTE + 59_998));
    builder.add(tick("replay", "11", "0.25", MINUTE + 59_999));
    builder.add(tick("replay", "20", "1", 4 * MINUTE));
    assertThat(builder.unsaved())
        .containsExactly(
            new Candle(
                MINUTE,
                new BigDecimal("10"),
                new BigDecimal("12"),
                new BigDecimal("9"),
                new BigDecimal("11"),
                new BigDecimal("2")),
            candle(4 * MINUTE, "20", "20", "20", "20"));
  }

  @Test
  void shouldGoOnWithTheStoredCandleOfThisMinute() {
    builder.resume(candle(MINUTE, "10", "15", "5", "12"));
    builder.add(tick("11", MINUTE + 30_000));
    assertThat(builder.unsaved())
        .containsExactly(candle(MINUTE, "10", "15", "5", "11").then(nothing()));
  }

  @Test
  void shouldLeaveAToldMinuteAsItIs() {
    builder.resume(candle(2 * MINUTE, "10", "15", "5", "12"));
    builder.add(tick("99", MINUTE));
    assertThat(builder.unsaved()).isEmpty();
  }

  @Test
  void shouldRememberACandleThatGrewWhileItWasStored() {
    builder.add(tick("1", MINUTE));
    List<Candle> storing = builder.unsaved();
    builder.add(tick("2", MINUTE + 1));
    builder.saved(storing);
    assertThat(builder.unsaved()).extracting(Candle::close).containsExactly(new BigDecimal("2"));
    builder.saved(builder.unsaved());
    assertThat(builder.unsaved()).isEmpty();
  }

  @Test
  void shouldKeepNoMoreThanADayOfToldCandlesEither() {
    List<Long> dropped = new ArrayList<>();
    CandleBuilder bounded = new CandleBuilder(dropped::add);
    for (int i = 0; i < 3; i++) {
      long begin = i * 1_000L * MINUTE;
      bounded.settle(
          LongStream.range(0, 1_000)
              .mapToObj(it -> candle(begin + it * MINUTE, "1", "1", "1", "1"))
              .toList());
    }
    assertThat(bounded.unsaved()).hasSizeLessThanOrEqualTo(1_440);
    assertThat(dropped).hasSize(3_000 - bounded.unsaved().size()).startsWith(0L).isSorted();
  }

  @Test
  void shouldKeepNoMoreThanADayForADatabaseThatIsAway() {
    for (int i = 0; i < 2_000; i++) {
      builder.add(tick("1", i * MINUTE));
    }
    assertThat(builder.unsaved())
        .hasSize(1_440)
        .last()
        .extracting(Candle::openTime)
        .isEqualTo(1_999 * MINUTE);
  }

  private static Candle nothing() {
    BigDecimal price = new BigDecimal("11");
    return new Candle(MINUTE, price, price, price, price, BigDecimal.ZERO);
  }
}
