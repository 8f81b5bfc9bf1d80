package tickertalk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static tickertalk.contract.Refusals.assertBadInput;
import static tickertalk.contract.Refusals.assertRefused;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@Timeout(10)
class RoomAccessTest {
  private static final Person ALICE = new Person("u-1", "alice");

  @ParameterizedTest
  @EnumSource
  void aPublicRoomIsForEverybody(Role role) {
    assertAdmitted(RoomAccess.PUBLIC, Optional.of(new Caller(ALICE, role)));
    assertAdmitted(RoomAccess.PUBLIC, Optional.empty());
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "GUEST")
  void aMembersRoomIsForMembersAndWhoeverStandsHigher(Role role) {
    assertAdmitted(RoomAccess.MEMBERS, Optional.of(new Caller(ALICE, role)));
  }

  @Test
  void aMembersRoomIsNeitherForGuestsNorForVisitors() {
    assertSentAway(
        RoomAccess.MEMBERS,
        Optional.of(new Caller(ALICE, Role.GUEST)),
        "room: \"attic\" is for members only");
    assertSentAway(RoomAccess.MEMBERS, Optional.empty(), "room: \"attic\" is for members only");
  }

  @ParameterizedTest
  @EnumSource
  void aSessionForSomeRoomsIsForNoOtherWhateverTheRole(Role role) {
    Optional<Caller> elsewhere =
        Optional.of(new Caller(ALICE, role, Optional.of(Set.of("lobby", "attic2"))));
    for (RoomAccess access : RoomAccess.values()) {
      assertSentAway(access, elsewhere, "room: this session is not for \"attic\"");
    }
    assertAdmitted(
        RoomAccess.PUBLIC,
        Optional.of(new Caller(ALICE, role, Optional.of(Set.of("lobby", "attic")))));
  }

  @Test
  void aSessionForAMembersRoomMakesNoMemberOfAGuest() {
    assertSentAway(
        RoomAccess.MEMBERS,
        Optional.of(new Caller(ALICE, Role.GUEST, Optional.of(Set.of("attic")))),
        "room: \"attic\" is for members only");
  }

  @Test
  void aRoomIsOpenedToEverybodyUnlessItIsSaidOtherwise() {
    JsonObject open = new JsonObject().put("room", "attic").put("title", "Attic");
    assertThat(ChatOpen.fromJson(open).access()).isEqualTo(RoomAccess.PUBLIC);
    assertThat(ChatOpen.fromJson(open.copy().put("access", "members")).access())
        .isEqualTo(RoomAccess.MEMBERS);
    for (String unknown : new String[] {"MEMBERS", "private", "none"}) {
      assertBadInput(
          "access: must be public or members",
          () -> ChatOpen.fromJson(open.copy().put("access", unknown)));
    }
  }

  private static void assertAdmitted(RoomAccess access, Optional<Caller> caller) {
    assertThat(access.admits(caller, "attic")).isTrue();
    assertThatCode(() -> access.require(caller, "attic")).doesNotThrowAnyException();
  }

  private static void assertSentAway(RoomAccess access, Optional<Caller> caller, String message) {
    assertThat(access.admits(caller, "attic")).isFalse();
    assertRefused(ErrorCode.NOT_ALLOWED, message, () -> access.require(caller, "attic"));
  }
}
