package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {
  @Test
  void aFullBucketLetsABurstThroughAndThenSaysHowLongToWait() {
    TokenBucket bucket = new TokenBucket(10, 3, 1_000);

    assertThat(bucket.take(1_000)).isZero();
    assertThat(bucket.take(1_000)).isZero();
    assertThat(bucket.take(1_000)).isZero();
    assertThat(bucket.take(1_000)).isEqualTo(100);
  }

  @Test
  void whoWaitsAsLongAsToldIsServedAndWhoWaitsLessIsNot() {
    TokenBucket bucket = new TokenBucket(3, 1, 0);
    bucket.take(0);
    long waitMs = bucket.take(0);

    assertThat(waitMs).isEqualTo(334);
    assertThat(bucket.take(waitMs - 1)).isEqualTo(1);
    assertThat(bucket.take(waitMs)).isZero();
  }

  @Test
  void askingTooEarlyCostsNothing() {
    TokenBucket bucket = new TokenBucket(10, 1, 0);
    bucket.take(0);
    for (int ms = 0; ms < 100; ms++) {
      assertThat(bucket.take(ms)).isEqualTo(100 - ms);
    }
    assertThat(bucket.take(100)).isZero();
  }

  @Test
  void aLongRestFillsTheBucketAndNoMore() {
    TokenBucket bucket = new TokenBucket(10, 2, 0);
    bucket.take(0);

    long aDayLater = 86_400_000;
    assertThat(bucket.take(aDayLater)).isZero();
    assertThat(bucket.take(aDayLater)).isZero();
    assertThat(bucket.take(aDayLater)).isPositive();
  }

  @Test
  void inTheLongRunTheRateIsKept() {
    TokenBucket bucket = new TokenBucket(50, 200, 0);
    int taken = 0;
    for (int ms = 0; ms < 60_000; ms++) {
      taken += bucket.take(ms) == 0 ? 1 : 0;
    }
    assertThat(taken).isBetween(200 + 50 * 60 - 2, 200 + 50 * 60);
  }

  @Test
  void aClockThatIsSetBackTakesNothingAway() {
    TokenBucket bucket = new TokenBucket(10, 2, 1_000_000);
    bucket.take(1_000_000);

    assertThat(bucket.take(0)).isZero();
    assertThat(bucket.take(0)).isEqualTo(100);
    assertThat(bucket.take(100)).isZero();
  }
}
