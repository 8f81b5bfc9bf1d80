package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {
  @Test
  void shouldDoubleTheBackOffUpToHalfAMinute() {
    BackOff longest = new BackOff(() -> 1);
    BackOff shortest = new BackOff(() -> 0);
    for (long fullMs : new long[] {1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000}) {
      longest.failed(0, Duration.ZERO);
      assertThat(longest.over(fullMs - 1)).isFalse();
      assertThat(longest.over(fullMs)).isTrue();
      shortest.failed(0, Duration.ZERO);
      assertThat(shortest.over(fullMs / 2 - 1)).isFalse();
      assertThat(shortest.over(fullMs / 2)).isTrue();
    }
    longest.succeeded();
    assertThat(longest.over(0)).isTrue();
    longest.failed(0, Duration.ZERO);
    assertThat(longest.over(1_000)).as("it begins anew").isTrue();
  }
}
