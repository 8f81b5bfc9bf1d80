package tickertalk.price;

import io.vertx.core.json.JsonArray;
import java.math.BigDecimal;

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
