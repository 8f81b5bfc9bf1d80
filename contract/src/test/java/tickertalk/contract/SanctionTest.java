package tickertalk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tickertalk.contract.Sanction.Kind;

@Timeout(10)
class SanctionTest {
  private static final Optional<String> LOBBY = Optional.of("lobby");
  private static final Caller ALICE = new Caller(new Person("u-1", "alice"), Role.GUEST);

  private static Sanction sanction(Kind kind, Optional<String> room, long until) {
    return new Sanction(kind, "u-1", room, until, Role.MODERATOR, Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "MODERATOR, GUEST, true",
    "MODERATOR, MEMBER, true",
    "MODERATOR, MODERATOR, false",
    "MODERATOR, ADMIN, false",
    "MODERATOR, SERVICE, false",
    "ADMIN, MODERATOR, true",
    "ADMIN, ADMIN, true",
    "SERVICE, ADMIN, true",
    "MEMBER, GUEST, false",
    "GUEST, GUEST, false"
  })
  void whoDecidesAboutWhom(Role by, Role about, boolean may) {
    assertThat(by.moderates(about)).isEqualTo(may);
    Sanction sanction = new Sanction(Kind.BAN, "u-1", LOBBY, 9, by, Optional.empty());
    assertThat(sanction.binds(new Caller(ALICE.person(), about), "lobby")).isEqualTo(may);
  }

  @Test
  void itHoldsForThePersonAndTheRoomAndWithoutOneForAll() {
    assertThat(sanction(Kind.MUTE, LOBBY, 9).binds(ALICE, "lobby")).isTrue();
    assertThat(sanction(Kind.MUTE, LOBBY, 9).binds(ALICE, "attic")).isFalse();
    assertThat(sanction(Kind.BAN, Optional.empty(), 9).binds(ALICE, "attic")).isTrue();
    Caller namesake = new Caller(new Person("u-2", "alice"), Role.GUEST);
    assertThat(sanction(Kind.MUTE, LOBBY, 9).binds(namesake, "lobby")).isFalse();
  }

  @Test
  void thePersonIsToldUntilWhenAndWhy() {
    Sanction mute =
        new Sanction(
            Kind.MUTE, "u-1", LOBBY, 1_763_740_800_999L, Role.ADMIN, Optional.of("too loud"));
    assertThat(mute.refusal().code()).isEqualTo(ErrorCode.NOT_ALLOWED);
    assertThat(mute.refusal())
        .hasMessage("room: you are muted in \"lobby\" until 2025-11-21T16:00:00Z: too loud");
    assertThat(sanction(Kind.BAN, Optional.empty(), Sanction.FOR_GOOD).refusal())
        .hasMessage("room: you are banned from every room for good");
    assertThat(sanction(Kind.KICK, LOBBY, Sanction.LIFTED).refusal())
        .hasMessage("room: you are kicked from \"lobby\"");
  }

  @Test
  void itIsReadAsItWasWritten() {
    Sanction whole =
        new Sanction(Kind.BAN, "u-1", LOBBY, Sanction.FOR_GOOD, Role.SERVICE, Optional.of("spam"));
    for (Sanction sanction : List.of(whole, sanction(Kind.KICK, Optional.empty(), 0))) {
      JsonObject read = new JsonObject(sanction.toJson().encode());
      assertThat(Sanction.fromJson(read)).isEqualTo(sanction);
      assertThat(Sanctions.listOf(new JsonArray().add(read))).containsExactly(sanction);
    }
    Refusals.assertBadInput(
        "kind: must be mute, kick or ban",
        () -> Sanction.fromJson(whole.toJson().put("kind", "praise")));
  }

  @Test
  void theLastOfAKindUserAndRoomStandsUntilItIsOverOrLifted() {
    Sanctions sanctions = new Sanctions();
    sanctions.put(sanction(Kind.MUTE, LOBBY, 100));
    sanctions.put(sanction(Kind.MUTE, LOBBY, 50));
    sanctions.put(sanction(Kind.BAN, Optional.empty(), 70));
    assertThat(sanctions.on(ALICE, "lobby", 10, Kind.MUTE))
        .contains(sanction(Kind.MUTE, LOBBY, 50));
    assertThat(sanctions.on(ALICE, "lobby", 50, Kind.MUTE)).isEmpty();
    assertThat(sanctions.on(ALICE, "lobby", 10, Kind.MUTE, Kind.BAN).orElseThrow().kind())
        .as("the one that lasts longer")
        .isEqualTo(Kind.BAN);
    assertThat(sanctions.on(ALICE, "attic", 10, Kind.MUTE)).isEmpty();
    assertThat(sanctions.standing(Kind.BAN, "u-1", Optional.empty(), 10)).isPresent();
    assertThat(sanctions.standing(Kind.BAN, "u-1", LOBBY, 10)).isEmpty();

    sanctions.put(sanction(Kind.BAN, Optional.empty(), Sanction.LIFTED));
    assertThat(sanctions.all(Kind.BAN, 10)).isEmpty();
    sanctions.forgetWhatIsOver(50);
    assertThat(sanctions.all(Kind.MUTE, 10)).as("also for a clock that is late").isEmpty();
    sanctions.replaceAll(List.of(sanction(Kind.BAN, LOBBY, 70)));
    assertThat(sanctions.all(Kind.BAN, 10)).hasSize(1);
  }

  @Test
  void aRefusalForTheTimeBeingSaysWhenToComeAgain() {
    CommandException tooFast = CommandException.tooFast("room: slow mode", 1_500);
    assertThat(tooFast).hasMessage("room: slow mode, try again in 1500 ms");
    assertThat(CommandException.retryAfterMs(429, tooFast.getMessage())).hasValue(1_500);
    assertThat(CommandException.retryAfterMs(409, tooFast.getMessage())).isEmpty();
    CommandException away = CommandException.unavailable("chat has gone", 1_000);
    assertThat(away.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(CommandException.retryAfterMs(503, away.getMessage())).hasValue(1_000);
    assertThat(CommandException.retryAfterMs(429, "too fast")).isEmpty();
    assertThat(CommandException.retryAfterMs(429, null)).isEmpty();
  }

  @Test
  void settingsChangeWhatTheyNameAndNothingElse() {
    RoomSettings before =
        new RoomSettings(RoomAccess.MEMBERS, false, 5, 30, List.of("b", "a"), WordAction.HOLD);
    ChatSettings question = ChatSettings.fromJson(new JsonObject().put("room", "lobby"));
    assertThat(question.isQuestion()).isTrue();
    assertThat(question.of(before)).isEqualTo(before);
    ChatSettings change =
        ChatSettings.fromJson(
            new JsonObject()
                .put("room", "lobby")
                .put("archived", true)
                .put("slowModeSeconds", 0)
                .put("words", new JsonArray().add("x").add("x")));
    assertThat(change.isQuestion()).isFalse();
    assertThat(change.of(before))
        .isEqualTo(
            new RoomSettings(RoomAccess.MEMBERS, true, 0, 30, List.of("x"), WordAction.HOLD));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'room':'lobby','slowModeSeconds':21601}; slowModeSeconds: must be within 0 and 21600",
        "{'room':'lobby','retentionDays':-1}; retentionDays: must be within 0 and 36500",
        "{'room':'lobby','wordAction':'burn'}; wordAction: must be mask or hold",
        "{'room':'lobby','access':'nobody'}; access: must be public or members",
        "{'room':'lobby','words':'scam'}; words: must be an array of strings",
        "{'room':'lobby','words':[7]}; words: must be a string",
        "{'room':'lobby','words':[' ']}; words: must not be empty",
        "{'room':'lobby','archived':1}; archived: must be true or false"
      })
  void whatIsWrongIsNamed(String json, String message) {
    JsonObject settings = new JsonObject(json.replace('\'', '"'));
    Refusals.assertBadInput(message, () -> ChatSettings.fromJson(settings));
  }
}
