package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Candles are a function of the set of trades. */
class CandlePropertyTest {
  private static final long BEGIN = 1_795_176_000_000L;

  @Property(tries = 1_000)
  void shouldMakeTheSameCandlesInAnyOrderAndHoweverOftenTheTradesCome(
      @ForAll("trades") List<Tick> trades, @ForAll long seed) {
    List<Tick> shuffled = new ArrayList<>(trades);
    Random random = new Random(seed);
    trades.stream().filter(trade -> random.nextBoolean()).forEach(shuffled::add);
    Collections.shuffle(shuffled, random);
    assertThat(candles(shuffled)).isEqualTo(candles(trades));
  }

  @Property(tries = 500)
  void shouldMakeTheCandlesThatTheDefinitionSays(@ForAll("trades") List<Tick> trades) {
    for (Candle candle : candles(trades)) {
      List<Tick> within =
          trades.stream()
              .filter(trade -> Candle.openTime(trade.at()) == candle.openTime())
              .sorted(Comparator.comparingLong(Tick::at).thenComparingLong(Tick::tradeId))
              .toList();
      List<BigDecimal> prices = within.stream().map(Tick::price).toList();
      assertThat(candle.open()).isEqualByComparingTo(prices.get(0));
      assertThat(candle.close()).isEqualByComparingTo(prices.get(prices.size() - 1));
      assertThat(candle.high()).isEqualByComparingTo(Collections.max(prices));
      assertThat(candle.low()).isEqualByComparingTo(Collections.min(prices));
      assertThat(candle.volume())
          .isEqualByComparingTo(
              within.stream().map(Tick::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
    }
  }

  /** What is stored in between, in whatever pieces, changes nothing. */
  @Property(tries = 300)
  void shouldHaveStoredTheSameHoweverOftenItIsStored(
      @ForAll("trades") List<Tick> trades, @ForAll long seed) {
    CandleBuilder builder = new CandleBuilder(minute -> {});
    Random random = new Random(seed);
    List<Candle> stored = new ArrayList<>();
    for (Tick trade : trades) {
      builder.add(trade);
      if (random.nextInt(4) == 0) {
        store(builder, stored);
      }
    }
    store(builder, stored);
    stored.sort(Comparator.comparingLong(Candle::openTime));
    assertThat(stored).isEqualTo(candles(trades));
  }

  private static void store(CandleBuilder builder, List<Candle> stored) {
    List<Candle> unsaved = builder.unsaved();
    stored.removeIf(
        old -> unsaved.stream().anyMatch(candle -> candle.openTime() == old.openTime()));
    stored.addAll(unsaved);
    builder.saved(unsaved);
  }

  private static List<Candle> candles(List<Tick> trades) {
    CandleBuilder builder = new CandleBuilder(minute -> {});
    trades.forEach(builder::add);
    return builder.unsaved();
  }

  /** Trades within what may be late, numbered as exchanges do, at few moments so that they meet. */
  @Provide
  Arbitrary<List<Tick>> trades() {
    Arbitrary<Long> offsets =
        Arbitraries.longs().between(0, CandleBuilder.OPEN_MINUTES * 60 - 1).map(it -> it * 1_000);
    Arbitrary<BigDecimal> figures =
        Arbitraries.bigDecimals()
            .between(new BigDecimal("0.00000001"), new BigDecimal("100000"))
            .ofScale(8);
    return Combinators.combine(offsets, figures, figures)
        .as((offset, price, amount) -> new Object[] {offset, price, amount})
        .list()
        .ofMaxSize(40)
        .map(CandlePropertyTest::numbered);
  }

  private static List<Tick> numbered(List<Object[]> trades) {
    List<Tick> ticks = new ArrayList<>();
    for (Object[] trade : trades) {
      ticks.add(
          Tick.traded(
              "BTC-USDT",
              (BigDecimal) trade[1],
              (BigDecimal) trade[2],
              ticks.size() + 1,
              BEGIN + (long) trade[0],
              "binance"));
    }
    return ticks;
  }
}
