package tickertalk.price;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tickertalk.contract.Quote;

/**
 * Everything about one symbol: its quote, the pace it is published at, its minutes and its past.
 */
final class Desk {
  private final Pair pair;
  private final Clock clock;
  private final Ticker ticker;
  private final MinuteBook minutes;
  private final UnaryOperator<Quote> completion;
  private final Consumer<Quote> publisher;
  private final Pace pace = new Pace();
  private final ToldPast past = new ToldPast();

  /**
   * A desk that has not heard anything.
   *
   * @param completion adds what is known from elsewhere
   */
  Desk(
      Pair pair,
      Clock clock,
      Ticker ticker,
      MinuteBook minutes,
      UnaryOperator<Quote> completion,
      Consumer<Quote> publisher) {
    this.pair = pair;
    this.clock = clock;
    this.ticker = ticker;
    this.minutes = minutes;
    this.completion = completion;
    this.publisher = publisher;
  }

  Pair pair() {
    return pair;
  }

  MinuteBook minutes() {
    return minutes;
  }

  ToldPast past() {
    return past;
  }

  void tick(Tick tick) {
    long now = clock.millis();
    boolean news = ticker.accept(tick, now);
    enter(tick, news, now);
    publishIfDue();
  }

  /**
   * A late trade is no news, but belongs to its minute; a price stands in where no trade is told.
   */
  private void enter(Tick tick, boolean news, long now) {
    Optional<String> source = minutes.source();
    boolean counts =
        source.isPresent()
            ? tick.isTrade() && source.get().equals(tick.source())
            : news && ticker.shows(tick, now);
    if (!counts) {
      return;
    }
    if (ticker.holds(tick.source(), now)) {
      minutes.missed(now);
    } else {
      minutes.add(tick);
    }
  }

  void watching(String source, boolean watched) {
    minutes.watching(source, watched, clock.millis());
  }

  void refused(String source, String reason) {
    ticker.refused(source, reason);
    publishIfDue();
  }

  /** Without what is known from elsewhere. */
  Quote ownQuote() {
    return ticker.quote(clock.millis());
  }

  Quote quote() {
    return completion.apply(ownQuote());
  }

  /** Takes the price back and tells everybody so, with the reason. */
  void withdraw(String reason) {
    ticker.withdraw(reason);
    publisher.accept(quote());
  }

  void publishIfDue() {
    long now = clock.millis();
    if (pace.isOpen(now)) {
      Quote quote = quote();
      if (pace.admits(quote, now)) {
        publisher.accept(quote);
      }
    }
  }
}
