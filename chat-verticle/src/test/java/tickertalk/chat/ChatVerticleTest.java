package tickertalk.chat;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tickertalk.contract.Caller;
import tickertalk.contract.ChatPost;
import tickertalk.contract.Command;
import tickertalk.contract.Entry;
import tickertalk.contract.Internal;
import tickertalk.contract.Joined;
import tickertalk.contract.Person;
import tickertalk.contract.PresenceReport;
import tickertalk.contract.Role;
import tickertalk.contract.RoomAccess;
import tickertalk.storage.Database;
import tickertalk.storage.Databases;
import tickertalk.storage.Lease;
import tickertalk.storage.Leases;

@ExtendWith(VertxExtension.class)
@Timeout(60)
class ChatVerticleTest {
  private static final Caller ALICE = caller("u-1", "alice");
  private static final Caller BOB = caller("u-2", "bob");
  private static final Caller CHEOLSU = caller("u-3", "김철수 🚀");

  /** Longer than any test: what ends must have ended for another reason. */
  private static final Duration NEVER = Duration.ofHours(1);

  private static final Duration SOON = Duration.ofMillis(150);

  private static final ChatConfig PATIENT =
      ChatConfig.of(List.of("lobby")).withTiming(NEVER, NEVER, SOON);

  private static final List<Command> COMMANDS =
      List.of(
          Command.CHAT_ROOMS,
          Command.CHAT_OPEN,
          Command.CHAT_POST,
          Command.CHAT_EDIT,
          Command.CHAT_DELETE,
          Command.CHAT_REACT,
          Command.CHAT_HISTORY,
          Command.CHAT_SEARCH,
          Command.CHAT_SEEN,
          Command.TYPING_SET);

  private final Database database = Databases.sqlite();
  private Vertx vertx;

  private static Caller caller(String id, String name) {
    return new Caller(new Person(id, name), Role.GUEST);
  }

  @BeforeEach
  void setUp(Vertx injected) {
    vertx = injected;
  }

  @AfterEach
  void tearDown() throws TimeoutException {
    await(vertx.close());
    database.close();
  }

  // Posting

  @Test
  void shouldAnswerAPostAndTellTheRoom() throws Exception {
    BlockingQueue<JsonObject> room = events("chat.room.lobby");
    BlockingQueue<JsonObject> services = events(Internal.CHAT_ENTRIES);
    deploy(PATIENT);
    JsonObject post = post("안녕 🚀");
    JsonObject receipt = ask(Command.CHAT_POST, post, CHEOLSU);
    assertThat(receipt.fieldNames()).containsExactlyInAnyOrder("room", "epoch", "seq", "at");
    assertThat(receipt.getString("room")).isEqualTo("lobby");
    assertThat(receipt.getLong("seq")).isEqualTo(1);
    JsonObject entry =
        receipt
            .copy()
            .put("kind", "message")
            .put("id", post.getString("id"))
            .put("from", CHEOLSU.person().toJson())
            .put("text", "안녕 🚀");
    assertThat(next(room)).isEqualTo(entry);
    assertThat(next(services)).isEqualTo(entry);
  }

  @Test
  void shouldTellWhatAnEntryAnswers() throws Exception {
    BlockingQueue<JsonObject> room = events("chat.room.lobby");
    deploy(PATIENT);
    ask(Command.CHAT_POST, post("question"), ALICE);
    ask(Command.CHAT_POST, post("answer").put("replyTo", 1), BOB);
    assertThat(next(room).containsKey("replyTo")).isFalse();
    assertThat(next(room).getLong("replyTo")).isEqualTo(1);
  }

  @Test
  void shouldTellEntriesInTheOrderOfTheLogHoweverManyPostAtOnce() throws Exception {
    int posts = 200;
    BlockingQueue<JsonObject> room = events("chat.room.lobby");
    BlockingQueue<JsonObject> services = events(Internal.CHAT_ENTRIES);
    deploy(PATIENT);
    Map<String, Future<JsonObject>> receipts = new HashMap<>();
    for (int i = 0; i < posts; i++) {
      JsonObject post = post("m" + i);
      receipts.put(
          post.getString("id"),
          request(vertx, Command.CHAT_POST, post, caller("u-" + i % 20, "x")));
    }
    await(Future.all(List.copyOf(receipts.values())));
    List<JsonObject> told = nexts(room, posts);
    assertThat(told)
        .extracting(entry -> entry.getLong("seq"))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, posts).boxed().toList());
    assertThat(nexts(services, posts)).isEqualTo(told);
    assertThat(told)
        .allSatisfy(
            entry ->
                assertThat(receipts.get(entry.getString("id")).result().getLong("seq"))
                    .as("the author is told the same seq as the room")
                    .isEqualTo(entry.getLong("seq")));
    assertThat(told).extracting(entry -> entry.getString("id")).doesNotHaveDuplicates();
  }

  @Test
  void shouldTellAPostOnceThoughItIsSentAgain() throws Exception {
    BlockingQueue<JsonObject> room = events("chat.room.lobby");
    deploy(PATIENT);
    JsonObject post = post("once");
    JsonObject receipt = ask(Command.CHAT_POST, post, ALICE);
    assertThat(ask(Command.CHAT_POST, post, ALICE)).isEqualTo(receipt);
    ask(Command.CHAT_POST, post("next"), ALICE);
    assertThat(nexts(room, 2))
        .extracting(entry -> entry.getString("text"))
        .containsExactly("once", "next");
  }

  @Test
  void shouldTellWhoWroteByTheStampAndNotByTheBody() throws Exception {
    BlockingQueue<JsonObject> room = events("chat.room.lobby");
    deploy(PATIENT);
    JsonObject forged = post("I am bob").put("from", BOB.person().toJson());
    forged.put("author", "u-2").put("caller-id", "u-2").put("caller-name", "bob").put("seq", 77);
    forged.put("epoch", "mine").put("at", 1).put("kind", "delete");
    JsonObject receipt = ask(Command.CHAT_POST, forged, ALICE);
    JsonObject told = next(room);
    assertThat(told.getJsonObject("from")).isEqualTo(ALICE.person().toJson());
    assertThat(told.getString("kind")).isEqualTo("message");
    assertThat(told.getLong("seq")).isEqualTo(1);
    assertThat(told.getLong("at")).isEqualTo(receipt.getLong("at")).isGreaterThan(1);
    assertThat(told.getString("epoch")).isNotEqualTo("mine");
  }

  @Test
  void shouldTellNothingOfAPostThatIsRefused() throws Exception {
    BlockingQueue<JsonObject> services = events(Internal.CHAT_ENTRIES);
    deploy(PATIENT);
    assertRefused(400, "text: must not be empty", Command.CHAT_POST, post(" "), ALICE);
    assertRefused(
        404,
        "replyTo: there is no message 1 in the room",
        Command.CHAT_POST,
        post("to nothing").put("replyTo", 1),
        ALICE);
    ask(Command.CHAT_POST, post("good"), ALICE);
    assertThat(next(services).getString("text")).isEqualTo("good");
  }

  // Changing what was said

  @Test
  void shouldTellARoomWhatBecomesOfAMessageInTheOrderOfItsLog() throws Exception {
    BlockingQueue<JsonObject> room = events("chat.room.lobby");
    BlockingQueue<JsonObject> services = events(Internal.CHAT_ENTRIES);
    deploy(PATIENT);
    ask(Command.CHAT_POST, post("helo"), ALICE);
    ask(Command.CHAT_EDIT, change(1).put("text", "hello"), ALICE);
    ask(Command.CHAT_REACT, change(1).put("emoji", "👍").put("on", true), BOB);
    JsonObject deletion = change(1);
    JsonObject receipt = ask(Command.CHAT_DELETE, deletion, moderator());
    assertThat(receipt.fieldNames()).containsExactlyInAnyOrder("room", "epoch", "seq", "at");
    List<JsonObject> told = nexts(room, 4);
    assertThat(told)
        .extracting(entry -> entry.getString("kind") + " " + entry.getLong("seq"))
        .containsExactly("message 1", "edit 2", "reaction 3", "delete 4");
    assertThat(told.get(1).getString("text")).isEqualTo("hello");
    assertThat(told.get(2).getString("emoji")).isEqualTo("👍");
    assertThat(told.get(3))
        .isEqualTo(
            receipt
                .copy()
                .put("kind", "delete")
                .put("id", deletion.getString("id"))
                .put("from", moderator().person().toJson())
                .put("target", 1L));
    assertThat(nexts(services, 4)).isEqualTo(told);
    JsonArray history =
        ask(Command.CHAT_HISTORY, new JsonObject().put("room", "lobby"), null)
            .getJsonArray("entries");
    assertThat(history.stream().map(JsonObject.class::cast))
        .extracting(entry -> entry.getString("text"), entry -> entry.getBoolean("deleted"))
        .containsExactly(tuple("", true), tuple("", true), tuple(null, null), tuple(null, null));
  }

  @Test
  void shouldLetOnlyModeratorsDeleteWhatOthersSaid() throws Exception {
    deploy(PATIENT);
    ask(Command.CHAT_POST, post("mine"), ALICE);
    assertRefused(
        403,
        "seq: only its author or a moderator may delete a message",
        Command.CHAT_DELETE,
        change(1),
        BOB);
    assertRefused(
        403,
        "seq: only its author may edit a message",
        Command.CHAT_EDIT,
        change(1).put("text", "yours"),
        moderator());
    ask(Command.CHAT_DELETE, change(1), moderator());
    assertRefused(
        409, "seq: message 1 is deleted", Command.CHAT_EDIT, change(1).put("text", "back"), ALICE);
  }

  @Test
  void shouldLeaveSomebodyTypingWhoReactsMeanwhile() throws Exception {
    BlockingQueue<JsonObject> typing = events("typing.room.lobby");
    deploy(PATIENT);
    ask(Command.CHAT_POST, post("hi"), BOB);
    type(ALICE, true);
    ask(Command.CHAT_REACT, change(1).put("emoji", "👍").put("on", true), ALICE);
    ask(Command.CHAT_EDIT, change(1).put("text", "hello"), BOB);
    ask(Command.CHAT_POST, post("hey"), ALICE);
    assertThat(nexts(typing, 2)).containsExactly(users(ALICE), users());
  }

  private static Caller moderator() {
    return new Caller(new Person("u-9", "mod"), Role.MODERATOR);
  }

  private static JsonObject change(long seq) {
    return new JsonObject()
        .put("room", "lobby")
        .put("id", UUID.randomUUID().toString())
        .put("seq", seq);
  }

  // Rooms and history

  @Test
  void shouldShowAVisitorTheRoomsAndTheirHistory() throws Exception {
    deploy(ChatConfig.of(List.of("lobby", "비트코인")).withTiming(NEVER, NEVER, SOON));
    ask(Command.CHAT_POST, post("one"), ALICE);
    ask(Command.CHAT_POST, post("two"), ALICE);
    JsonArray rooms = ask(Command.CHAT_ROOMS, new JsonObject(), null).getJsonArray("rooms");
    assertThat(rooms.stream().map(JsonObject.class::cast))
        .extracting(room -> room.getString("room") + " " + room.getLong("last"))
        .containsExactly("lobby 2", "비트코인 0");
    JsonObject query = new JsonObject().put("room", "lobby").put("after", 1);
    JsonObject page = ask(Command.CHAT_HISTORY, query, null);
    assertThat(page.getLong("first")).isEqualTo(1);
    assertThat(page.getLong("last")).isEqualTo(2);
    assertThat(page.getString("epoch")).isEqualTo(rooms.getJsonObject(0).getString("epoch"));
    assertThat(page.getJsonArray("entries").stream().map(JsonObject.class::cast))
        .extracting(entry -> entry.getString("text"))
        .containsExactly("two");
  }

  @Test
  void shouldOpenARoomOnceAndLetPeopleTalkThere() throws Exception {
    deploy(PATIENT);
    JsonObject attic = new JsonObject().put("room", "attic").put("title", "다락방");
    JsonObject opened = ask(Command.CHAT_OPEN, attic, ALICE);
    assertThat(opened.getString("title")).isEqualTo("다락방");
    assertThat(ask(Command.CHAT_OPEN, attic.copy().put("title", "another"), BOB)).isEqualTo(opened);
    ask(Command.CHAT_POST, post("hi").put("room", "attic"), BOB);
    assertThat(ask(Command.CHAT_OPEN, attic, ALICE)).isEqualTo(opened.copy().put("last", 1L));
  }

  @Test
  void shouldRememberHowFarSomebodyRead() throws Exception {
    deploy(PATIENT);
    ask(Command.CHAT_POST, post("one"), ALICE);
    JsonObject seen = new JsonObject().put("room", "lobby").put("seq", 99);
    assertThat(ask(Command.CHAT_SEEN, seen, BOB)).isEmpty();
    RoomLog log = new RoomLog(database, new People(), 100, Clock.systemUTC());
    assertThat(RoomLogTest.lastRead(log, BOB.person().id(), "lobby")).isEqualTo(1);
    assertThat(RoomLogTest.lastRead(log, ALICE.person().id(), "lobby")).isZero();
  }

  // Refusals

  @Test
  void shouldNameTheFieldThatIsWrong() throws Exception {
    deploy(PATIENT);
    JsonObject none = new JsonObject();
    JsonObject lobby = new JsonObject().put("room", "lobby");
    JsonObject attic = new JsonObject().put("room", "attic");
    String noRoom = "room: no such room \"attic\"";
    assertRefused(400, "room: is required", Command.CHAT_POST, none, ALICE);
    assertRefused(400, "id: must be a UUID", Command.CHAT_POST, post("a").put("id", "x"), ALICE);
    assertRefused(400, "text: must be a string", Command.CHAT_POST, post("").put("text", 1), ALICE);
    assertRefused(
        413,
        "text: must be at most 4000 characters long",
        Command.CHAT_POST,
        post("가".repeat(4_001)),
        ALICE);
    assertRefused(404, noRoom, Command.CHAT_POST, post("a").put("room", "attic"), ALICE);
    assertRefused(400, "seq: is required", Command.CHAT_DELETE, post("a"), ALICE);
    assertRefused(400, "text: is required", Command.CHAT_EDIT, change(1), ALICE);
    assertRefused(400, "emoji: is required", Command.CHAT_REACT, change(1), ALICE);
    assertRefused(
        400, "emoji: must be one emoji", Command.CHAT_REACT, change(1).put("emoji", "a"), ALICE);
    assertRefused(404, noRoom, Command.CHAT_DELETE, change(1).put("room", "attic"), ALICE);
    assertRefused(
        404, "seq: there is no message 1 in the room", Command.CHAT_DELETE, change(1), ALICE);
    assertRefused(400, "title: is required", Command.CHAT_OPEN, lobby, ALICE);
    assertRefused(400, "room: is required", Command.CHAT_HISTORY, none, null);
    assertRefused(
        400,
        "limit: must be within 1 and 500",
        Command.CHAT_HISTORY,
        lobby.copy().put("limit", 501),
        null);
    assertRefused(404, noRoom, Command.CHAT_HISTORY, attic, null);
    assertRefused(400, "seq: is required", Command.CHAT_SEEN, lobby, ALICE);
    assertRefused(404, noRoom, Command.CHAT_SEEN, attic.copy().put("seq", 1), ALICE);
    assertRefused(400, "typing: is required", Command.TYPING_SET, lobby, ALICE);
    assertRefused(404, noRoom, Command.TYPING_SET, attic.copy().put("typing", true), ALICE);
  }

  @Test
  void shouldAskAVisitorForASession() throws Exception {
    deploy(PATIENT);
    for (Command command :
        List.of(
            Command.CHAT_POST,
            Command.CHAT_EDIT,
            Command.CHAT_DELETE,
            Command.CHAT_REACT,
            Command.CHAT_OPEN,
            Command.CHAT_SEEN,
            Command.TYPING_SET)) {
      assertRefused(401, command.address() + " needs a session", command, post("a"), null);
    }
  }

  // Typing

  @Test
  void shouldTellWhoTypesWhenThatChanges() throws Exception {
    BlockingQueue<JsonObject> typing = events("typing.room.lobby");
    deploy(PATIENT);
    type(ALICE, true);
    type(ALICE, true);
    assertThat(next(typing)).isEqualTo(users(ALICE));
    type(BOB, true);
    assertThat(next(typing)).isEqualTo(users(ALICE, BOB));
    type(ALICE, false);
    type(ALICE, false);
    assertThat(next(typing)).isEqualTo(users(BOB));
    type(BOB, false);
    assertThat(next(typing)).isEqualTo(users());
  }

  @Test
  void shouldTellACrowdThatTypesOfAllTogether() throws Exception {
    BlockingQueue<JsonObject> typing = events("typing.room.lobby");
    deploy(PATIENT);
    for (int i = 0; i < 100; i++) {
      type(caller("c-" + i, "c"), true);
    }
    List<JsonObject> told = new ArrayList<>(List.of(next(typing)));
    while (told.get(told.size() - 1).getJsonArray("users").size() < 50) {
      told.add(next(typing));
    }
    assertThat(told).as("events for a hundred who began to type").hasSizeLessThan(10);
  }

  @Test
  void shouldTellThatTypingEndedWhenNoMoreOfItIsHeard() throws Exception {
    BlockingQueue<JsonObject> typing = events("typing.room.lobby");
    deploy(ChatConfig.of(List.of("lobby")).withTiming(SOON, NEVER, SOON));
    type(ALICE, true);
    assertThat(nexts(typing, 2)).containsExactly(users(ALICE), users());
  }

  @Test
  void shouldTellThatTypingEndedWhenTheMessageIsThere() throws Exception {
    BlockingQueue<JsonObject> typing = events("typing.room.lobby");
    deploy(PATIENT);
    type(ALICE, true);
    assertThat(next(typing)).isEqualTo(users(ALICE));
    type(BOB, true);
    assertThat(next(typing)).isEqualTo(users(ALICE, BOB));
    ask(Command.CHAT_POST, post("done"), ALICE);
    assertThat(next(typing)).isEqualTo(users(BOB));
  }

  @Test
  void shouldTellThatTypingEndedWhenTheTypistLeaves() throws Exception {
    BlockingQueue<JsonObject> typing = events("typing.room.lobby");
    deploy(PATIENT);
    report("b-1", List.of(ALICE, BOB), List.of());
    type(ALICE, true);
    report("b-1", List.of(BOB), List.of());
    assertThat(nexts(typing, 2)).containsExactly(users(ALICE), users());
  }

  @Test
  void shouldTellThatTypingEndedWhenTheTypistIsGoneWithTheirBridge() throws Exception {
    BlockingQueue<JsonObject> typing = events("typing.room.lobby");
    deploy(ChatConfig.of(List.of("lobby")).withTiming(NEVER, SOON, SOON));
    type(ALICE, true);
    report("b-1", List.of(ALICE), List.of());
    assertThat(nexts(typing, 2)).containsExactly(users(ALICE), users());
  }

  // Presence

  @Test
  void shouldTellWhoIsThereAndWhenNobodyIs() throws Exception {
    BlockingQueue<JsonObject> presence = events("presence.room.lobby");
    deploy(PATIENT);
    report("b-1", List.of(CHEOLSU), List.of());
    assertThat(next(presence)).isEqualTo(users(CHEOLSU).put("count", 1));
    assertThat(people()).isEqualTo(1);
    report("b-1", List.of(), List.of());
    assertThat(next(presence)).isEqualTo(users().put("count", 0));
    assertThat(people()).isZero();
  }

  @Test
  void shouldTellThatPeopleAreGoneWithTheirBridge() throws Exception {
    BlockingQueue<JsonObject> presence = events("presence.room.lobby");
    deploy(ChatConfig.of(List.of("lobby")).withTiming(NEVER, SOON, SOON));
    report("b-1", List.of(ALICE), List.of());
    JsonObject told = next(presence);
    while (told.getInteger("count") > 0) {
      told = next(presence);
    }
    assertThat(told).isEqualTo(users().put("count", 0));
  }

  @Test
  void shouldTellACrowdAsACountAndFiftyNames() throws Exception {
    BlockingQueue<JsonObject> presence = events("presence.room.lobby");
    deploy(PATIENT);
    List<Caller> crowd = IntStream.range(0, 60).mapToObj(i -> caller("c-" + i, "c")).toList();
    report("b-1", crowd, List.of());
    JsonObject told = next(presence);
    assertThat(told.getInteger("count")).isEqualTo(60);
    assertThat(told.getJsonArray("users")).hasSize(50).doesNotHaveDuplicates();
  }

  @Test
  void shouldTellTheServicesWhoJoinedOnceForAllTheirDevices() throws Exception {
    BlockingQueue<JsonObject> joined = events(Internal.PRESENCE_JOINED);
    deploy(PATIENT);
    report("b-1", List.of(ALICE), List.of());
    report("b-1", List.of(ALICE, BOB), List.of(BOB));
    report("b-2", List.of(ALICE, BOB), List.of(ALICE, BOB));
    report("b-2", List.of(ALICE, BOB, CHEOLSU), List.of(CHEOLSU));
    assertThat(nexts(joined, 2).stream().map(Joined::fromJson))
        .containsExactly(new Joined("lobby", BOB.person()), new Joined("lobby", CHEOLSU.person()));
  }

  // Standing by

  @Test
  void shouldServeWhileItHoldsTheLeaseAndOnlyThen() throws Exception {
    HandedLease lease = new HandedLease();
    deployStandingBy(lease);
    assertNobodyAnswers();
    lease.held();
    awaitAnswers(vertx);
    assertThat(ask(Command.CHAT_POST, post("one"), ALICE).getLong("seq")).isEqualTo(1);
    lease.lost();
    awaitSilence();
    assertNobodyAnswers();
    lease.held();
    awaitAnswers(vertx);
    assertThat(ask(Command.CHAT_POST, post("two"), ALICE).getLong("seq")).isEqualTo(2);
  }

  @Test
  void shouldKnowWhoIsThereWhenItsTurnComesButCallNobodyNew() throws Exception {
    BlockingQueue<JsonObject> presence = events("presence.room.lobby");
    BlockingQueue<JsonObject> joined = events(Internal.PRESENCE_JOINED);
    HandedLease lease = new HandedLease();
    deployStandingBy(lease);
    report("b-1", List.of(ALICE), List.of(ALICE));
    report("b-1", List.of(ALICE, CHEOLSU), List.of(CHEOLSU));
    lease.held();
    awaitAnswers(vertx);
    JsonObject told = next(presence);
    assertThat(told.getInteger("count")).as("both in the first word of it").isEqualTo(2);
    report("b-1", List.of(ALICE, CHEOLSU, BOB), List.of(BOB));
    assertThat(Joined.fromJson(next(joined))).isEqualTo(new Joined("lobby", BOB.person()));
  }

  @Test
  void shouldEndWhereTheLeaseEndsHoweverFastItChangesHands() throws Exception {
    HandedLease lease = new HandedLease();
    String deployment = deployStandingBy(lease);
    for (int i = 0; i < 20; i++) {
      lease.held();
      lease.lost();
    }
    lease.held();
    await(vertx.undeploy(deployment));
    assertNobodyAnswers();
  }

  @Test
  void shouldTellOtherServicesWhetherARoomExists() throws Exception {
    deploy(PATIENT);
    assertThat(
            await(vertx.eventBus().<JsonObject>request(Internal.CHAT_ROOM, room("lobby")))
                .body()
                .getString("room"))
        .isEqualTo("lobby");
    assertThat(
            vertx
                .eventBus()
                .request(Internal.CHAT_ROOM, room("attic"))
                .toCompletionStage()
                .toCompletableFuture())
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .withMessageContaining("attic");
  }

  private static JsonObject room(String name) {
    return new JsonObject().put("room", name);
  }

  @Test
  void shouldForgetWhoTypedWhenItsTurnIsOver() throws Exception {
    BlockingQueue<JsonObject> typing = events("typing.room.lobby");
    HandedLease lease = new HandedLease();
    deployStandingBy(lease);
    lease.held();
    awaitAnswers(vertx);
    type(ALICE, true);
    lease.lost();
    awaitSilence();
    lease.held();
    awaitAnswers(vertx);
    type(BOB, true);
    assertThat(nexts(typing, 3)).containsExactly(users(ALICE), users(), users(BOB));
  }

  @Test
  void shouldTellWhatItsPredecessorCommittedAndDiedBeforeTelling() throws Exception {
    HandedLease lease = new HandedLease();
    deployStandingBy(lease);
    BlockingQueue<JsonObject> entries = events("chat.room.lobby");
    Entry untold =
        RoomLogTest.append(
                new LogWriter(database, new People(), Clock.systemUTC()),
                new ChatPost("lobby", UUID.randomUUID().toString(), "hi", OptionalLong.empty()),
                ALICE.person())
            .entry();
    lease.held();
    assertThat(next(entries)).isEqualTo(untold.toJson());
  }

  @Test
  void shouldEndTheTypingThatItsPredecessorCannotEndAnyMore() throws Exception {
    HandedLease lease = new HandedLease();
    deployStandingBy(lease);
    BlockingQueue<JsonObject> typing = events("typing.room.lobby");
    report("b-1", List.of(ALICE), List.of(ALICE));
    lease.held();
    assertThat(next(typing)).isEqualTo(users());
  }

  @Test
  void shouldGiveWayToAnotherJvmThatGoesOnWhereItStopped() throws Exception {
    Vertx otherJvm = Vertx.vertx();
    try {
      Duration term = Duration.ofMillis(600);
      Lease first = Leases.shared(database, "first", term).of("chat");
      Lease second = Leases.shared(database, "second", term).of("chat");
      String deployment = await(deploy(vertx, PATIENT, first));
      awaitAnswers(vertx);
      await(deploy(otherJvm, PATIENT, second));
      JsonObject post = post("one");
      JsonObject receipt = ask(Command.CHAT_POST, post, ALICE);
      assertNobodyAnswers(otherJvm);
      await(vertx.undeploy(deployment));
      awaitAnswers(otherJvm);
      assertThat(await(request(otherJvm, Command.CHAT_POST, post, ALICE)))
          .as("a post that is sent again to the successor")
          .isEqualTo(receipt);
      JsonObject two = await(request(otherJvm, Command.CHAT_POST, post("two"), ALICE));
      assertThat(two.getLong("seq")).isEqualTo(2);
      assertThat(two.getString("epoch")).isEqualTo(receipt.getString("epoch"));
    } finally {
      await(otherJvm.close());
    }
  }

  @Test
  void shouldLeaveNothingBehindWhenUndeployed() throws Exception {
    HandedLease lease = new HandedLease();
    String deployment = deployStandingBy(lease);
    lease.held();
    awaitAnswers(vertx);
    await(vertx.undeploy(deployment));
    assertThat(lease.released).isTrue();
    assertNobodyAnswers();
  }

  @Test
  void shouldNeitherStartNorTakeTheLeaseWithoutItsDatabase() {
    HandedLease lease = new HandedLease();
    database.close();
    assertThat(deploy(vertx, PATIENT, lease).toCompletionStage().toCompletableFuture())
        .failsWithin(Duration.ofSeconds(20));
    assertThat(lease.kept()).isFalse();
  }

  @Test
  void shouldFindItsRoomsAsTheyWereWhenDeployedAgain() throws Exception {
    RoomLog log = new RoomLog(database, new People(), 100, Clock.systemUTC());
    database.migrate("chat");
    Room before = log.open("lobby", "대기실", RoomAccess.PUBLIC);
    RoomLogTest.append(
        new LogWriter(database, new People(), Clock.systemUTC()),
        new ChatPost("lobby", UUID.randomUUID().toString(), "kept", OptionalLong.empty()),
        ALICE.person());
    deploy(PATIENT);
    JsonObject lobby =
        ask(Command.CHAT_ROOMS, new JsonObject(), null).getJsonArray("rooms").getJsonObject(0);
    assertThat(lobby)
        .isEqualTo(
            new Room("lobby", "대기실", before.epoch(), RoomAccess.PUBLIC, 1, OptionalLong.empty())
                .toJson(0));
  }

  /** A lease that the test hands out and takes away. */
  private static final class HandedLease implements Lease {
    private volatile Runnable held;
    private volatile Runnable lost;
    private volatile boolean released;

    @Override
    public void keep(Runnable whenHeld, Runnable whenLost) {
      held = whenHeld;
      lost = whenLost;
    }

    @Override
    public void release() {
      released = true;
    }

    boolean kept() {
      return held != null;
    }

    void held() {
      held.run();
    }

    void lost() {
      lost.run();
    }
  }

  private void deploy(ChatConfig config) throws TimeoutException {
    await(deploy(vertx, config, Leases.alone().of("chat")));
    awaitAnswers(vertx);
  }

  private String deployStandingBy(Lease lease) throws TimeoutException {
    return await(deploy(vertx, PATIENT, lease));
  }

  private Future<String> deploy(Vertx jvm, ChatConfig config, Lease lease) {
    return jvm.deployVerticle(new ChatVerticle(config, database, lease));
  }

  /** The commands come with the lease, some time after the deployment. */
  private static void awaitAnswers(Vertx jvm) throws TimeoutException {
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!answers(jvm)) {
      assertThat(System.nanoTime()).as("waited for chat to answer").isLessThan(deadlineNanos);
    }
  }

  /** The commands go one after the other, and what comes while one goes is discarded. */
  private void awaitSilence() throws TimeoutException {
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    for (Command command : COMMANDS) {
      while (!isGone(command)) {
        assertThat(System.nanoTime()).as("waited for chat to end").isLessThan(deadlineNanos);
      }
    }
  }

  private boolean isGone(Command command) throws TimeoutException {
    return await(
        request(vertx, command, new JsonObject(), null)
            .map(false)
            .otherwise(
                cause ->
                    cause instanceof ReplyException refusal
                        && refusal.failureType() == ReplyFailure.NO_HANDLERS));
  }

  private static boolean answers(Vertx jvm) throws TimeoutException {
    return await(
        request(jvm, Command.CHAT_ROOMS, new JsonObject(), null).map(true).otherwise(false));
  }

  private void assertNobodyAnswers() {
    assertNobodyAnswers(vertx);
  }

  private static void assertNobodyAnswers(Vertx jvm) {
    assertThat(COMMANDS)
        .allSatisfy(
            command ->
                assertThat(refusal(jvm, command, post("a"), ALICE).failureType())
                    .isEqualTo(ReplyFailure.NO_HANDLERS));
  }

  private JsonObject ask(Command command, JsonObject body, Caller caller) throws TimeoutException {
    return await(request(vertx, command, body, caller));
  }

  /** What the bridge sends: the body as the browser wrote it, and the caller in the headers. */
  private static Future<JsonObject> request(
      Vertx jvm, Command command, JsonObject body, Caller caller) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    if (caller != null) {
      caller.stamp(headers);
    }
    return jvm.eventBus()
        .<JsonObject>request(command.address(), body, new DeliveryOptions().setHeaders(headers))
        .map(Message::body);
  }

  private void assertRefused(
      int code, String message, Command command, JsonObject body, Caller caller) {
    ReplyException refusal = refusal(vertx, command, body, caller);
    assertThat(refusal.getMessage()).isEqualTo(message);
    assertThat(refusal.failureCode()).as(message).isEqualTo(code);
  }

  private static ReplyException refusal(
      Vertx jvm, Command command, JsonObject body, Caller caller) {
    return requireNonNull(
        catchThrowableOfType(
            ReplyException.class, () -> await(request(jvm, command, body, caller))),
        () -> command.address() + " was not refused");
  }

  private void type(Caller caller, boolean typing) throws TimeoutException {
    JsonObject body = new JsonObject().put("room", "lobby").put("typing", typing);
    assertThat(ask(Command.TYPING_SET, body, caller)).isEmpty();
  }

  private void report(String bridge, List<Caller> people, List<Caller> arrived) {
    PresenceReport report =
        new PresenceReport(
            bridge,
            "lobby",
            people.stream().map(Caller::person).toList(),
            Set.copyOf(arrived.stream().map(caller -> caller.person().id()).toList()));
    vertx.eventBus().publish(Internal.PRESENCE_REPORT, report.toJson());
  }

  private int people() throws TimeoutException {
    return ask(Command.CHAT_ROOMS, new JsonObject(), null)
        .getJsonArray("rooms")
        .getJsonObject(0)
        .getInteger("people");
  }

  private static JsonObject post(String text) {
    return new JsonObject()
        .put("room", "lobby")
        .put("id", UUID.randomUUID().toString())
        .put("text", text);
  }

  private static JsonObject users(Caller... callers) {
    JsonArray users = new JsonArray();
    Stream.of(callers).forEach(caller -> users.add(caller.person().toJson()));
    return new JsonObject().put("room", "lobby").put("users", users);
  }

  private BlockingQueue<JsonObject> events(String address) throws TimeoutException {
    BlockingQueue<JsonObject> events = new LinkedBlockingQueue<>();
    MessageConsumer<JsonObject> consumer =
        vertx.eventBus().consumer(address, message -> events.add(message.body()));
    await(consumer.completion());
    return events;
  }

  private static JsonObject next(BlockingQueue<JsonObject> events) throws InterruptedException {
    return requireNonNull(events.poll(10, TimeUnit.SECONDS), "waited for an event");
  }

  private static List<JsonObject> nexts(BlockingQueue<JsonObject> events, int count)
      throws InterruptedException {
    List<JsonObject> nexts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      nexts.add(next(events));
    }
    return nexts;
  }

  private static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(20, TimeUnit.SECONDS);
  }
}
