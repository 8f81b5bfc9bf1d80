package tickertalk.price;

/** A symbol taken apart: the base currency, and the quote currency its price is told in. */
record Pair(String base, String quote) {
  /**
   * Takes a legal symbol apart.
   *
   * @param symbol such as {@code BTC-USDT}
   */
  static Pair of(String symbol) {
    int dash = symbol.indexOf('-');
    return new Pair(symbol.substring(0, dash), symbol.substring(dash + 1));
  }

  String symbol() {
    return base + "-" + quote;
  }
}
