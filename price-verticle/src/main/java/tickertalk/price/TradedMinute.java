package tickertalk.price;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A minute that trades are added to. Whatever their order and however often they come, the same
 * trades make the same candle: each counts once, and first and last are so by their time and
 * number.
 */
final class TradedMinute {
  private static final Comparator<Tick> BY_TIME =
      Comparator.comparingLong(Tick::at)
          .thenComparing(Tick::source)
          .thenComparingLong(Tick::tradeId)
          .thenComparing(Tick::price);

  private final long openTime;
  private final Optional<Candle> stored;
  private final Map<String, TradeIds> seen = new HashMap<>();
  private Tick first;
  private Tick last;
  private BigDecimal high;
  private BigDecimal low;
  private BigDecimal volume = BigDecimal.ZERO;

  TradedMinute(long openTime) {
    this.openTime = openTime;
    this.stored = Optional.empty();
  }

  /** A minute that goes on where another JVM left off. */
  TradedMinute(Candle stored) {
    this.openTime = stored.openTime();
    this.stored = Optional.of(stored);
  }

  /** Adds a tick of this minute; false if it was there. */
  boolean add(Tick tick) {
    boolean another =
        !tick.isTrade()
            || seen.computeIfAbsent(tick.source(), source -> new TradeIds()).add(tick.tradeId());
    if (another) {
      include(tick);
    }
    return another;
  }

  private void include(Tick tick) {
    BigDecimal price = tick.price();
    if (first == null) {
      first = tick;
      last = tick;
      high = price;
      low = price;
    }
    first = BY_TIME.compare(tick, first) < 0 ? tick : first;
    last = BY_TIME.compare(tick, last) > 0 ? tick : last;
    high = high.max(price);
    low = low.min(price);
    volume = volume.add(tick.amount());
  }

  /** What the minute is by now; there must have been something. */
  Candle candle() {
    if (first == null) {
      return stored.orElseThrow();
    }
    Candle traded =
        new Candle(openTime, first.price(), plain(high), plain(low), last.price(), plain(volume));
    return stored.map(before -> before.then(traded)).orElse(traded);
  }

  /** Of equal figures the one that came first stays, so they are written in one way. */
  private static BigDecimal plain(BigDecimal figure) {
    BigDecimal shortest = figure.stripTrailingZeros();
    return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
  }
}
