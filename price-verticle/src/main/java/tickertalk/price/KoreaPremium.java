package tickertalk.price;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tickertalk.contract.Premium;
import tickertalk.contract.Quote;
import tickertalk.contract.Quote.State;

/**
 * Reckons how far a price in won is above the dollar's. None of the exchanges tells what a bank
 * gives for a dollar. So the rate is either the operator's, or the price of USDT in won at Upbit: a
 * price in Korea as well, which has a premium of its own, so that only the part is told that
 * Bitcoin has above that. The quote says which.
 */
final class KoreaPremium {
  static final Pair RATE = new Pair("USDT", "KRW");

  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private final Optional<BigDecimal> wonPerDollar;
  private final Function<String, Optional<Quote>> quotes;

  private record Rate(BigDecimal won, String source) {}

  /**
   * A premium of quotes that are looked up when they are needed.
   *
   * @param wonPerDollar the operator's rate, if there is one
   * @param quotes by symbol
   */
  KoreaPremium(Optional<BigDecimal> wonPerDollar, Function<String, Optional<Quote>> quotes) {
    this.wonPerDollar = wonPerDollar;
    this.quotes = quotes;
  }

  /** The symbols in dollars that a pair in won can be held against, the better first. */
  static List<String> dollarSymbols(Pair won, boolean bankRate) {
    String tether = won.base() + "-USDT";
    return bankRate ? List.of(won.base() + "-USD", tether) : List.of(tether);
  }

  /** Adds the premium to a quote in won, if all that it is reckoned with is live. */
  Quote complete(Pair pair, Quote quote) {
    return pair.quote().equals("KRW") ? premium(pair, quote).map(quote::with).orElse(quote) : quote;
  }

  private Optional<Premium> premium(Pair pair, Quote quote) {
    return live(quote)
        .flatMap(
            won ->
                dollars(pair).flatMap(dollars -> rate().map(rate -> premium(won, dollars, rate))));
  }

  private Optional<Quote> dollars(Pair pair) {
    Stream<String> symbols = dollarSymbols(pair, wonPerDollar.isPresent()).stream();
    return symbols
        .flatMap(symbol -> quotes.apply(symbol).stream())
        .filter(quote -> live(quote).isPresent())
        .findFirst();
  }

  private Optional<Rate> rate() {
    if (wonPerDollar.isPresent()) {
      return wonPerDollar.map(won -> new Rate(won, "fixed USD-KRW"));
    }
    return quotes
        .apply(RATE.symbol())
        .flatMap(
            quote -> live(quote).map(won -> new Rate(won, quote.source() + " " + RATE.symbol())));
  }

  private static Optional<BigDecimal> live(Quote quote) {
    return quote.price().filter(price -> quote.state() == State.LIVE);
  }

  private static Premium premium(BigDecimal won, Quote dollars, Rate rate) {
    BigDecimal abroad = dollars.price().orElseThrow().multiply(rate.won());
    BigDecimal percent =
        won.subtract(abroad)
            .multiply(HUNDRED)
            .divide(abroad, MathContext.DECIMAL64)
            .setScale(2, RoundingMode.HALF_UP);
    return new Premium(percent, dollars.symbol(), rate.won(), rate.source());
  }
}
