package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;
import static tickertalk.price.Samples.tick;

import org.junit.jupiter.api.Test;
import tickertalk.contract.Quote;

class PaceTest {
  private final Ticker ticker = Samples.ticker(MarketKind.LIVE, 0);
  private final Pace pace = new Pace();

  @Test
  void shouldAdmitFourQuotesASecondAtMost() {
    int admitted = 0;
    for (long now = 1_000; now < 11_000; now++) {
      ticker.accept(tick("1", now), now);
      admitted += pace.admits(ticker.quote(now), now) ? 1 : 0;
    }
    assertThat(admitted).isEqualTo(40);
  }

  @Test
  void shouldAdmitWithoutNewsOnceASecond() {
    ticker.accept(tick("1", 1_000), 1_000);
    assertThat(pace.admits(ticker.quote(1_000), 1_000)).isTrue();
    assertThat(pace.admits(ticker.quote(1_899), 1_899)).isFalse();
    assertThat(pace.admits(ticker.quote(1_900), 1_900)).isTrue();
    assertThat(pace.admits(ticker.quote(2_000), 2_000)).isFalse();
  }

  @Test
  void shouldAdmitAChangeOfStateAtOnce() {
    ticker.accept(tick("1", 1_000), 1_000);
    assertThat(pace.admits(ticker.quote(5_700), 5_700)).isTrue();
    Quote stillLive = ticker.quote(6_000);
    assertThat(pace.admits(stillLive, 6_000)).isFalse();
    assertThat(pace.admits(ticker.quote(6_001), 6_001)).as("now it is stale").isTrue();
  }

  @Test
  void shouldGoOnWhenTheClockIsPutBack() {
    ticker.accept(tick("1", 1_000), 1_000);
    assertThat(pace.admits(ticker.quote(9_000), 9_000)).isTrue();
    assertThat(pace.admits(ticker.quote(2_000), 2_000)).isTrue();
  }
}
