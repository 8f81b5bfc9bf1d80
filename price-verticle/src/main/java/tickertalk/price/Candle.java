package tickertalk.price;

import io.vertx.core.json.JsonArray;
import java.math.BigDecimal;
import java.util.Map;
import tickertalk.contract.CandlesQuery.Interval;

/**
 * What the price did within a stretch of time.
 *
 * @param openTime epoch milliseconds of the stretch's begin
 * @param volume what was traded; 0 when the source tells prices only
 */
record Candle(
    long openTime,
    BigDecimal open,
    BigDecimal high,
    BigDecimal low,
    BigDecimal close,
    BigDecimal volume) {
  static final long MINUTE_MS = 60_000;

  /** The begin of the minute that a moment is in. */
  static long openTime(long at) {
    return at - Math.floorMod(at, MINUTE_MS);
  }

  /** The candle of one tick. */
  static Candle of(Tick tick) {
    BigDecimal price = tick.price();
    return new Candle(openTime(tick.at()), price, price, price, price, tick.amount());
  }

  /**
   * A candle as an exchange tells it.
   *
   * @throws SourceException if it cannot be
   */
  static Candle told(
      String source,
      Interval interval,
      long openTime,
      BigDecimal open,
      BigDecimal high,
      BigDecimal low,
      BigDecimal close,
      BigDecimal volume) {
    boolean possible =
        low.compareTo(open.min(close)) <= 0
            && high.compareTo(open.max(close)) >= 0
            && volume.signum() >= 0
            && openTime % interval.lengthMs() == 0;
    if (!possible) {
      throw ExchangeAnswer.malformed(source, "a candle that cannot be");
    }
    return new Candle(openTime, open, high, low, close, volume);
  }

  /** Whether its time is over. */
  boolean isClosed(Interval interval, long now) {
    return openTime + interval.lengthMs() <= now;
  }

  /** Makes it part of the candle of its time among longer ones; what it is part of comes first. */
  void mergeInto(Map<Long, Candle> longer, long lengthMs) {
    long begin = openTime - Math.floorMod(openTime, lengthMs);
    longer.merge(begin, openingAt(begin), Candle::then);
  }

  /** This candle and what came after it, as one. */
  Candle then(Candle later) {
    return new Candle(
        openTime,
        open,
        high.max(later.high),
        low.min(later.low),
        later.close,
        volume.add(later.volume));
  }

  Candle openingAt(long time) {
    return new Candle(time, open, high, low, close, volume);
  }

  /** The form on the wire, {@code [openTime,"o","h","l","c","volume"]}. */
  JsonArray toJson() {
    return JsonArray.of(
        openTime,
        open.toPlainString(),
        high.toPlainString(),
        low.toPlainString(),
        close.toPlainString(),
        volume.toPlainString());
  }
}
