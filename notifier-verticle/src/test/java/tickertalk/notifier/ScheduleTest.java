package tickertalk.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ScheduleTest {
  private final Schedule schedule = new Schedule(Duration.ofSeconds(5));

  @Test
  void eachInstantIsOneGapAfterTheLastHoweverLateTheLastWasServed() {
    assertThat(schedule.after(10_000)).isEqualTo(15_000);
    assertThat(schedule.after(10_001)).isEqualTo(15_000);
    assertThat(schedule.after(14_999)).isEqualTo(15_000);
  }

  @Test
  void instantsThatWereMissedAreLeftOut() {
    assertThat(schedule.after(61_234)).isEqualTo(65_000);
  }

  /** It has no timer, and took the first of its Vert.x for its own, whose number is 0. */
  @Test
  void aMetronomeThatNeverBeganStopsNobodysTimer() {
    Vertx vertx = Vertx.vertx();
    try {
      CompletableFuture<Long> fired = new CompletableFuture<>();
      assertThat(vertx.setTimer(50, fired::complete)).isZero();
      new Metronome(vertx, Clock.systemUTC(), schedule, instant -> {}).stop();
      assertThat(fired.orTimeout(5, TimeUnit.SECONDS).join()).isZero();
    } finally {
      vertx.close().await();
    }
  }
}
