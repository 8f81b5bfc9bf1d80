package tickertalk.price;

import tickertalk.contract.Quote;

/**
 * Decides when a symbol's quote is published: news at once, but at most four a second, of which the
 * newest is the one that is told; without news once a second, because the age is news too.
 */
final class Pace {
  static final long SHORTEST_GAP_MS = 250;

  /** The beat that looks for what is due must fit in until the second is over. */
  static final long LONGEST_GAP_MS = 900;

  private Quote last;
  private long lastAt;

  /** Whether any quote could be published now; asked before one is made, which costs more. */
  boolean isOpen(long now) {
    return last == null || now - lastAt >= SHORTEST_GAP_MS || now < lastAt;
  }

  /** Whether to publish this quote now; if so, it counts as published. */
  boolean admits(Quote quote, long now) {
    boolean due = last == null || isDue(quote, now - lastAt);
    if (due) {
      last = quote;
      lastAt = now;
    }
    return due;
  }

  private boolean isDue(Quote quote, long sinceLastMs) {
    boolean clockWasPutBack = sinceLastMs < 0;
    return clockWasPutBack
        || sinceLastMs >= LONGEST_GAP_MS
        || (sinceLastMs >= SHORTEST_GAP_MS && isNews(quote));
  }

  /** Everything but the age. */
  private boolean isNews(Quote quote) {
    return quote.at() != last.at()
        || quote.state() != last.state()
        || !quote.source().equals(last.source())
        || !quote.reason().equals(last.reason())
        || !quote.price().equals(last.price());
  }
}
