package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final Optional<String> ALICE = Optional.of("alice");

  private static Admission admission(int ofAll, int ofUser, int ofAddress) {
    return new Admission(BridgeLimits.defaults().withSockets(ofAll, ofUser, ofAddress));
  }

  private static void assertFull(
      Admission admission, Optional<String> user, String address, Limit limit) {
    assertThatThrownBy(() -> admission.enter(user, address))
        .asInstanceOf(type(Admission.FullException.class))
        .extracting(Admission.FullException::limit)
        .isEqualTo(limit);
  }

  @Test
  void theHouseAPersonAndAnAddressEachHaveTheirBound() throws Admission.FullException {
    Admission admission = admission(4, 2, 3);
    admission.enter(ALICE, "a");
    admission.enter(ALICE, "b");
    assertFull(admission, ALICE, "c", Limit.SOCKETS_OF_USER);
    admission.enter(Optional.empty(), "a");
    admission.enter(Optional.empty(), "a");
    assertFull(admission, Optional.empty(), "b", Limit.SOCKETS);
    assertThat(admission.sockets()).isEqualTo(4);
  }

  @Test
  void anAddressIsFullWhoeverComesFromIt() throws Admission.FullException {
    Admission admission = admission(10, 10, 2);
    admission.enter(ALICE, "a");
    admission.enter(Optional.empty(), "a");
    assertFull(admission, Optional.of("bob"), "a", Limit.SOCKETS_OF_ADDRESS);
    admission.enter(Optional.of("bob"), "b");
  }

  @Test
  void whoIsRefusedTakesNothing() throws Admission.FullException {
    Admission admission = admission(3, 1, 2);
    Admission.Place first = admission.enter(ALICE, "a");
    for (int i = 0; i < 10; i++) {
      assertFull(admission, ALICE, "a", Limit.SOCKETS_OF_USER);
    }
    admission.enter(Optional.empty(), "a");
    first.giveBack();
    admission.enter(ALICE, "a");
    assertThat(admission.sockets()).isEqualTo(2);
  }

  @Test
  void aPlaceThatIsGivenBackIsFree() throws Admission.FullException {
    Admission admission = admission(2, 2, 2);
    for (int round = 0; round < 100; round++) {
      List<Admission.Place> places = new ArrayList<>();
      places.add(admission.enter(ALICE, "a"));
      places.add(admission.enter(ALICE, "a"));
      assertFull(admission, ALICE, "a", Limit.SOCKETS);
      places.forEach(Admission.Place::giveBack);
    }
    assertThat(admission.sockets()).isZero();
  }
}
