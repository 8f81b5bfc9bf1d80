package tickertalk.price;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Set;

/**
 * Writes a price as people read it: {@code $70,352.36}, {@code ₩97,000,000}, {@code 0.0345 BTC}.
 * Half a unit is rounded up, as people expect who round by hand. No figure passes through floating
 * point.
 */
final class PriceDisplay {
  private static final Set<String> DOLLARS = Set.of("USD", "USDT", "USDC");
  private static final BigDecimal SMALL_WON = new BigDecimal(100);
  private static final MathContext SIGNIFICANT = new MathContext(8, RoundingMode.HALF_UP);
  private static final int MAX_DECIMALS = 8;

  private PriceDisplay() {}

  static String of(BigDecimal price, String quoteCurrency) {
    if (DOLLARS.contains(quoteCurrency)) {
      return "$" + dollars(price);
    }
    if (quoteCurrency.equals("KRW")) {
      return "₩" + grouped(price, price.compareTo(SMALL_WON) < 0 ? 2 : 0);
    }
    return grouped(price, decimals(price)) + " " + quoteCurrency;
  }

  private static String dollars(BigDecimal price) {
    boolean whole = price.compareTo(BigDecimal.ONE) >= 0;
    return grouped(price, whole ? 2 : Math.max(2, decimals(price)));
  }

  /** As many as it takes: below 1 for 8 significant digits, else 8, without zeros at the end. */
  private static int decimals(BigDecimal price) {
    BigDecimal rounded =
        price.compareTo(BigDecimal.ONE) < 0
            ? price.round(SIGNIFICANT)
            : price.setScale(MAX_DECIMALS, RoundingMode.HALF_UP);
    return Math.max(0, rounded.stripTrailingZeros().scale());
  }

  private static String grouped(BigDecimal price, int decimals) {
    DecimalFormat format =
        new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setRoundingMode(RoundingMode.HALF_UP);
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return format.format(price);
  }
}
