package tickertalk.contract;

import java.util.regex.Pattern;

/** The rule for symbols: base and quote currency, as in {@code BTC-USDT}. */
public final class Symbols {
  private static final Pattern LEGAL = Pattern.compile("[A-Z0-9]{2,10}-[A-Z0-9]{2,10}");

  private Symbols() {}

  public static boolean isLegal(String symbol) {
    return LEGAL.matcher(symbol).matches();
  }
}
