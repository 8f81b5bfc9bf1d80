package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class CallerRatesTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private CallerRates rates(int perSecond) {
    return new CallerRates(
        perSecond,
        Limit.USER_RATE,
        new BridgeMetrics(registry, new Admission(BridgeLimits.defaults())));
  }

  private double counted() {
    return registry
        .get("tickertalk.bridge.limit.reached")
        .tag("limit", Limit.USER_RATE.metricName())
        .counter()
        .count();
  }

  @Test
  void allSocketsOfAPersonShareWhatOneHas() {
    CallerRates rates = rates(1);
    for (int i = 0; i < TokenBucket.BURST_SECONDS; i++) {
      assertThat(rates.take("alice", 0)).isZero();
    }
    assertThat(rates.take("alice", 0)).isEqualTo(1_000);
    assertThat(rates.take("bob", 0)).isZero();
    assertThat(rates.take("alice", 1_000)).isZero();
    assertThat(counted()).isEqualTo(1);
  }

  @Test
  void zeroIsNoLimit() {
    CallerRates rates = rates(0);
    for (int i = 0; i < 10_000; i++) {
      assertThat(rates.take("alice", 0)).isZero();
    }
  }

  @Test
  void manyCallersAreForgottenInTheOrderInWhichTheyFellSilent() {
    CallerRates rates = rates(1);
    for (int i = 0; i < TokenBucket.BURST_SECONDS; i++) {
      assertThat(rates.take("first", 0)).isZero();
    }
    assertThat(rates.take("first", 0)).isPositive();
    for (int i = 0; i < 20_000; i++) {
      rates.take("caller " + i, 0);
    }
    assertThat(rates.take("first", 0)).isZero();
  }
}
