package tickertalk.price;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * A price that a source told.
 *
 * @param price above 0
 * @param change24h percent over 24 hours, if the source says
 * @param amount what was traded at this price; 0 when the source tells a price, not a trade
 * @param tradeId tells it from the other trades of its source, which gave it; 0 when it is no trade
 * @param at epoch milliseconds of the price at its source, never after it was received
 * @param source as shown to people
 */
record Tick(
    String symbol,
    BigDecimal price,
    Optional<BigDecimal> change24h,
    BigDecimal amount,
    long tradeId,
    long at,
    String source) {
  Tick {
    Objects.requireNonNull(symbol);
    Objects.requireNonNull(change24h);
    Objects.requireNonNull(amount);
    Objects.requireNonNull(source);
    if (price.signum() <= 0) {
      throw new IllegalArgumentException("price: must be above 0");
    }
  }

  /** The price of a ticker. */
  static Tick quoted(
      String symbol, BigDecimal price, Optional<BigDecimal> change24h, long at, String source) {
    return new Tick(symbol, price, change24h, BigDecimal.ZERO, 0, at, source);
  }

  /** One trade. */
  static Tick traded(
      String symbol, BigDecimal price, BigDecimal amount, long tradeId, long at, String source) {
    return new Tick(symbol, price, Optional.empty(), amount, tradeId, at, source);
  }

  /** Whether it is one trade among others, and not the state of a ticker. */
  boolean isTrade() {
    return tradeId != 0;
  }
}
