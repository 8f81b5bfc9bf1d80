package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserRatesTest {
  @Test
  void allSocketsOfAPersonShareWhatOneHas() {
    UserRates rates = new UserRates(1, 4);
    rates.enter("alice");
    rates.enter("alice");
    rates.enter("bob");
    for (int i = 0; i < 4; i++) {
      assertThat(rates.take("alice")).isZero();
    }
    assertThat(rates.take("alice")).isBetween(1L, 1_000L);
    assertThat(rates.take("bob")).isZero();
  }

  @Test
  void theRestOfABucketStaysWithTheSocketsThatStay() {
    UserRates rates = new UserRates(1, 1);
    rates.enter("alice");
    rates.enter("alice");
    assertThat(rates.take("alice")).isZero();
    rates.leave("alice");
    assertThat(rates.take("alice")).isPositive();
  }

  @Test
  void zeroIsNoLimit() {
    UserRates rates = new UserRates(0, 4);
    rates.enter("alice");
    for (int i = 0; i < 10_000; i++) {
      assertThat(rates.take("alice")).isZero();
    }
  }
}
