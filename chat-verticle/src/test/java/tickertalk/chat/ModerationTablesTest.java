package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tickertalk.chat.AuditTrail.Action;
import tickertalk.contract.AuditQuery;
import tickertalk.contract.Caller;
import tickertalk.contract.ChatEdit;
import tickertalk.contract.ChatPost;
import tickertalk.contract.ChatReact;
import tickertalk.contract.ChatReport;
import tickertalk.contract.ChatResolve;
import tickertalk.contract.ChatSettings;
import tickertalk.contract.CommandException;
import tickertalk.contract.Person;
import tickertalk.contract.Role;
import tickertalk.contract.RoomAccess;
import tickertalk.contract.Sanction;
import tickertalk.contract.Sanction.Kind;
import tickertalk.storage.Database;

/** What those who moderate decide, on both kinds of database. */
@Timeout(120)
class ModerationTablesTest {
  private static final Caller MONA = new Caller(new Person("key:mona", "Mona"), Role.MODERATOR);
  private static final Person ALICE = new Person("u-1", "alice");
  private static final AuditQuery ALL =
      new AuditQuery(Optional.empty(), OptionalLong.empty(), AuditQuery.MAX_LIMIT);

  private static Clock at(long nowMs) {
    return Clock.fixed(Instant.ofEpochMilli(nowMs), ZoneOffset.UTC);
  }

  private static AuditTrail audit(Database database) {
    database.migrate("chat");
    RoomLog log = new RoomLog(database, new People(), 10, at(1));
    log.open("lobby", "Lobby", RoomAccess.PUBLIC);
    log.open("attic", "Attic", RoomAccess.MEMBERS);
    return new AuditTrail(at(7));
  }

  private static Sanction sanction(Kind kind, Optional<String> room, long until) {
    return new Sanction(kind, "u-1", room, until, Role.MODERATOR, Optional.of("spam"));
  }

  private static final Action ABOUT_NO_ROOM =
      new Action("unban", Optional.empty(), Optional.of("u-1"), Optional.empty());

  private static Action action(String name) {
    return new Action(name, Optional.of("lobby"), Optional.of("u-1"), Optional.empty());
  }

  private static List<Sanction> standing(Database database, long nowMs) {
    return database.read(sql -> SanctionLog.sanctions(sql, nowMs));
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void aDecisionStandsUntilItIsReplacedLiftedOrOver(Database database) {
    SanctionLog log = new SanctionLog(database, audit(database), at(10));
    Sanction mute = sanction(Kind.MUTE, Optional.of("lobby"), 100);
    Sanction ban = sanction(Kind.BAN, Optional.empty(), Sanction.FOR_GOOD);
    log.decide(MONA, sanction(Kind.MUTE, Optional.of("lobby"), 50), action("mute"));
    log.decide(MONA, mute, action("mute"));
    log.decide(MONA, ban, action("ban"));
    assertThat(standing(database, 99)).containsExactlyInAnyOrder(mute, ban);
    assertThat(standing(database, 100)).containsExactly(ban);
    log.decide(MONA, sanction(Kind.BAN, Optional.empty(), Sanction.LIFTED), action("unban"));
    assertThat(standing(database, 10)).containsExactly(mute);
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void whatIsNotDoneIsNotNotedAndWhatIsNotNotedIsNotDone(Database database) {
    AuditTrail audit = audit(database);
    SanctionLog log = new SanctionLog(database, audit, at(10));
    assertThatThrownBy(
            () -> log.decide(MONA, sanction(Kind.MUTE, Optional.of("nowhere"), 50), action("mute")))
        .isInstanceOf(CommandException.class);
    Action unwritable = new Action("", Optional.empty(), Optional.empty(), Optional.empty());
    Sanction mute = sanction(Kind.MUTE, Optional.of("lobby"), 50);
    assertThatThrownBy(() -> log.decide(MONA, mute, unwritable)).isNotNull();
    assertThat(standing(database, 10)).isEmpty();
    assertThat(audit.page(database, ALL, Reach.ALL).getJsonArray("actions")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void theTrailIsReadByRoomAndPageByPage(Database database) {
    AuditTrail audit = audit(database);
    SanctionLog log = new SanctionLog(database, audit, at(10));
    for (String room : List.of("lobby", "attic", "lobby")) {
      log.decide(
          MONA,
          sanction(Kind.KICK, Optional.of(room), Sanction.LIFTED),
          new Action("kick", Optional.of(room), Optional.of("u-1"), Optional.of("spam")));
    }
    JsonArray all = audit.page(database, ALL, Reach.ALL).getJsonArray("actions");
    assertThat(all).hasSize(3);
    JsonObject newest = all.getJsonObject(0);
    assertThat(newest)
        .isEqualTo(
            new JsonObject()
                .put("id", newest.getLong("id"))
                .put("at", 7L)
                .put("by", MONA.person().toJson())
                .put("action", "kick")
                .put("room", "lobby")
                .put("user", "u-1")
                .put("detail", "spam"));
    AuditQuery next =
        new AuditQuery(Optional.of("lobby"), OptionalLong.of(newest.getLong("id")), 5);
    assertThat(audit.page(database, next, Reach.ALL).getJsonArray("actions")).hasSize(1);
    assertThat(audit.page(database, ALL, only("attic")).getJsonArray("actions")).hasSize(1);
    assertThat(audit.page(database, ALL, only()).getJsonArray("actions")).isEmpty();
    log.decide(MONA, sanction(Kind.BAN, Optional.empty(), Sanction.LIFTED), ABOUT_NO_ROOM);
    Reach butLobby = new Reach(Optional.empty(), Set.of("lobby", "cellar"));
    assertThat(audit.page(database, ALL, butLobby).getJsonArray("actions"))
        .extracting(action -> ((JsonObject) action).getString("room"))
        .containsExactly(null, "attic");
  }

  private static Reach only(String... rooms) {
    return new Reach(Optional.of(Set.of(rooms)), Set.of());
  }

  private static ChatSettings settings(JsonObject change) {
    return ChatSettings.fromJson(change.put("room", "lobby"));
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void settingsAreKeptAndNotedWhenTheyChange(Database database) {
    AuditTrail audit = audit(database);
    SettingsLog log = new SettingsLog(database, audit);
    JsonObject change =
        new JsonObject()
            .put("slowModeSeconds", 10)
            .put("access", "members")
            .put("words", new JsonArray().add("나쁜").add("bad"))
            .put("wordAction", "hold");
    assertThat(log.change(MONA, settings(new JsonObject())).slowModeSeconds()).isZero();
    log.change(MONA, settings(change));
    log.change(MONA, settings(change));
    log.change(MONA, settings(new JsonObject().put("archived", true)));
    var kept = database.read(SettingsLog::settingsByRoom);
    assertThat(kept).containsOnlyKeys("lobby");
    assertThat(kept.get("lobby")).isEqualTo(log.change(MONA, settings(new JsonObject())));
    assertThat(kept.get("lobby").words()).containsExactly("bad", "나쁜");
    assertThat(log.membersRooms()).containsExactlyInAnyOrder("attic", "lobby");
    assertThat(
            audit.page(database, ALL, Reach.ALL).getJsonArray("actions").stream()
                .map(it -> ((JsonObject) it).getString("detail")))
        .containsExactly(
            "archived false → true",
            "access public → members, slowModeSeconds 0 → 10, words 0 → 2, wordAction mask → hold");
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void whoIsOfTheStaffIsKeptUntilTheyAreNot(Database database) {
    SanctionLog log = new SanctionLog(database, audit(database), at(10));
    log.keepStaff(MONA);
    log.keepStaff(new Caller(MONA.person(), Role.ADMIN));
    assertThat(database.read(SanctionLog::staff))
        .containsExactly(Map.entry("key:mona", Role.ADMIN));
    log.keepStaff(new Caller(MONA.person(), Role.MEMBER));
    assertThat(database.read(SanctionLog::staff)).isEmpty();
  }

  private static ChatPost post(String text) {
    return new ChatPost("lobby", UUID.randomUUID().toString(), text, OptionalLong.empty());
  }

  private static List<String> texts(ReportLog log) {
    return log.open().page(ALL, Reach.ALL).getJsonArray("reports").stream()
        .map(it -> ((JsonObject) it).getString("text"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void reportsShowTheMessageAsItStandsAndHeldOnesWaitUntilTheyAreLetIn(Database database) {
    ReportLog log = new ReportLog(database, audit(database), at(20));
    LogWriter writer = new LogWriter(database, new People(), at(5));
    writer.append(List.of(new Draft(post("first words"), ALICE)));
    writer.append(
        List.of(
            new Draft(
                new ChatEdit("lobby", UUID.randomUUID().toString(), 1, "other words"), ALICE)));
    ChatPost held = post("held");
    for (int i = 0; i < 2; i++) {
      log.report(ALICE, new ChatReport("lobby", 1, Optional.of("bad")));
      log.hold(ALICE, held);
    }
    assertThat(texts(log)).containsExactly("held", "other words");
    assertThatThrownBy(() -> log.report(ALICE, new ChatReport("lobby", 2, Optional.empty())))
        .as("an edit is no message")
        .isInstanceOf(CommandException.class);

    long id =
        log.open().page(ALL, Reach.ALL).getJsonArray("reports").getJsonObject(0).getLong("id");
    assertThat(log.roomOf(id)).isEqualTo("lobby");
    var released = log.resolve(MONA, new ChatResolve(id, true)).orElseThrow();
    assertThat(released.draft()).isEqualTo(new Draft(held, ALICE));
    assertThat(log.released()).containsExactly(released);
    log.posted(id);
    assertThat(log.released()).isEmpty();
    assertThat(texts(log)).containsExactly("other words");
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void nobodyFillsTheDiskWithReports(Database database) {
    ReportLog log = new ReportLog(database, audit(database), at(20));
    IntStream.range(0, 100).forEach(i -> log.hold(ALICE, post("held " + i)));
    assertThatThrownBy(() -> log.hold(ALICE, post("one more")))
        .hasMessage("report: 100 of yours wait for a moderator, which is the most");
    log.hold(new Person("u-2", "bob"), post("somebody else's"));
  }

  /** It would be read for as long as the room is, and there is no message left to delete. */
  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void theTextOfAYoungEditGoesWithItsOldMessage(Database database) {
    audit(database);
    new LogWriter(database, new People(), at(100)).append(List.of(new Draft(post("old"), ALICE)));
    LogWriter later = new LogWriter(database, new People(), at(200));
    for (int seq : new int[] {1, 2}) {
      later.append(List.of(new Draft(post("young"), ALICE)));
      ChatEdit edit = new ChatEdit("lobby", UUID.randomUUID().toString(), seq, "edit of " + seq);
      later.append(List.of(new Draft(edit, ALICE)));
    }
    assertThat(database.<Integer>transact(sql -> Retention.takeOut(sql, "lobby", 150)))
        .isEqualTo(1);
    List<Optional<String>> texts =
        database.read(
            sql ->
                sql.query(
                    "select body from chat_entry where kind = 'edit' order by seq",
                    row -> Optional.ofNullable(row.getString(1))));
    assertThat(texts).containsExactly(Optional.empty(), Optional.of("edit of 2"));
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void oldEntriesAreTakenOutFromTheBeginningAFewAtATime(Database database) {
    audit(database);
    LogWriter longAgo = new LogWriter(database, new People(), at(100));
    longAgo.append(
        IntStream.range(0, Retention.BATCH + 10)
            .mapToObj(i -> new Draft(post("old " + i), ALICE))
            .toList());
    longAgo.append(
        List.of(
            new Draft(new ChatReact("lobby", UUID.randomUUID().toString(), 1, "👍", true), ALICE)));
    new LogWriter(database, new People(), at(200))
        .append(
            List.of(
                new Draft(
                    new ChatPost(
                        "lobby", UUID.randomUUID().toString(), "an answer", OptionalLong.of(3)),
                    ALICE)));
    List<Integer> taken =
        IntStream.range(0, 3)
            .mapToObj(i -> database.transact(sql -> Retention.takeOut(sql, "lobby", 150)))
            .toList();
    assertThat(taken).containsExactly(Retention.BATCH, 11, 0);
    List<Long> left =
        database.read(
            sql -> sql.query("select seq from chat_entry order by seq", row -> row.getLong(1)));
    assertThat(left).containsExactly((long) Retention.BATCH + 12);
    List<Integer> reactions =
        database.read(sql -> sql.query("select 1 from chat_reaction", row -> row.getInt(1)));
    assertThat(reactions).isEmpty();
  }
}
