package tickertalk.price;

import java.time.Clock;
import java.util.function.Consumer;
import tickertalk.contract.Quote;

/** Everything about one symbol: its quote, the pace it is published at, its growing candle. */
final class Desk implements Feed.Listener {
  private final Pair pair;
  private final Clock clock;
  private final Ticker ticker;
  private final Consumer<Quote> publisher;
  private final Pace pace = new Pace();
  private final CandleBuilder candles = new CandleBuilder();

  Desk(Pair pair, Clock clock, Ticker ticker, Consumer<Quote> publisher) {
    this.pair = pair;
    this.clock = clock;
    this.ticker = ticker;
    this.publisher = publisher;
  }

  Pair pair() {
    return pair;
  }

  CandleBuilder candles() {
    return candles;
  }

  @Override
  public boolean tick(Tick tick) {
    long now = clock.millis();
    if (ticker.accept(tick, now)) {
      candles.add(tick);
    }
    publishIfDue();
    return ticker.isStale(tick, now);
  }

  @Override
  public void refused(String source, String reason) {
    ticker.refused(source, reason);
    publishIfDue();
  }

  Quote quote() {
    return ticker.quote(clock.millis());
  }

  /** Takes the price back and tells everybody so, with the reason. */
  void withdraw(String reason) {
    ticker.withdraw(reason);
    publisher.accept(quote());
  }

  void publishIfDue() {
    Quote quote = quote();
    if (pace.admits(quote, clock.millis())) {
      publisher.accept(quote);
    }
  }
}
