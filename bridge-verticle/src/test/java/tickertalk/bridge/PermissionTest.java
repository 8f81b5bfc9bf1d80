package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.contract.Caller;
import tickertalk.contract.Command;
import tickertalk.contract.Command.Access;
import tickertalk.contract.Internal;
import tickertalk.contract.Person;
import tickertalk.contract.Role;

/** Who may do what, and as whom. */
@Timeout(20)
class PermissionTest {
  private static final JsonObject FENCE = new JsonObject().put("fence", true);

  private static Edge edge;

  @BeforeAll
  static void open() {
    edge = new Edge();
  }

  @AfterEach
  void dismissServices() {
    edge.dismissServices();
  }

  @AfterAll
  static void close() {
    edge.close();
  }

  private static void assertRefused(JsonObject err, int code, String word) {
    assertThat(err.getString("type")).as("%s", err).isEqualTo("err");
    assertThat(err.getInteger("failureCode")).as("%s", err).isEqualTo(code);
    assertThat(err.getString("body")).as("%s", err).isEqualTo(word);
    assertThat(err.getString("message")).startsWith(word);
  }

  /** Stock clients wait for no confirmation: what they send next must find them listening. */
  @Test
  void whoRegistersHearsWhatTheirNextMessageCauses() {
    BlockingQueue<Message<JsonObject>> asked = edge.serve(Internal.CHAT_ROOM);
    Browser browser = Browser.named(edge, "alice");
    browser.send(Browser.envelope("register", "typing.room.pantry"));
    Message<JsonObject> question = Edge.soon(asked);
    edge.publish("typing.room.pantry", new JsonObject().put("room", "pantry"));
    question.reply(new JsonObject());
    assertThat(browser.event("typing.room.pantry").getString("room")).isEqualTo("pantry");
  }

  /** Otherwise a guest could make addresses, and announce themselves in them, without end. */
  @Test
  void aRoomThatDoesNotExistCannotBeListenedTo() {
    edge.serve(
        Internal.CHAT_ROOM,
        message -> {
          if (message.body().getString("room").equals("attic")) {
            message.fail(404, "room: no such room \"attic\"");
          } else {
            message.reply(message.body());
          }
        });
    Browser browser = Browser.named(edge, "alice");
    for (String topic : List.of("chat", "typing", "presence", "sentiment")) {
      assertRefused(browser.exchange("register", topic + ".room.attic", null), 404, "unknown_room");
      browser.register(topic + ".room.cellar");
    }
    edge.dismissServices();
  }

  private static Caller caller(JsonObject session) {
    JsonObject user = session.getJsonObject("user");
    return new Caller(
        new Person(user.getString("id"), user.getString("name")), Role.of(user.getString("role")));
  }

  /** Publishes something itself, behind which whatever was asked before would have arrived. */
  private static void assertNothingWasAsked(
      String address, BlockingQueue<Message<JsonObject>> asked) {
    edge.publish(address, FENCE);
    assertThat(Edge.soon(asked).body()).as("what was asked first").isEqualTo(FENCE);
  }

  static Stream<String> commands() {
    return Stream.of(Command.values()).map(Command::address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "internal.presence.report",
        "internal.chat.entries",
        "notice.user.x",
        "notice.user.",
        "notice.",
        "notice.me.x",
        "notice.all.x",
        "notice.staff",
        "notice.staff.x",
        "chat.room.",
        "chat.room.a b",
        "chat.room.a.b",
        "chat.room.*",
        "chat.room.../../x",
        "chat.room",
        "chat.",
        "CHAT.ROOM.lobby",
        " chat.room.lobby",
        "typing.room.",
        "presence.room.",
        "sentiment.room.",
        "price.",
        "price.btc-usdt",
        "price.quote",
        "__vertx.reply.1",
        "*",
        ""
      })
  @MethodSource("commands")
  void whatIsNoEventCannotBeRegistered(String address) {
    Browser alice = Browser.named(edge, "alice");
    int bridgesOwn = edge.consumers(address);

    assertRefused(alice.exchange("register", address, null), 403, "access_denied");

    assertThat(edge.consumers(address)).isEqualTo(bridgesOwn);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chat.room.lobby",
        "typing.room.lobby",
        "presence.room.lobby",
        "sentiment.room.lobby",
        "price.BTC-USDT",
        "notice.me",
        "notice.all",
        "notice.user.x",
        "internal.notice.send",
        "internal.presence.joined",
        "chat.posts",
        "CHAT.POST",
        "chat.post ",
        "__vertx.reply.1",
        ""
      })
  void whatIsNoCommandCannotBeSentTo(String address) {
    String served = address.isEmpty() ? "nameless" : address;
    BlockingQueue<Message<JsonObject>> asked = edge.serve(served);
    Browser alice = Browser.named(edge, "alice");

    assertRefused(alice.command(address), 403, "access_denied");

    assertNothingWasAsked(served, asked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat.room.lobby", "chat.post", "notice.all", "internal.chat.entries"})
  void nobodyPublishes(String address) {
    BlockingQueue<JsonObject> heard = edge.listen(address);
    Browser alice = Browser.named(edge, "alice");
    if (address.equals("chat.room.lobby")) {
      alice.register(address);
    }

    assertRefused(alice.exchange("publish", address, new JsonObject()), 403, "access_denied");

    alice.hasNothingUnread();
    edge.publish(address, FENCE);
    assertThat(Edge.soon(heard)).as("what was heard first").isEqualTo(FENCE);
  }

  @ParameterizedTest
  @EnumSource(Command.class)
  void aVisitorMaySendTheOpenCommandsAndNoOther(Command command) {
    BlockingQueue<Message<JsonObject>> asked = edge.serve(command.address());
    Browser visitor = Browser.visitor(edge);

    JsonObject answer = visitor.command(command.address());

    if (command.access() == Access.ANYONE) {
      assertThat(answer.getString("type")).isEqualTo("rec");
      assertThat(Caller.of(Edge.soon(asked).headers())).isEmpty();
    } else {
      assertRefused(answer, 401, "not_logged_in");
      assertNothingWasAsked(command.address(), asked);
    }
  }

  @ParameterizedTest
  @MethodSource("commandsForEverybody")
  void whoIsSignedInMaySendWhatIsNotTheStaffsAndItCarriesTheirIdentity(Command command) {
    BlockingQueue<Message<JsonObject>> asked = edge.serve(command.address());
    JsonObject session = edge.signIn("앨리스");

    Browser alice = Browser.withToken(edge, session.getString("token"));

    assertThat(alice.command(command.address()).getString("type")).isEqualTo("rec");
    assertThat(Caller.of(Edge.soon(asked).headers())).contains(caller(session));
  }

  static Stream<Command> commandsForEverybody() {
    return Stream.of(Command.values()).filter(command -> command.access() != Access.STAFF);
  }

  @ParameterizedTest
  @MethodSource("commandsForTheStaff")
  void whoIsNotOfTheStaffIsRefusedItsCommands(Command command) {
    BlockingQueue<Message<JsonObject>> asked = edge.serve(command.address());
    Browser alice = Browser.named(edge, "alice");

    assertRefused(alice.command(command.address()), 403, "access_denied");
    assertNothingWasAsked(command.address(), asked);
  }

  static Stream<Command> commandsForTheStaff() {
    return Stream.of(Command.values()).filter(command -> command.access() == Access.STAFF);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chat.room.lobby",
        "chat.room.한국어",
        "typing.room.lobby",
        "presence.room.lobby",
        "sentiment.room.lobby",
        "price.BTC-USDT",
        "notice.all"
      })
  void aVisitorMayRegisterEveryPublicEvent(String address) {
    Browser visitor = Browser.visitor(edge);
    visitor.register(address);

    edge.publish(address, new JsonObject().put("n", 1));

    assertThat(visitor.event(address)).isEqualTo(new JsonObject().put("n", 1));
  }

  @Test
  void aVisitorHasNoNoticesOfTheirOwn() {
    assertRefused(
        Browser.visitor(edge).exchange("register", "notice.me", null), 401, "not_logged_in");
  }

  @Test
  void aRefusedRegistrationWithoutReplyAddressIsAnsweredAtTheAddressItself() {
    Browser visitor = Browser.visitor(edge);
    visitor.send(Browser.envelope("register", "internal.chat.entries"));

    JsonObject err = visitor.next();
    assertRefused(err, 403, "access_denied");
    assertThat(err.getString("address")).isEqualTo("internal.chat.entries");
  }

  @Test
  void everybodyGetsTheirOwnNoticesAndNobodyElses() {
    JsonObject alicesSession = edge.signIn("alice");
    JsonObject bobsSession = edge.signIn("bob");
    Browser alice = Browser.withToken(edge, alicesSession.getString("token"));
    Browser alicesPhone = Browser.withToken(edge, alicesSession.getString("token"));
    Browser bob = Browser.withToken(edge, bobsSession.getString("token"));
    alice.register("notice.me");
    alicesPhone.register("notice.me");
    bob.register("notice.me");

    JsonObject notice = new JsonObject().put("id", 1).put("text", "for alice only");
    edge.publish("notice.user." + caller(alicesSession).person().id(), notice);

    assertThat(alice.event("notice.me")).isEqualTo(notice);
    assertThat(alicesPhone.event("notice.me")).isEqualTo(notice);
    bob.hasNothingUnread();

    alice.unregister("notice.me");
    edge.publish("notice.user." + caller(alicesSession).person().id(), notice);
    assertThat(alicesPhone.event("notice.me")).isEqualTo(notice);
    alice.hasNothingUnread();
  }

  @Test
  void whatAClientWritesCannotClaimAnotherIdentity() {
    BlockingQueue<Message<JsonObject>> asked = edge.serve("chat.post");
    JsonObject session = edge.signIn("mallory");
    Browser mallory = Browser.withToken(edge, session.getString("token"));
    JsonObject forged =
        new JsonObject()
            .put("caller-id", "alice")
            .put("caller-name", "alice")
            .put("caller-role", "admin")
            .put("Caller-Role", "admin");
    JsonObject body =
        forged.copy().put("from", new JsonObject().put("id", "alice").put("name", "alice"));

    mallory.send(
        Browser.envelope("send", "chat.post")
            .put("headers", forged)
            .put("body", body)
            .mergeIn(forged));

    Message<JsonObject> message = Edge.soon(asked);
    assertThat(Caller.of(message.headers())).contains(caller(session));
    assertThat(message.headers().names())
        .containsExactlyInAnyOrder("caller-id", "caller-name", "caller-role");
    assertThat(message.headers().getAll("caller-role")).containsExactly("guest");
    assertThat(message.body()).as("the body is the service's to judge").isEqualTo(body);
  }

  @Test
  void aVisitorWhoWritesHeadersStaysAVisitor() {
    BlockingQueue<Message<JsonObject>> asked = edge.serve("chat.rooms");

    Browser.visitor(edge)
        .send(
            Browser.envelope("send", "chat.rooms")
                .put(
                    "headers",
                    new JsonObject()
                        .put("caller-id", "alice")
                        .put("caller-name", "alice")
                        .put("caller-role", "admin")));

    assertThat(Edge.soon(asked).headers().isEmpty()).isTrue();
  }

  @Test
  void theTokenMayComeByCookieQueryOrHeader() {
    BlockingQueue<Message<JsonObject>> asked = edge.serve("typing.set");
    JsonObject session = edge.signIn("alice");
    String token = session.getString("token");

    for (Browser alice :
        new Browser[] {
          Browser.withHeader(edge, "Cookie", "a=b; tickertalk_session=" + token),
          Browser.withToken(edge, token),
          Browser.withHeader(edge, "Authorization", "Bearer " + token)
        }) {
      alice.command("typing.set");
      assertThat(Caller.of(Edge.soon(asked).headers())).isEqualTo(Optional.of(caller(session)));
    }
  }

  @Test
  void aBadTokenIsClosedWithItsOwnCode() {
    for (Browser stranger :
        new Browser[] {
          Browser.withToken(edge, "forged"),
          Browser.withHeader(edge, "Cookie", "tickertalk_session=forged"),
          Browser.withHeader(edge, "Authorization", "Bearer forged")
        }) {
      assertThat(stranger.closed()).isEqualTo(new Browser.Closed(4401, "the session is over"));
    }
  }

  @Test
  void aSessionThatEndsClosesTheOpenSocket() {
    edge.serve("typing.set");
    Browser alice = Browser.withToken(edge, edge.tokenThatEndsSoon("alice"));
    Browser bob = Browser.named(edge, "bob");
    assertThat(alice.command("typing.set").getString("type")).isEqualTo("rec");

    assertThat(alice.closed()).isEqualTo(new Browser.Closed(4401, "the session is over"));

    bob.hasNothingUnread();
  }

  @Test
  void whoIsClosedAndDoesNotLeaveIsNotServedAnyMore() throws IOException {
    BlockingQueue<Message<JsonObject>> asked = edge.serve("typing.set");
    try (RawClient mallory = new RawClient(edge, "?token=" + edge.tokenThatEndsSoon("mallory"))) {
      mallory.sendText(Browser.envelope("register", "chat.room.lobby").encode());
      assertThat(mallory.read().closeCode()).isEqualTo(4401);

      mallory.sendText(Browser.envelope("send", "typing.set").encode());
      mallory.readToTheEnd();
    }

    assertNothingWasAsked("typing.set", asked);
  }

  @Test
  void whoIsTooFastIsToldWhenToComeBackAndOthersAreServed() {
    try (Edge strict = new Edge(Edge.config(1 << 20, 200, 1, Duration.ofSeconds(10)))) {
      strict.serve("chat.rooms");
      Browser fast = Browser.visitor(strict);
      for (int i = 0; i < 4; i++) {
        fast.send(Browser.envelope("send", "chat.rooms"));
      }

      JsonObject err = fast.command("chat.rooms");

      assertRefused(err, 429, "too_fast");
      assertThat(err.getLong("retryAfterMs")).isBetween(1L, 1_000L);
      assertThat(Browser.visitor(strict).command("chat.rooms").getString("type")).isEqualTo("rec");
    }
  }

  @Test
  void aLimitOfZeroIsNone() {
    edge.serve("chat.rooms");
    Browser fast = Browser.visitor(edge);
    for (int i = 0; i < 2_000; i++) {
      fast.send(Browser.envelope("send", "chat.rooms"));
    }
    assertThat(fast.command("chat.rooms").getString("type")).isEqualTo("rec");
  }
}
