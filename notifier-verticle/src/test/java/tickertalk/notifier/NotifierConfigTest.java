package tickertalk.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotifierConfigTest {
  @Test
  void thePeriodicNoticeIsOffUnlessAskedFor() {
    assertThat(NotifierConfig.defaults().every()).isEmpty();
  }

  @Test
  void thePeriodicNoticeIsAWelcomeUnlessToldOtherwise() {
    assertThat(NotifierConfig.defaults().text()).isEqualTo("Welcome to Tickertalk.");
  }

  @Test
  void aWrongOptionIsRefusedByItsName() {
    refused("notice-every", Duration.ZERO, "hi", Duration.ZERO, 1);
    refused("notice-every", Duration.ofDays(366), "hi", Duration.ZERO, 1);
    refused("notice-text", Duration.ofSeconds(1), " ", Duration.ZERO, 1);
    refused("notice-text", Duration.ofSeconds(1), "x".repeat(1_001), Duration.ZERO, 1);
    refused("notice-rejoin-grace", Duration.ofSeconds(1), "hi", Duration.ofMillis(-1), 1);
    refused("notice-rejoin-grace", Duration.ofSeconds(1), "hi", Duration.ofDays(2), 1);
    refused("notice-keep", Duration.ofSeconds(1), "hi", Duration.ZERO, 0);
    refused("notice-keep", Duration.ofSeconds(1), "hi", Duration.ZERO, 100_001);
  }

  private static void refused(
      String option, Duration every, String text, Duration grace, int keep) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NotifierConfig(Optional.of(every), text, grace, keep))
        .withMessageStartingWith(option + ":");
  }
}
