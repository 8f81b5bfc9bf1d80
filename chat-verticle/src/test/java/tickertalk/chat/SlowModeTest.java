package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SlowModeTest {
  private final SlowMode slow = new SlowMode();

  @Test
  void thereIsAPauseBetweenTwoPostsOfAPersonInARoom() {
    assertThat(slow.take("lobby", "a", "1", 10, 1_000)).isZero();
    assertThat(slow.take("lobby", "a", "2", 10, 2_000)).isEqualTo(9_000);
    assertThat(slow.take("lobby", "b", "3", 10, 2_000)).as("another person").isZero();
    assertThat(slow.take("attic", "a", "4", 10, 2_000)).as("another room").isZero();
    assertThat(slow.take("lobby", "a", "2", 10, 11_000)).isZero();
    assertThat(slow.take("lobby", "a", "5", 10, 11_001)).isEqualTo(9_999);
  }

  @Test
  void aPostThatIsSentAgainUnderItsIdIsNoOther() {
    assertThat(slow.take("lobby", "a", "1", 10, 1_000)).isZero();
    assertThat(slow.take("lobby", "a", "1", 10, 1_001)).isZero();
    assertThat(slow.take("lobby", "a", "2", 10, 1_002)).isEqualTo(9_998);
  }

  @Test
  void aShorterPauseCountsAtOnce() {
    assertThat(slow.take("lobby", "a", "1", 60, 0)).isZero();
    assertThat(slow.take("lobby", "a", "2", 2, 1_000)).isEqualTo(1_000);
    assertThat(slow.take("lobby", "a", "2", 2, 2_000)).isZero();
  }
}
