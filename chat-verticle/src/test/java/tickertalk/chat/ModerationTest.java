package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static tickertalk.chat.FakeBridge.await;
import static tickertalk.chat.FakeBridge.next;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tickertalk.contract.Caller;
import tickertalk.contract.ChatPost;
import tickertalk.contract.Command;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Internal;
import tickertalk.contract.MessageRefs;
import tickertalk.contract.NoticeSend;
import tickertalk.contract.Person;
import tickertalk.contract.Role;
import tickertalk.contract.Sanction;
import tickertalk.contract.Sanctions;
import tickertalk.storage.Database;
import tickertalk.storage.Databases;
import tickertalk.storage.Leases;

/** Those who moderate, and whom it is about. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class ModerationTest {
  private static final Optional<Caller> ALICE = somebody("u-1", Role.GUEST);
  private static final Optional<Caller> BOB = somebody("u-2", Role.GUEST);
  private static final Optional<Caller> MONA = somebody("key:mona", Role.MODERATOR);
  private static final Optional<Caller> MAX = somebody("key:max", Role.MODERATOR);
  private static final Optional<Caller> ADMIN = somebody("key:ada", Role.ADMIN);
  private static final String NO_STAFF = "role: must be moderator, admin or service";

  private final Database database = Databases.sqlite();
  private Vertx vertx;
  private FakeBridge bridge;
  private String deployment;

  private static Optional<Caller> somebody(String id, Role role) {
    return Optional.of(new Caller(new Person(id, "name of " + id), role));
  }

  @BeforeEach
  void deploy(Vertx injected) throws TimeoutException {
    vertx = injected;
    bridge = new FakeBridge(vertx);
    deployment = deploy();
  }

  private String deploy() throws TimeoutException {
    ChatConfig config = ChatConfig.of(List.of("lobby", "attic"));
    return await(
        vertx.deployVerticle(new ChatVerticle(config, database, Leases.alone().of("chat"))));
  }

  private void anotherTakesOver() throws TimeoutException {
    await(vertx.undeploy(deployment));
    deployment = deploy();
  }

  @AfterEach
  void close() throws TimeoutException {
    await(vertx.close());
    database.close();
  }

  private static JsonObject body(String room) {
    return new JsonObject().put("room", room);
  }

  private static JsonObject post(String text) {
    return body("lobby").put("id", UUID.randomUUID().toString()).put("text", text);
  }

  private static JsonObject about(Optional<Caller> person) {
    return body("lobby").put("user", person.orElseThrow().person().id());
  }

  private long say(Optional<Caller> who, String text) throws TimeoutException {
    return bridge.ask(Command.CHAT_POST, post(text), who).getLong("seq");
  }

  private ReplyException refused(Command command, JsonObject body, Optional<Caller> who) {
    ReplyException refusal =
        catchThrowableOfType(ReplyException.class, () -> bridge.ask(command, body, who));
    assertThat(refusal).as("%s %s is refused", command, body).isNotNull();
    return refusal;
  }

  private void assertMayNotSay(int code, String message, Optional<Caller> who) {
    ReplyException refusal = refused(Command.CHAT_POST, post("anything"), who);
    assertThat(refusal.failureCode()).isEqualTo(code);
    assertThat(refusal.getMessage()).matches(message);
  }

  private List<String> actions(JsonObject query) throws TimeoutException {
    return bridge.ask(Command.CHAT_AUDIT, query, ADMIN).getJsonArray("actions").stream()
        .map(JsonObject.class::cast)
        .map(
            it ->
                it.getJsonObject("by").getString("id")
                    + " "
                    + it.getString("action")
                    + " "
                    + it.getString("user"))
        .toList();
  }

  private JsonObject settings(JsonObject change) throws TimeoutException {
    return bridge.ask(Command.CHAT_SETTINGS, change, MONA);
  }

  @Test
  void whoQuotesMessagesHearsWhichOfThemAreDeleted() throws Exception {
    JsonObject kept = bridge.ask(Command.CHAT_POST, post("kept"), ALICE);
    long deleted = say(ALICE, "deleted");
    JsonObject delete = body("lobby").put("id", UUID.randomUUID().toString()).put("seq", deleted);
    bridge.ask(Command.CHAT_DELETE, delete, ALICE);
    String epoch = kept.getString("epoch");
    MessageRefs quoted = new MessageRefs("lobby", epoch, List.of(kept.getLong("seq"), deleted));

    assertThat(MessageRefs.fromJson(bridge.ask(Internal.CHAT_GONE, quoted.toJson())))
        .isEqualTo(new MessageRefs("lobby", epoch, List.of(deleted)));
  }

  @Test
  void whoeverTakesOverServesSinceThen() throws Exception {
    long before = servingMs();
    long later = servingMs();
    assertThat(later).isGreaterThanOrEqualTo(before);
    long begun = System.nanoTime();
    anotherTakesOver();
    assertThat(Duration.ofMillis(servingMs()))
        .isLessThanOrEqualTo(Duration.ofNanos(System.nanoTime() - begun));
  }

  private long servingMs() throws TimeoutException {
    return bridge.ask(Internal.CHAT_PULSE, new JsonObject()).getLong("servingMs");
  }

  // People

  @Test
  void whoIsMutedReadsAndDoesNotWriteUntilThatIsLifted() throws Exception {
    JsonObject committed = post("before");
    long seq = bridge.ask(Command.CHAT_POST, committed, ALICE).getLong("seq");
    JsonObject mute = about(ALICE).put("minutes", 10).put("reason", "too loud");
    assertThat(bridge.ask(Command.CHAT_MUTE, mute, MONA)).isEmpty();

    String message =
        "room: you are muted in \"lobby\" until \\d{4}-\\d\\d-\\d\\dT[\\d:]{8}Z: too loud";
    assertMayNotSay(403, message, ALICE);
    JsonObject typing = body("lobby").put("typing", true);
    assertThat(refused(Command.TYPING_SET, typing, ALICE).failureCode()).isEqualTo(403);
    assertThat(bridge.ask(Command.CHAT_HISTORY, body("lobby"), ALICE).getJsonArray("entries"))
        .hasSize(1);
    assertThat(bridge.ask(Command.CHAT_POST, committed, ALICE).getLong("seq"))
        .as("what was said before is told again to who asks again")
        .isEqualTo(seq);
    say(BOB, "I may");
    bridge.ask(Command.CHAT_POST, post("elsewhere").put("room", "attic"), ALICE);

    bridge.ask(Command.CHAT_MUTE, about(ALICE).put("minutes", 0), MONA);
    say(ALICE, "I may again");
    assertThat(actions(body("lobby"))).containsExactly("key:mona unmute u-1", "key:mona mute u-1");
  }

  @Test
  void aBanKeepsFromReadingAndWritingAndTheBridgesHearOfIt() throws Exception {
    BlockingQueue<JsonObject> told = bridge.events(Internal.CHAT_SANCTIONED);
    bridge.ask(Command.CHAT_BAN, about(ALICE).put("reason", "spam"), MONA);
    JsonObject ban =
        new JsonObject()
            .put("kind", "ban")
            .put("user", "u-1")
            .put("room", "lobby")
            .put("until", Long.MAX_VALUE)
            .put("by", "moderator")
            .put("reason", "spam");
    assertThat(next(told)).isEqualTo(ban);
    assertMayNotSay(403, "room: you are banned from \"lobby\" for good: spam", ALICE);
    assertThat(refused(Command.CHAT_HISTORY, body("lobby"), ALICE).failureCode()).isEqualTo(403);
    bridge.ask(Command.CHAT_POST, post("elsewhere").put("room", "attic"), ALICE);
    assertThat(bridge.ask(Internal.CHAT_RULES, new JsonObject()))
        .isEqualTo(
            new JsonObject()
                .put("bans", new JsonArray().add(ban))
                .put("membersRooms", new JsonArray()));

    bridge.ask(Command.CHAT_BAN, about(ALICE).put("minutes", 0), MONA);
    assertThat(next(told).getLong("until")).isZero();
    say(ALICE, "I may again");
  }

  @Test
  void aBanWithoutARoomIsFromAllOfThem() throws Exception {
    bridge.ask(Command.CHAT_BAN, new JsonObject().put("user", "u-1").put("minutes", 5), MONA);
    for (String room : List.of("lobby", "attic")) {
      assertThat(refused(Command.CHAT_POST, post("x").put("room", room), ALICE).getMessage())
          .startsWith("room: you are banned from every room until 20");
    }
    JsonObject own = body("cellar").put("title", "My cellar");
    assertThat(refused(Command.CHAT_OPEN, own, ALICE).failureCode()).isEqualTo(403);
    say(BOB, "I may");
  }

  @Test
  void aKickIsToldAndNotedAndKeepsNobodyFromComingAgain() throws Exception {
    BlockingQueue<JsonObject> told = bridge.events(Internal.CHAT_SANCTIONED);
    bridge.ask(Command.CHAT_KICK, about(ALICE), MONA);
    assertThat(next(told).getString("kind")).isEqualTo("kick");
    say(ALICE, "here I am again");
    assertThat(actions(new JsonObject())).containsExactly("key:mona kick u-1");
    assertThat(bridge.ask(Internal.CHAT_RULES, new JsonObject()).getJsonArray("bans")).isEmpty();
  }

  @Test
  void otherServicesHearWhichOfSomePeopleAreBannedFromARoom() throws Exception {
    bridge.ask(Command.CHAT_BAN, about(ALICE), MONA);
    bridge.ask(Command.CHAT_BAN, new JsonObject().put("user", "u-2"), ADMIN);
    bridge.ask(Command.CHAT_BAN, about(MAX), ADMIN);
    JsonArray users = new JsonArray().add("u-1").add("u-2").add("u-3");

    assertThat(bannedOf(users, "lobby")).containsExactly("u-1", "u-2");
    assertThat(bannedOf(users, "attic")).containsExactly("u-2");
    assertThat(bridge.ask(Internal.CHAT_ROOM, body("lobby")).containsKey("bans")).isFalse();
  }

  private List<String> bannedOf(JsonArray users, String room) throws TimeoutException {
    JsonObject found = bridge.ask(Internal.CHAT_ROOM, body(room).put("users", users));
    return Sanctions.listOf(found.getJsonArray("bans")).stream().map(Sanction::user).toList();
  }

  @Test
  void whatWasDecidedStandsWhenAnotherTakesOverAndIsToldAgain() throws Exception {
    bridge.ask(Command.CHAT_MUTE, about(ALICE).put("minutes", 10), MONA);
    bridge.ask(Command.CHAT_BAN, about(BOB), MONA);
    settings(body("lobby").put("slowModeSeconds", 60).put("words", new JsonArray().add("scam")));
    settings(body("attic").put("archived", true).put("access", "members"));
    BlockingQueue<JsonObject> told = bridge.events(Internal.CHAT_SANCTIONED);

    anotherTakesOver();

    assertThat(next(told).getString("user")).isEqualTo("u-2");
    assertMayNotSay(403, "room: you are muted in \"lobby\".*", ALICE);
    assertMayNotSay(403, "room: you are banned from \"lobby\".*", BOB);
    assertThat(settings(body("lobby")))
        .isEqualTo(
            new JsonObject()
                .put("access", "public")
                .put("archived", false)
                .put("slowModeSeconds", 60)
                .put("retentionDays", 0)
                .put("words", new JsonArray().add("scam"))
                .put("wordAction", "mask"));
    assertThat(settings(body("attic")).getBoolean("archived")).isTrue();
    assertThat(bridge.ask(Internal.CHAT_RULES, new JsonObject()).getJsonArray("membersRooms"))
        .containsExactly("attic");
    assertThat(refused(Command.CHAT_MUTE, about(MONA).put("minutes", 1), MAX).failureCode())
        .as("who is of the staff is known still")
        .isEqualTo(403);
  }

  @Test
  void aModeratorDecidesNothingAboutModeratorsAndAdminsAndAnAdminDoes() throws Exception {
    for (Optional<Caller> staff : List.of(MONA, ADMIN)) {
      say(staff, "I am here");
      String role = staff.orElseThrow().role().wireName();
      bridge.assertRefused(
          403,
          "user: only an admin decides about a " + role,
          Command.CHAT_MUTE,
          about(staff).put("minutes", 5),
          MAX);
      assertThat(refused(Command.CHAT_BAN, about(staff), MAX).failureCode()).isEqualTo(403);
      assertThat(refused(Command.CHAT_KICK, about(staff), MAX).failureCode()).isEqualTo(403);
    }
    assertThat(actions(new JsonObject())).as("nothing was done").isEmpty();
    bridge.ask(Command.CHAT_MUTE, about(MONA).put("minutes", 5), ADMIN);
    assertMayNotSay(403, "room: you are muted.*", MONA);
    bridge.assertRefused(
        403,
        "user: only an admin changes what an admin decided",
        Command.CHAT_MUTE,
        about(ALICE).put("minutes", 0),
        mutedByAnAdmin());
    bridge.assertRefused(
        409, "user: is yourself", Command.CHAT_MUTE, about(ADMIN).put("minutes", 5), ADMIN);
  }

  private Optional<Caller> mutedByAnAdmin() throws TimeoutException {
    bridge.ask(Command.CHAT_MUTE, about(ALICE).put("minutes", 5), ADMIN);
    return MAX;
  }

  /** Nobody knew who they are when it was decided. */
  @Test
  void whatAModeratorDecidedDoesNotHoldForSomebodyWhoTurnsOutToBeOne() throws Exception {
    bridge.ask(Command.CHAT_MUTE, about(MAX).put("minutes", 5), MONA);
    say(MAX, "I am a moderator too");
  }

  @Test
  void guestsAndMembersModerateNobody() {
    for (Role role : List.of(Role.GUEST, Role.MEMBER)) {
      Optional<Caller> caller = somebody("u-9", role);
      for (Command command :
          List.of(
              Command.CHAT_MUTE,
              Command.CHAT_KICK,
              Command.CHAT_BAN,
              Command.CHAT_REPORTS,
              Command.CHAT_RESOLVE,
              Command.CHAT_SETTINGS,
              Command.CHAT_AUDIT)) {
        bridge.assertRefused(403, NO_STAFF, command, about(ALICE).put("minutes", 1), caller);
      }
    }
  }

  @Test
  void aModeratorOfSomeRoomsModeratesThose() throws Exception {
    Optional<Caller> ofTheAttic =
        Optional.of(new Caller(new Person("m", "m"), Role.MODERATOR, Optional.of(Set.of("attic"))));
    bridge.ask(Command.CHAT_KICK, about(ALICE).put("room", "attic"), ofTheAttic);
    bridge.ask(Command.CHAT_KICK, about(ALICE), MONA);
    assertThat(refused(Command.CHAT_KICK, about(ALICE), ofTheAttic).failureCode()).isEqualTo(403);
    JsonObject everywhere = new JsonObject().put("user", "u-1");
    bridge.assertRefused(
        403, "room: this session is for some rooms only", Command.CHAT_BAN, everywhere, ofTheAttic);
    assertThat(bridge.ask(Command.CHAT_AUDIT, new JsonObject(), ofTheAttic).getJsonArray("actions"))
        .hasSize(1);
  }

  @Test
  void aRoomThatIsNotThereIs404AndNothingIsNoted() throws Exception {
    JsonObject mute = about(ALICE).put("room", "nowhere").put("minutes", 5);
    for (Command command :
        List.of(Command.CHAT_MUTE, Command.CHAT_KICK, Command.CHAT_BAN, Command.CHAT_SETTINGS)) {
      bridge.assertRefused(404, "room: no such room \"nowhere\"", command, mute, MONA);
    }
    assertThat(actions(new JsonObject())).isEmpty();
  }

  @Test
  void aModeratorWhoIsBannedFromARoomDecidesNothingThere() throws Exception {
    long seq = say(ALICE, "something bad");
    bridge.ask(Command.CHAT_REPORT, body("lobby").put("seq", seq), BOB);
    JsonObject done = new JsonObject().put("report", onlyReport().getLong("id"));
    bridge.ask(Command.CHAT_BAN, about(MAX), ADMIN);
    JsonObject decision = about(ALICE).put("minutes", 5);
    for (Command command :
        List.of(
            Command.CHAT_MUTE,
            Command.CHAT_KICK,
            Command.CHAT_BAN,
            Command.CHAT_SETTINGS,
            Command.CHAT_AUDIT,
            Command.CHAT_REPORTS)) {
      assertThat(refused(command, decision, MAX).getMessage())
          .as("%s", command)
          .startsWith("room: you are banned from \"lobby\"");
    }
    assertThat(refused(Command.CHAT_RESOLVE, done, MAX).failureCode()).isEqualTo(403);
    bridge.ask(Command.CHAT_KICK, about(ALICE).put("room", "attic"), MAX);
    bridge.ask(Command.CHAT_AUDIT, new JsonObject(), MAX);

    bridge.ask(Command.CHAT_BAN, new JsonObject().put("user", "key:max"), ADMIN);
    for (Command command : List.of(Command.CHAT_BAN, Command.CHAT_AUDIT, Command.CHAT_REPORTS)) {
      assertThat(refused(command, new JsonObject().put("user", "u-1"), MAX).getMessage())
          .as("%s", command)
          .startsWith("room: you are banned from every room");
    }
  }

  /** The page of one room was refused, and that of all rooms had its texts. */
  @Test
  void aModeratorWhoIsBannedFromARoomSeesNothingOfItAmongTheReportsOfAllRooms() throws Exception {
    long seq = say(ALICE, "something bad");
    bridge.ask(Command.CHAT_REPORT, body("lobby").put("seq", seq), BOB);
    long elsewhere =
        bridge.ask(Command.CHAT_POST, post("bad too").put("room", "attic"), ALICE).getLong("seq");
    bridge.ask(Command.CHAT_REPORT, body("attic").put("seq", elsewhere), BOB);
    assertThat(roomsReportedTo(MAX)).containsExactly("attic", "lobby");

    bridge.ask(Command.CHAT_BAN, about(MAX), ADMIN);

    assertThat(roomsReportedTo(MAX)).containsExactly("attic");
    assertThat(roomsReportedTo(MONA)).containsExactly("attic", "lobby");
    assertThat(bridge.ask(Command.CHAT_AUDIT, new JsonObject(), MAX).getJsonArray("actions"))
        .isEmpty();
  }

  private List<String> roomsReportedTo(Optional<Caller> who) throws TimeoutException {
    return bridge.ask(Command.CHAT_REPORTS, new JsonObject(), who).getJsonArray("reports").stream()
        .map(report -> ((JsonObject) report).getString("room"))
        .toList();
  }

  // Rooms

  @Test
  void aRoomIsNotListedToWhoIsBannedFromIt() throws Exception {
    bridge.ask(Command.CHAT_BAN, about(ALICE), MONA);
    assertThat(roomsListedTo(ALICE)).containsExactly("attic");
    assertThat(roomsListedTo(BOB)).containsExactly("attic", "lobby");
    assertThat(roomsListedTo(Optional.empty())).containsExactly("attic", "lobby");

    bridge.ask(Command.CHAT_BAN, about(ALICE).put("minutes", 0), MONA);
    assertThat(roomsListedTo(ALICE)).containsExactly("attic", "lobby");
  }

  private List<String> roomsListedTo(Optional<Caller> who) throws TimeoutException {
    return bridge.ask(Command.CHAT_ROOMS, new JsonObject(), who).getJsonArray("rooms").stream()
        .map(room -> ((JsonObject) room).getString("room"))
        .toList();
  }

  @Test
  void aRoomThatSomebodyOpensIsKnownFromThenOn() throws Exception {
    Optional<Caller> member = somebody("u-3", Role.MEMBER);
    JsonObject club = body("club").put("title", "Club").put("access", "members");
    bridge.ask(Command.CHAT_OPEN, club, member);
    // So it is not read again.
    database.transact(sql -> sql.update("update chat_room set access = 'public'"));
    assertThat(refused(Command.CHAT_HISTORY, body("club"), ALICE).failureCode()).isEqualTo(403);
  }

  @Test
  void inSlowModeEverybodyWaitsButThoseWhoModerate() throws Exception {
    settings(body("lobby").put("slowModeSeconds", 600));
    JsonObject first = post("first");
    long seq = bridge.ask(Command.CHAT_POST, first, ALICE).getLong("seq");
    assertThat(bridge.ask(Command.CHAT_POST, first, ALICE).getLong("seq")).isEqualTo(seq);
    ReplyException tooFast = refused(Command.CHAT_POST, post("second"), ALICE);
    assertThat(tooFast.failureCode()).isEqualTo(429);
    assertThat(CommandException.retryAfterMs(429, tooFast.getMessage()).orElseThrow())
        .isBetween(500_000L, 600_000L);
    say(BOB, "my first");
    say(MONA, "one");
    say(MONA, "two");
    settings(body("lobby").put("slowModeSeconds", 0));
    say(ALICE, "third");
  }

  @Test
  void whoSaysTheSameAgainAndAgainIsSlowedDown() throws Exception {
    for (int i = 0; i < 4; i++) {
      say(ALICE, "buy my wonderful coin now!" + "!".repeat(i));
    }
    ReplyException flood = refused(Command.CHAT_POST, post("Buy my wonderful coin now 🚀"), ALICE);
    assertThat(flood.failureCode()).isEqualTo(429);
    assertThat(flood.getMessage()).startsWith("text: said again and again, try again in ");
    say(ALICE, "something else");
  }

  @Test
  void unwantedWordsAreMaskedInTheLogItself() throws Exception {
    BlockingQueue<JsonObject> told = bridge.events("chat.room.lobby");
    settings(body("lobby").put("words", new JsonArray().add("scam").add("바보")));
    say(ALICE, "너 바보야? SCAM!");
    assertThat(next(told).getString("text")).isEqualTo("너 **야? ****!");
    say(MONA, "scam is not to be said");
    assertThat(next(told).getString("text")).isEqualTo("scam is not to be said");
  }

  @Test
  void aMessageThatIsHeldIsPostedUnderItsAuthorsNameWhenAModeratorLetsItIn() throws Exception {
    BlockingQueue<JsonObject> told = bridge.events("chat.room.lobby");
    settings(body("lobby").put("words", new JsonArray().add("scam")).put("wordAction", "hold"));
    JsonObject held = post("is this a scam?");
    for (int i = 0; i < 2; i++) {
      bridge.assertRefused(409, "text: waits for a moderator", Command.CHAT_POST, held, ALICE);
    }
    JsonObject report = onlyReport();
    assertThat(report.getString("kind")).isEqualTo("held");
    assertThat(report.getString("text")).isEqualTo("is this a scam?");
    assertThat(report.getJsonObject("by")).isEqualTo(ALICE.orElseThrow().person().toJson());

    JsonObject letIn = new JsonObject().put("report", report.getLong("id")).put("post", true);
    bridge.ask(Command.CHAT_RESOLVE, letIn, MONA);
    JsonObject entry = next(told);
    assertThat(entry.getString("id")).isEqualTo(held.getString("id"));
    assertThat(entry.getJsonObject("from")).isEqualTo(ALICE.orElseThrow().person().toJson());
    assertThat(bridge.ask(Command.CHAT_POST, held, ALICE).getLong("seq"))
        .as("who sends it again hears that it was said")
        .isEqualTo(entry.getLong("seq"));
    assertThat(reports()).isEmpty();
    assertThat(refused(Command.CHAT_RESOLVE, letIn, MONA).failureCode()).isEqualTo(404);

    bridge.assertRefused(409, "text: waits for a moderator", Command.CHAT_POST, post("SCAM"), BOB);
    bridge.ask(
        Command.CHAT_RESOLVE, new JsonObject().put("report", onlyReport().getLong("id")), MONA);
    assertThat(actions(body("lobby")))
        .containsExactly("key:mona drop u-2", "key:mona release u-1", "key:mona settings null");
  }

  @Test
  void whatWasLetInByOneWhoDiedBeforeItWasPostedIsPostedByTheNext() throws Exception {
    settings(body("lobby").put("words", new JsonArray().add("scam")).put("wordAction", "hold"));
    refused(Command.CHAT_POST, post("a scam"), ALICE);
    await(vertx.undeploy(deployment));
    database.transact(sql -> sql.update("update chat_report set state = 'released'"));
    BlockingQueue<JsonObject> told = bridge.events("chat.room.lobby");
    deployment = deploy();
    assertThat(next(told).getString("text")).isEqualTo("a scam");
    anotherTakesOver();
    assertThat(say(BOB, "once")).isEqualTo(2);
  }

  /** The text is nowhere else. */
  @Test
  void whatWasLetInAndCouldNotBeWrittenIsKeptAndPostedLater() throws Exception {
    settings(body("lobby").put("words", new JsonArray().add("scam")).put("wordAction", "hold"));
    refused(Command.CHAT_POST, post("a scam"), ALICE);
    await(vertx.undeploy(deployment));
    database.transact(sql -> sql.update("update chat_report set state = 'released'"));
    LogWriter disk = new LogWriter(database, new People(), Clock.systemUTC());
    List<Throwable> failures = new ArrayList<>(List.of(new IllegalStateException("broken")));
    failures.add(new CommandException(ErrorCode.UNAVAILABLE, "full"));
    ReportLog log = new ReportLog(database, new AuditTrail(Clock.systemUTC()), Clock.systemUTC());
    Reports reports = reports(log, drafts -> failing(failures, disk, drafts));
    for (int i = 0; i < 2; i++) {
      await(reports.postReleased());
      assertThat(log.released()).as("after failure %d", i).hasSize(1);
    }
    await(reports.postReleased());
    assertThat(log.released()).isEmpty();
    deployment = deploy();
    assertThat(say(BOB, "next")).isEqualTo(2);
  }

  /** It was tried again every minute, and its author waited. */
  @Test
  void whatWasLetInAndTheDatabaseNeverTakesIsGivenUpAndItsAuthorIsTold() throws Exception {
    settings(body("lobby").put("words", new JsonArray().add("scam")).put("wordAction", "hold"));
    refused(Command.CHAT_POST, post("a scam"), ALICE);
    await(vertx.undeploy(deployment));
    // Nobody without a name is written down.
    database.transact(sql -> sql.update("update chat_report set state = 'released', name = ''"));
    BlockingQueue<JsonObject> notices = bridge.events(Internal.NOTICE_SEND);

    deployment = deploy();

    assertThat(NoticeSend.fromJson(next(notices)))
        .isEqualTo(
            new NoticeSend(
                Optional.of("u-1"),
                "Your message in lobby was let in, and could not be posted:"
                    + " the room's log does not take this as it is"));
    ReportLog log = new ReportLog(database, new AuditTrail(Clock.systemUTC()), Clock.systemUTC());
    assertThat(log.released()).isEmpty();
    assertThat(say(BOB, "once")).isEqualTo(1);
  }

  private static List<Outcome> failing(
      List<Throwable> failures, LogWriter disk, List<Draft> drafts) {
    if (failures.isEmpty()) {
      return disk.append(drafts);
    }
    Throwable failure = failures.remove(0);
    if (failure instanceof CommandException refusal) {
      return List.of(new Outcome.Refused(refusal));
    }
    throw (IllegalStateException) failure;
  }

  private Reports reports(ReportLog log, GroupCommit.Writer writer) {
    HouseRules rules = new HouseRules();
    SanctionLog sanctions =
        new SanctionLog(database, new AuditTrail(Clock.systemUTC()), Clock.systemUTC());
    RoomLog rooms = new RoomLog(database, new People(), 10, Clock.systemUTC());
    return new Reports(
        vertx,
        log,
        rules,
        new Admission(vertx, rooms, sanctions, rules),
        new GroupCommit(vertx, ChatConfig.of(List.of("lobby")), writer, entries -> {}));
  }

  private List<JsonObject> reports() throws TimeoutException {
    return bridge.ask(Command.CHAT_REPORTS, new JsonObject(), MONA).getJsonArray("reports").stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private JsonObject onlyReport() throws TimeoutException {
    assertThat(reports()).hasSize(1);
    return reports().get(0);
  }

  @Test
  void aReportShowsWhatWasSaidAndByWhomUntilItIsDoneWith() throws Exception {
    long seq = say(ALICE, "something bad");
    JsonObject report = body("lobby").put("seq", seq).put("reason", "bad");
    bridge.ask(Command.CHAT_REPORT, report, BOB);
    bridge.ask(Command.CHAT_REPORT, report, BOB);
    assertThat(onlyReport().getLong("seq")).isEqualTo(seq);
    assertThat(onlyReport().getMap())
        .containsEntry("kind", "report")
        .containsEntry("text", "something bad")
        .containsEntry("reason", "bad");
    assertThat(onlyReport().getJsonObject("from")).isEqualTo(ALICE.orElseThrow().person().toJson());
    bridge.assertRefused(
        404, "seq: no such seq \"99\"", Command.CHAT_REPORT, report.copy().put("seq", 99), BOB);
    bridge.ask(
        Command.CHAT_RESOLVE, new JsonObject().put("report", onlyReport().getLong("id")), MONA);
    assertThat(reports()).isEmpty();
    assertThat(actions(body("lobby"))).containsExactly("key:mona dismiss null");
  }

  /** The page asked every half minute, and a moderator learnt of a report that late. */
  @Test
  void thoseWhoModerateAreToldWhenTheOpenReportsChange() throws Exception {
    BlockingQueue<JsonObject> told = bridge.events("notice.staff");
    JsonObject lookAnew = new JsonObject().put("kind", "reports");
    long seq = say(ALICE, "something bad");
    bridge.ask(Command.CHAT_REPORT, body("lobby").put("seq", seq), BOB);
    assertThat(next(told)).as("of a report").isEqualTo(lookAnew);

    bridge.ask(
        Command.CHAT_RESOLVE, new JsonObject().put("report", onlyReport().getLong("id")), MONA);
    assertThat(next(told)).as("of one that is closed").isEqualTo(lookAnew);

    settings(body("lobby").put("words", new JsonArray().add("scam")).put("wordAction", "hold"));
    bridge.assertRefused(
        409, "text: waits for a moderator", Command.CHAT_POST, post("a scam"), BOB);
    assertThat(next(told)).as("of a message that waits").isEqualTo(lookAnew);
  }

  @Test
  void whoMayNotWriteChangesNothingEither() throws Exception {
    long seq = say(ALICE, "as it was");
    List<Command> changes = List.of(Command.CHAT_EDIT, Command.CHAT_REACT, Command.CHAT_DELETE);
    JsonObject change = body("lobby").put("seq", seq).put("text", "other").put("emoji", "👍");
    bridge.ask(Command.CHAT_MUTE, about(ALICE).put("minutes", 5), MONA);
    for (Command command : changes) {
      JsonObject own = change.copy().put("id", UUID.randomUUID().toString()).put("on", true);
      assertThat(refused(command, own, ALICE).failureCode()).as("%s", command).isEqualTo(403);
    }
    settings(body("lobby").put("archived", true));
    for (Command command : changes) {
      JsonObject own = change.copy().put("id", UUID.randomUUID().toString()).put("on", true);
      assertThat(refused(command, own, MONA).failureCode()).as("%s", command).isEqualTo(409);
    }
  }

  @Test
  void anEditIsFilteredAsAMessageIs() throws Exception {
    BlockingQueue<JsonObject> told = bridge.events("chat.room.lobby");
    long seq = say(ALICE, "fine");
    settings(body("lobby").put("words", new JsonArray().add("scam")));
    JsonObject edit = body("lobby").put("seq", seq).put("text", "a scam");
    bridge.ask(Command.CHAT_EDIT, edit.copy().put("id", UUID.randomUUID().toString()), ALICE);
    next(told);
    assertThat(next(told).getString("text")).isEqualTo("a ****");
    settings(body("lobby").put("wordAction", "hold"));
    bridge.assertRefused(
        409,
        "text: has words that wait for a moderator, which an edit cannot",
        Command.CHAT_EDIT,
        edit.put("id", UUID.randomUUID().toString()),
        ALICE);
  }

  @Test
  void aModeratorsDeletionIsNotedAndAnAuthorsIsNot() throws Exception {
    for (Optional<Caller> deleter : List.of(MONA, ALICE)) {
      JsonObject deletion =
          body("lobby").put("seq", say(ALICE, "bad")).put("id", UUID.randomUUID().toString());
      bridge.ask(Command.CHAT_REPORT, body("lobby").put("seq", deletion.getLong("seq")), BOB);
      assertThat(reports().get(0).getString("text")).isEqualTo("bad");
      bridge.ask(Command.CHAT_DELETE, deletion, deleter);
      assertThat(reports().get(0).getString("text")).as("of a deleted one").isNull();
    }
    assertThat(actions(body("lobby"))).containsExactly("key:mona delete u-1");
  }

  @Test
  void anArchivedRoomIsReadAndNotWritten() throws Exception {
    say(ALICE, "the last word");
    settings(body("lobby").put("archived", true));
    String message = "room: \"lobby\" is archived, it can be read only";
    for (Optional<Caller> who : List.of(ALICE, MONA, ADMIN)) {
      bridge.assertRefused(409, message, Command.CHAT_POST, post("hello"), who);
    }
    assertThat(bridge.ask(Command.CHAT_HISTORY, body("lobby"), ALICE).getJsonArray("entries"))
        .hasSize(1);
    JsonObject listed =
        bridge.ask(Command.CHAT_ROOMS, new JsonObject(), ALICE).getJsonArray("rooms").stream()
            .map(JsonObject.class::cast)
            .filter(room -> room.getString("room").equals("lobby"))
            .findFirst()
            .orElseThrow();
    assertThat(listed.getBoolean("archived")).isTrue();
    settings(body("lobby").put("archived", false));
    say(ALICE, "after all");
  }

  @Test
  void aRoomThatIsForMembersFromNowOnIsShutToGuestsAtOnce() throws Exception {
    say(ALICE, "I am in");
    BlockingQueue<JsonObject> told = bridge.events(Internal.CHAT_ACCESS);
    settings(body("lobby").put("access", "members"));
    assertThat(next(told)).isEqualTo(body("lobby").put("access", "members"));
    assertMayNotSay(403, "room: \"lobby\" is for members only", ALICE);
    settings(body("lobby").put("access", "public"));
    say(ALICE, "I am in again");
  }

  @Test
  void oldEntriesGoAndTheSeqGoesOn() throws Exception {
    LogWriter longAgo =
        new LogWriter(database, new People(), Clock.offset(Clock.systemUTC(), Duration.ofDays(-3)));
    int old = 2 * Retention.BATCH + 7;
    longAgo.append(IntStream.range(0, old).mapToObj(i -> draft("old " + i)).toList());
    long first = say(ALICE, "young");
    assertThat(first).isEqualTo(old + 1);
    bridge.ask(Command.CHAT_POST, post("an answer").put("replyTo", 1), BOB);

    settings(body("lobby").put("retentionDays", 2));
    JsonObject page;
    do {
      page = bridge.ask(Command.CHAT_HISTORY, body("lobby"), ALICE);
    } while (page.getLong("first") != first); // a few at a time

    assertThat(page.getLong("last")).isEqualTo(first + 1);
    assertThat(page.getJsonArray("entries")).hasSize(2);
    assertThat(page.getJsonArray("entries").getJsonObject(1).getLong("replyTo")).isEqualTo(1);
    assertThat(say(ALICE, "next")).isEqualTo(first + 2);
  }

  private static Draft draft(String text) {
    return new Draft(
        new ChatPost("lobby", UUID.randomUUID().toString(), text, OptionalLong.empty()),
        ALICE.orElseThrow().person());
  }
}
