package tickertalk.price;

import java.math.BigDecimal;

/**
 * The prices at which nobody need be doubted: where all live sources are this close to what is
 * shown, any two are within the {@link Selection}'s tolerance of each other, and so is each of
 * whatever it is measured by.
 *
 * @param lowest inclusive
 * @param highest inclusive
 */
record Calm(BigDecimal lowest, BigDecimal highest) {
  /** A part of the price on either side; a little less than half the tolerance would do. */
  private static final BigDecimal REACH = new BigDecimal("0.01");

  /** The calm around what is shown. */
  static Calm around(BigDecimal shown) {
    BigDecimal reach = shown.multiply(REACH);
    return new Calm(shown.subtract(reach), shown.add(reach));
  }

  boolean has(BigDecimal price) {
    return price.compareTo(lowest) >= 0 && price.compareTo(highest) <= 0;
  }
}
