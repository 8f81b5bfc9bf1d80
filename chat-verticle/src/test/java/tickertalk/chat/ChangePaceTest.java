package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ChangePaceTest {
  private final ChangePace pace = new ChangePace(1_000);

  @Test
  void nothingIsDueWhereNothingChanged() {
    assertThat(pace.due(0, room -> 1_000)).isEmpty();
    assertThat(pace.isDue("lobby", 0, 1_000)).isFalse();
  }

  @Test
  void theFirstChangeIsDueAtOnceAndOnce() {
    pace.change("lobby");
    assertThat(pace.isDue("lobby", 0, 1_000)).isTrue();
    assertThat(pace.isDue("lobby", 5_000, 1_000)).isFalse();
  }

  @Test
  void whatChangesWithinThePauseIsDueAtItsEndAndIsNotForgotten() {
    pace.change("lobby");
    pace.due(0, room -> 1_000);
    pace.change("lobby");
    assertThat(pace.isDue("lobby", 999, 1_000)).isFalse();
    assertThat(pace.due(999, room -> 1_000)).isEmpty();
    assertThat(pace.due(1_000, room -> 1_000)).containsExactly("lobby");
    assertThat(pace.due(2_000, room -> 1_000)).isEmpty();
  }

  @Test
  void thePauseMayBecomeShorterMeanwhile() {
    pace.change("lobby");
    pace.due(0, room -> 1_000);
    pace.change("lobby");
    assertThat(pace.due(300, room -> 1_000)).isEmpty();
    assertThat(pace.due(300, room -> 250)).containsExactly("lobby");
  }

  @Test
  void oneRoomHoldsNoOtherBack() {
    pace.change("lobby");
    pace.due(0, room -> 1_000);
    pace.change("attic");
    assertThat(pace.due(1, room -> 1_000)).containsExactly("attic");
  }

  @Test
  void aHundredWhoTypeAllTheTimeAreHeardOnceASecond() {
    int told = 0;
    for (long nowMs = 0; nowMs < 10_000; nowMs += 10) {
      pace.change("lobby");
      told += pace.isDue("lobby", nowMs, 1_000) ? 1 : 0;
    }
    assertThat(told).isEqualTo(10);
  }
}
