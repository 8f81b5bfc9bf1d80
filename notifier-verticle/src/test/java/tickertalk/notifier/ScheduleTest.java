package tickertalk.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

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
}
