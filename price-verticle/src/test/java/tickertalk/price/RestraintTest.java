package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RestraintTest {
  private final SetClock clock = new SetClock();
  private final Restraint restraint = new Restraint(clock, Duration.ofSeconds(1));

  @Test
  void shouldSpaceRequests() {
    assertThat(restraint.admitsRequest()).isTrue();
    restraint.noteRequest();
    assertThat(restraint.admitsRequest()).isFalse();
    clock.now += 1_000;
    assertThat(restraint.admitsRequest()).isTrue();
  }

  @Test
  void shouldStayAwayUntilTheLastDemandIsOver() {
    restraint.demanded(Duration.ofMinutes(2));
    restraint.demanded(Duration.ofSeconds(1));
    clock.now += 119_999;
    assertThat(restraint.closedFor()).isEqualTo(Duration.ofMillis(1));
    assertThat(restraint.admitsAttempt()).isFalse();
    clock.now += 1;
    assertThat(restraint.closedFor()).isZero();
    assertThat(restraint.admitsAttempt()).isTrue();
  }

  @Test
  void shouldPauseUntilTheMinuteIsOverBeforeItsWeightIsUsedUp() {
    clock.now = 90_000;
    restraint.heed(MultiMap.caseInsensitiveMultiMap().add("x-mbx-used-weight-1m", "4799"));
    assertThat(restraint.admitsRequest()).isTrue();
    restraint.heed(MultiMap.caseInsensitiveMultiMap().add("x-mbx-used-weight-1m", "4800"));
    assertThat(restraint.closedFor()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void shouldPauseForASecondWhenUpbitHasNoneLeft() {
    restraint.heed(
        MultiMap.caseInsensitiveMultiMap().add("Remaining-Req", "group=ticker; min=590; sec=1"));
    assertThat(restraint.admitsRequest()).isTrue();
    restraint.heed(
        MultiMap.caseInsensitiveMultiMap().add("Remaining-Req", "group=ticker; min=590; sec=0"));
    assertThat(restraint.closedFor()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void shouldPassOverCountsThatAreNone() {
    restraint.heed(
        MultiMap.caseInsensitiveMultiMap()
            .add("X-MBX-USED-WEIGHT-1M", "many")
            .add("Remaining-Req", "<html>"));
    assertThat(restraint.admitsRequest()).isTrue();
  }

  /** An exchange that takes connections and closes them would be connected to without end. */
  @Test
  void shouldAdmitATenthOfTheAttemptsThatBinanceAllows() {
    int admitted = 0;
    for (int second = 0; second < 300; second++) {
      clock.now += 1_000;
      admitted += restraint.admitsAttempt() ? 1 : 0;
    }
    assertThat(admitted).isEqualTo(30);
    clock.now += 10_000;
    assertThat(restraint.admitsAttempt()).as("the first ones are five minutes ago").isTrue();
  }

  private static final class SetClock extends Clock {
    private long now = 60_000;

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(now);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
