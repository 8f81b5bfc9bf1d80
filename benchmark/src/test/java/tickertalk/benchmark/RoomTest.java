package tickertalk.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RoomTest {
  private final Room room = new Room("lobby", 64);

  @Test
  void aMessageIsInFlightUntilTheLastReaderHasIt() {
    room.addReader();
    room.addReader();
    room.send();
    room.send();
    assertThat(room.received(0, 2)).as("the first reader alone").isZero();
    assertThat(room.received(0, 1)).as("both have the first").isEqualTo(1);
    assertThat(room.received(1, 1)).as("both have both").isEqualTo(1);
  }

  @Test
  void theCountGoesOnForLongerThanTheWindowIs() {
    room.addReader();
    for (long i = 0; i < 10_000; i++) {
      room.send();
      assertThat(room.received(i, 1)).isEqualTo(1);
    }
  }

  @Test
  void aDeliveryThatNobodyPostedIsAnError() {
    room.addReader();
    room.send();
    assertThatThrownBy(() -> room.received(0, 2))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("lobby got 2 messages of 1");
  }

  @Test
  void afterAResetEverybodyIsAtNothing() {
    room.addReader();
    room.addReader();
    room.send();
    room.received(0, 1);
    room.reset();
    room.send();
    assertThat(room.received(0, 1)).isZero();
    assertThat(room.received(0, 1)).isEqualTo(1);
  }
}
