package tickertalk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static tickertalk.contract.Refusals.assertBadInput;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RevocationTest {
  @Test
  void aRevokedTokenIsOverAndNoOtherIs() {
    Revocation revocation = Revocation.ofSession("s-1", 100);
    assertThat(revocation.covers("s-1", "u-1", Role.GUEST, 5)).isTrue();
    assertThat(revocation.covers("s-2", "u-1", Role.GUEST, 5)).isFalse();
    assertThat(revocation.covers("s-2", "s-1", Role.GUEST, 5)).as("a user of that id").isFalse();
  }

  @Test
  void aUsersTokensFromBeforeTheMomentAreOverAndLaterOnesAreGood() {
    Revocation revocation = Revocation.ofUser("u-1", 50, Role.SERVICE, 100);
    assertThat(revocation.covers("s-1", "u-1", Role.GUEST, 49)).isTrue();
    assertThat(revocation.covers("s-1", "u-1", Role.GUEST, 50)).isFalse();
    assertThat(revocation.covers("s-1", "u-2", Role.GUEST, 49)).isFalse();
    assertThat(revocation.covers("u-1", "u-2", Role.GUEST, 49)).as("a token of that id").isFalse();
  }

  @Test
  void nobodyEndsTheSessionsOfAHigherRoleThanTheirOwn() {
    Revocation revocation = Revocation.ofUser("u-1", 50, Role.MODERATOR, 100);
    assertThat(revocation.covers("s-1", "u-1", Role.MEMBER, 5)).isTrue();
    assertThat(revocation.covers("s-1", "u-1", Role.MODERATOR, 5)).isTrue();
    assertThat(revocation.covers("s-1", "u-1", Role.ADMIN, 5)).isFalse();
  }

  @Test
  void itStandsOnTheWireAsTheContractSays() {
    assertThat(Revocation.ofSession("s-1", 7).toJson())
        .isEqualTo(new JsonObject().put("session", "s-1").put("until", 7L));
    assertThat(Revocation.ofUser("u-1", 5, Role.ADMIN, 7).toJson())
        .isEqualTo(
            new JsonObject()
                .put("user", "u-1")
                .put("issuedBefore", 5L)
                .put("upTo", "admin")
                .put("until", 7L));
  }

  @Test
  void whatIsRevokedMustBePlain() {
    JsonObject none = new JsonObject().put("until", 7);
    JsonObject session = none.copy().put("session", "s-1");
    JsonObject user = none.copy().put("user", "u-1");
    assertRefused("session: must be given or user, and not both", none);
    assertRefused(
        "session: must be given or user, and not both",
        session.copy().put("user", "u-1").put("issuedBefore", 5));
    assertRefused("issuedBefore: comes with user, and only with it", user);
    assertRefused(
        "issuedBefore: comes with user, and only with it", session.copy().put("issuedBefore", 5));
    assertRefused("upTo: comes with user, and only with it", user.copy().put("issuedBefore", 5));
    assertRefused(
        "upTo: must be a role", user.copy().put("issuedBefore", 5).put("upTo", "emperor"));
    assertRefused("until: is required", new JsonObject().put("session", "s-1"));
    assertRefused("until: must be within 0 and " + Long.MAX_VALUE, session.copy().put("until", -1));
  }

  private static void assertRefused(String message, JsonObject json) {
    assertBadInput(message, () -> Revocation.fromJson(json));
  }
}
