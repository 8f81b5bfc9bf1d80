package tickertalk.notifier;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tickertalk.contract.CommandException;

/**
 * When an alert fires, as its owner writes it: {@code price > 70000}, {@code price < 70000} or
 * {@code price crosses 70000}.
 *
 * @param term what is watched
 * @param line above 0, without zeros at its end
 */
record Rule(Term term, Comparison comparison, BigDecimal line) {
  /** What a rule can be about, by the word that it begins with. */
  enum Term {
    PRICE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** On which way over the line a rule fires. */
  enum Comparison {
    RISES_ABOVE(">"),
    FALLS_BELOW("<"),
    CROSSES("crosses");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    private boolean firesOn(Side side) {
      return switch (this) {
        case RISES_ABOVE -> side == Side.ABOVE;
        case FALLS_BELOW -> side == Side.BELOW;
        case CROSSES -> true;
      };
    }
  }

  /**
   * How far behind the line the price has to come back before the line counts again: 0.05 %, 35
   * dollars at 70,000. Spread and rounding, by which a price trembles on a line without going
   * anywhere, are far below it in a market that is traded at all; what one would call a move is
   * above it.
   */
  static final BigDecimal BAND = new BigDecimal("0.0005");

  private static final String FIELD = "when";
  private static final Pattern WRITTEN =
      Pattern.compile(
          "\\s*(\\p{L}+)\\s*(>|<|crosses)\\s*(\\d{1,12}(?:\\.\\d{1,12})?)\\s*",
          Pattern.CASE_INSENSITIVE);

  Rule {
    line = line.stripTrailingZeros();
    if (line.signum() <= 0) {
      throw CommandException.badInput(FIELD, "the price must be above 0");
    }
  }

  /**
   * Reads a rule.
   *
   * @throws CommandException 400, saying what is expected
   */
  static Rule of(String written) {
    Matcher parts = WRITTEN.matcher(written);
    if (!parts.matches()) {
      throw CommandException.badInput(
          FIELD, "must be like \"price > 70000\", \"price < 70000\" or \"price crosses 70000\"");
    }
    return new Rule(
        term(parts.group(1)), comparison(parts.group(2)), new BigDecimal(parts.group(3)));
  }

  private static Term term(String word) {
    return Arrays.stream(Term.values())
        .filter(term -> term.word().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(
            () ->
                CommandException.badInput(
                    FIELD, "\"" + word + "\" cannot be watched, only price can"));
  }

  private static Comparison comparison(String sign) {
    Optional<Comparison> found =
        Arrays.stream(Comparison.values())
            .filter(comparison -> comparison.sign.equalsIgnoreCase(sign))
            .findFirst();
    return found.orElseThrow(); // the pattern lets no other pass
  }

  /** The rule in its usual spelling. */
  String text() {
    return term.word() + " " + comparison.sign + " " + line.toPlainString();
  }

  /** Whether it fires when the price comes to this side. */
  boolean firesOn(Side side) {
    return comparison.firesOn(side);
  }

  /** Where the price is; on the line itself it has not come over it yet. */
  Side sideOf(BigDecimal price) {
    int order = price.compareTo(line);
    if (order == 0) {
      return comparison == Comparison.FALLS_BELOW ? Side.ABOVE : Side.BELOW;
    }
    return order > 0 ? Side.ABOVE : Side.BELOW;
  }

  /** Whether the price is over the line, however little. */
  boolean isOver(Side side, BigDecimal price) {
    int order = price.compareTo(line);
    return side == Side.ABOVE ? order > 0 : order < 0;
  }

  /** Whether the price is over the line by the band. */
  boolean isClearlyOver(Side side, BigDecimal price) {
    BigDecimal distance = price.subtract(line);
    BigDecimal over = side == Side.ABOVE ? distance : distance.negate();
    return over.compareTo(line.multiply(BAND)) >= 0;
  }
}
