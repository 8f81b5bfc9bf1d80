package tickertalk.notifier;

import tickertalk.contract.Quote.State;

/**
 * Where an alert has the price, so that a crossing is known for one also by who did not see the
 * price before.
 *
 * @param armed whether the line itself is the border; if not, the price came over it of late and
 *     has not been a band away from it since, and the border is a band further on
 * @param market where that price was from; a step from one market to another is no crossing
 */
record Stance(Side side, boolean armed, State market) {
  /** That of an alert which knows of no price before. */
  static Stance first(Rule rule, MarketPrice price) {
    return new Stance(rule.sideOf(price.amount()), true, price.market());
  }

  /** What it becomes with the next price. */
  Stance then(Rule rule, MarketPrice price) {
    if (price.market() != market) {
      return first(rule, price);
    }
    Side other = side.other();
    if (rule.isClearlyOver(other, price.amount())) {
      return new Stance(other, true, market);
    }
    // On the way back of a rule that fires one way only, the line alone re-arms nothing.
    if (armed && rule.firesOn(other) && rule.isOver(other, price.amount())) {
      return new Stance(other, false, market);
    }
    return armed || !rule.isClearlyOver(side, price.amount())
        ? this
        : new Stance(side, true, market);
  }
}
