package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;
import static tickertalk.price.Samples.tick;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import tickertalk.contract.Quote;
import tickertalk.contract.Quote.State;

class TickerTest {
  private static final long START = 1_000_000;

  private final Ticker ticker = Samples.ticker(MarketKind.LIVE, START);

  @Test
  void shouldSayThatThereIsNoAnswerYet() {
    Quote quote = ticker.quote(START + 100);
    assertThat(quote.state()).isEqualTo(State.UNAVAILABLE);
    assertThat(quote.price()).isEmpty();
    assertThat(quote.reason()).contains("no answer yet");
    assertThat(quote.at()).as("since when there is none").isEqualTo(START);
  }

  @Test
  void shouldGiveTheReasonsOfAllSourcesThatRefused() {
    ticker.refused("binance", "binance is not available in this location");
    ticker.refused("coinbase", "coinbase answered 500");
    ticker.refused("coinbase", "coinbase answered 502");
    assertThat(ticker.quote(START).reason())
        .contains("binance is not available in this location; coinbase answered 502");
  }

  @Test
  void shouldHaveNoPriceOnceItIsWithdrawn() {
    ticker.accept(tick("70352.36", START), START);
    ticker.withdraw("no feed");
    ticker.accept(tick("70353", START + 1), START + 1);
    Quote quote = ticker.quote(START + 1);
    assertThat(quote.state()).isEqualTo(State.UNAVAILABLE);
    assertThat(quote.reason()).contains("no feed");
  }

  @Test
  void shouldCallAPriceLiveUntilItIsTooOld() {
    assertThat(ticker.accept(tick("70352.36", START), START)).isTrue();
    Quote live = ticker.quote(START + 5_000);
    assertThat(live.state()).isEqualTo(State.LIVE);
    assertThat(live.ageMs()).isEqualTo(5_000);
    assertThat(live.display()).contains("$70,352.36");
    assertThat(live.reason()).isEmpty();
    Quote stale = ticker.quote(START + 5_001);
    assertThat(stale.state()).isEqualTo(State.STALE);
    assertThat(stale.price()).contains(new BigDecimal("70352.36"));
    assertThat(stale.reason()).contains("no news from binance");
  }

  @Test
  void shouldHaveNoPriceAfterAMinuteOfSilence() {
    ticker.accept(tick("1", START), START);
    ticker.refused("binance", "binance cannot be reached");
    assertThat(ticker.quote(START + 60_000).state()).isEqualTo(State.STALE);
    Quote none = ticker.quote(START + 60_001);
    assertThat(none.state()).isEqualTo(State.UNAVAILABLE);
    assertThat(none.source()).isEqualTo("none");
    assertThat(none.reason()).contains("binance cannot be reached");
    ticker.accept(tick("1.01", START + 61_000), START + 61_000);
    assertThat(ticker.quote(START + 61_000).state()).isEqualTo(State.LIVE);
  }

  @Test
  void shouldKeepAnOldPriceAsLongAsASourceAnswersWithIt() {
    ticker.accept(tick("1", START), START);
    ticker.accept(tick("1", START), START + 100_000);
    Quote quote = ticker.quote(START + 100_001);
    assertThat(quote.state()).isEqualTo(State.STALE);
    assertThat(quote.ageMs()).isEqualTo(100_001);
  }

  @Test
  void shouldNotTurnThePriceBackWithALateAnswer() {
    ticker.accept(tick("2", START + 2), START + 2);
    assertThat(ticker.accept(tick("1", START + 1), START + 3)).isFalse();
    assertThat(ticker.quote(START + 3).price()).contains(new BigDecimal("2"));
  }

  /** Nothing was news until the clock had made up for the hour it was put back by. */
  @Test
  void shouldGoOnWhenTheClockIsPutBack() {
    ticker.accept(tick("1", START + 3_600_000), START + 3_600_000);
    assertThat(ticker.accept(tick("2", START), START)).isTrue();
    assertThat(ticker.quote(START).price()).contains(new BigDecimal("2"));
    assertThat(ticker.accept(tick("1", START - 1), START)).as("a late answer").isFalse();
  }

  @Test
  void shouldTellNewsFromARepetition() {
    assertThat(ticker.accept(tick("1", START), START)).isTrue();
    assertThat(ticker.accept(tick("1.0", START), START)).as("the same again").isFalse();
    assertThat(ticker.accept(tick("2", START), START)).as("another price").isTrue();
    assertThat(ticker.accept(tick("2", START + 1), START + 1)).as("confirmed later").isTrue();
    assertThat(ticker.accept(tick("binance", "2", "0.5", START + 1), START + 1))
        .as("a trade of its own")
        .isTrue();
  }

  @Test
  void shouldCallAReplayAReplayHoweverOldItsPrice() {
    Ticker replay = Samples.ticker(MarketKind.REPLAY, START);
    assertThat(replay.quote(START).state()).isEqualTo(State.UNAVAILABLE);
    replay.accept(tick("1", START), START);
    assertThat(replay.quote(START + 200_000).state()).isEqualTo(State.REPLAY);
    assertThat(replay.quote(START + 200_000).ageMs()).isEqualTo(200_000);
  }
}
