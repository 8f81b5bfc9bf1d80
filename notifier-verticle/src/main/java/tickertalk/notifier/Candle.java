package tickertalk.notifier;

import io.vertx.core.json.JsonArray;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a price did within a minute, as it is told.
 *
 * @param openTime epoch milliseconds of the minute's begin
 */
record Candle(long openTime, BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal close) {
  static final long LENGTH_MS = 60_000;

  /** Reads {@code [openTime,"o","h","l","c","volume"]}. */
  static Candle of(JsonArray told) {
    return new Candle(
        told.getLong(0), amount(told, 1), amount(told, 2), amount(told, 3), amount(told, 4));
  }

  private static BigDecimal amount(JsonArray told, int place) {
    return new BigDecimal(told.getString(place));
  }

  /**
   * The prices it went through. A candle does not say which of its ends came first; taken is the
   * shorter way, by the low of one that rose and by the high of one that fell.
   */
  List<BigDecimal> path() {
    return close.compareTo(open) >= 0
        ? List.of(open, low, high, close)
        : List.of(open, high, low, close);
  }
}
