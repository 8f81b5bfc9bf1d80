package tickertalk.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlotsTest {
  private static final long SECOND = 1_000;

  private final Slots slots = new Slots(MoodWindow.MINUTE);

  @Test
  void whoTalksWithoutEndTakesNoMoreThanTheWindowHasSlots() {
    for (long at = 0; at < 10_000 * SECOND; at += 100) {
      slots.add(at, 1, 5);
    }
    assertThat(slots.kept()).isEqualTo(60);
    assertThat(slots.messages()).isEqualTo(600);
    assertThat(slots.mean()).isEqualTo(5);
  }

  @Test
  void whatHasLeftTheWindowCannotBeTakenOutOfItAgain() {
    slots.add(0, 1, 900);
    slots.add(90 * SECOND, 1, 300);
    slots.add(0, -1, -900);
    slots.add(10 * SECOND, 1, 700);
    assertThat(slots.messages()).isEqualTo(1);
    assertThat(slots.mean()).isEqualTo(300);
  }
}
