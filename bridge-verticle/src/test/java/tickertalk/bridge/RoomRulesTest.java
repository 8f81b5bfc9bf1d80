package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.contract.Caller;
import tickertalk.contract.Internal;
import tickertalk.contract.Person;
import tickertalk.contract.Role;
import tickertalk.contract.Sanction;
import tickertalk.contract.Sanction.Kind;

/** What those who moderate decide reaches the sockets that are open. */
@Timeout(30)
class RoomRulesTest {
  private static final JsonObject EVENT = new JsonObject().put("n", 1);
  private static final Optional<String> LOBBY = Optional.of("lobby");

  private final List<JsonObject> bans = new CopyOnWriteArrayList<>();
  private final List<String> membersRooms = new CopyOnWriteArrayList<>();
  private Edge edge;

  @BeforeEach
  void open() {
    // Two event loops, as a person's tabs are anywhere.
    edge = new Edge(Edge.config().with(ListenConfig.at("127.0.0.1", 0).withEventLoops(2)));
    edge.serve(
        Internal.CHAT_ROOM,
        question ->
            question.reply(
                new JsonObject()
                    .put(
                        "access",
                        membersRooms.contains(question.body().getString("room"))
                            ? "members"
                            : "public")));
  }

  @AfterEach
  void close() {
    edge.close();
  }

  private void rules(Message<JsonObject> question) {
    question.reply(
        new JsonObject()
            .put("bans", new JsonArray(List.copyOf(bans)))
            .put("membersRooms", new JsonArray(List.copyOf(membersRooms))));
  }

  private Browser somebody(String id, Role role) {
    return Browser.withToken(edge, edge.tokenOf(new Caller(new Person(id, "somebody"), role)));
  }

  private void decide(Kind kind, String user, Optional<String> room, long until, Role by) {
    edge.publish(
        Internal.CHAT_SANCTIONED,
        new Sanction(kind, user, room, until, by, Optional.of("spam")).toJson());
  }

  private void kick(String user) {
    decide(Kind.KICK, user, LOBBY, Sanction.LIFTED, Role.MODERATOR);
  }

  private void ban(String user, Optional<String> room) {
    decide(Kind.BAN, user, room, Sanction.FOR_GOOD, Role.MODERATOR);
  }

  private static void assertSentAway(Browser browser, String address, String word, String message) {
    JsonObject err = browser.next();
    assertThat(err)
        .isEqualTo(
            new JsonObject()
                .put("type", "err")
                .put("address", address)
                .put("failureCode", 403)
                .put("failureType", word)
                .put("message", word + ": room: " + message)
                .put("body", word));
  }

  @Test
  void whoIsKickedLeavesTheRoomWithAllTheirTabsAndMayComeAgain() {
    List<Browser> tabs =
        List.of(
            somebody("u-1", Role.GUEST), somebody("u-1", Role.GUEST), somebody("u-1", Role.GUEST));
    Browser other = somebody("u-2", Role.GUEST);
    tabs.forEach(tab -> tab.register("chat.room.lobby"));
    tabs.forEach(tab -> tab.register("chat.room.attic"));
    other.register("chat.room.lobby");

    kick("u-1");

    for (Browser tab : tabs) {
      assertSentAway(tab, "chat.room.lobby", "kicked", "you are kicked from \"lobby\": spam");
    }
    edge.publish("chat.room.lobby", EVENT);
    assertThat(other.event("chat.room.lobby")).isEqualTo(EVENT);
    edge.publish("chat.room.attic", EVENT);
    for (Browser tab : tabs) {
      assertThat(tab.event("chat.room.attic")).as("nothing else comes first").isEqualTo(EVENT);
      tab.register("chat.room.lobby");
    }
  }

  @Test
  void whoIsKickedLeavesAllTopicsOfTheRoomAndIsNotPresentAnyMore() {
    var reports = edge.listen(Internal.PRESENCE_REPORT);
    Browser browser = somebody("u-1", Role.GUEST);
    browser.register("chat.room.lobby");
    browser.register("typing.room.lobby");
    browser.register("notice.me");
    while (Edge.soon(reports).getJsonArray("people").isEmpty()) {
      // until they are there
    }
    kick("u-1");
    assertThat(List.of(browser.next().getString("address"), browser.next().getString("address")))
        .containsExactlyInAnyOrder("chat.room.lobby", "typing.room.lobby");
    browser.hasNothingUnread();
    while (!Edge.soon(reports).getJsonArray("people").isEmpty()) {
      // until they are gone
    }
  }

  @Test
  void whoIsBannedLeavesAndDoesNotComeInAgainUntilTheBanIsLifted() {
    Browser browser = somebody("u-1", Role.GUEST);
    browser.register("chat.room.lobby");
    ban("u-1", LOBBY);
    String message = "you are banned from \"lobby\" for good: spam";
    assertSentAway(browser, "chat.room.lobby", "banned", message);
    JsonObject refused = browser.exchange("register", "presence.room.lobby", null);
    assertThat(refused.getInteger("failureCode")).isEqualTo(403);
    assertThat(refused.getString("failureType")).isEqualTo("banned");
    browser.register("chat.room.attic");
    assertThat(plain("lobby", "u-1")).isEqualTo(403);

    decide(Kind.BAN, "u-1", LOBBY, Sanction.LIFTED, Role.MODERATOR);
    browser.hasNothingUnread();
    browser.register("chat.room.lobby");
  }

  /** Sentiment knows of no bans, so the bridge has to ask before it does. */
  @ParameterizedTest
  @ValueSource(strings = {"sentiment.scores", "sentiment.mood", "sentiment.analyze"})
  void whatWasFeltInARoomIsNotToldToWhoIsBannedFromItMemberOrNot(String command) {
    edge.serve(command, message -> message.reply(message.body()));
    JsonObject lobby = new JsonObject().put("room", "lobby");
    JsonObject attic = new JsonObject().put("room", "attic");
    for (Role role : List.of(Role.GUEST, Role.MEMBER)) {
      String id = "u-" + role;
      Browser browser = somebody(id, role);
      browser.register("chat.room.lobby");
      ban(id, LOBBY);
      String message = "you are banned from \"lobby\" for good: spam";
      assertSentAway(browser, "chat.room.lobby", "banned", message);

      JsonObject err = browser.command(command, lobby);

      assertThat(err.getInteger("failureCode")).isEqualTo(403);
      assertThat(err.getString("message")).endsWith("room: " + message);
      assertThat(browser.command(command, attic).getJsonObject("body")).isEqualTo(attic);
    }
  }

  private int plain(String room, String id) {
    return Edge.soon(
            edge.request(HttpMethod.GET, "/plain/rooms/" + room)
                .putHeader("Accept", "text/event-stream")
                .bearerTokenAuthentication(
                    edge.tokenOf(new Caller(new Person(id, "somebody"), Role.GUEST)))
                .send())
        .statusCode();
  }

  @Test
  void aBanFromEveryRoomIsOneFromEachAndABanEndsWithItsTime() {
    Browser browser = somebody("u-1", Role.GUEST);
    browser.register("chat.room.lobby");
    browser.register("chat.room.attic");
    decide(Kind.BAN, "u-1", Optional.empty(), System.currentTimeMillis() + 1_000, Role.MODERATOR);
    assertThat(List.of(browser.next().getString("address"), browser.next().getString("address")))
        .containsExactlyInAnyOrder("chat.room.lobby", "chat.room.attic");
    while (browser.exchange("register", "chat.room.lobby", null).getString("type").equals("err")) {
      Thread.onSpinWait(); // until its time is over
    }
  }

  @Test
  void aModeratorsWordIsNotForModeratorsButAnAdminsIs() {
    Browser moderator = somebody("u-1", Role.MODERATOR);
    moderator.register("chat.room.lobby");
    kick("u-1");
    ban("u-1", LOBBY);
    edge.publish("chat.room.lobby", EVENT);
    assertThat(moderator.event("chat.room.lobby")).isEqualTo(EVENT);

    decide(Kind.KICK, "u-1", LOBBY, Sanction.LIFTED, Role.ADMIN);
    assertThat(moderator.next().getString("failureType")).isEqualTo("kicked");
  }

  @Test
  void whoIsKickedFromAPlainDoorIsClosedAndTheirStreamEnds() {
    new FakeChat(edge);
    String token = edge.tokenOf(new Caller(new Person("u-1", "somebody"), Role.GUEST));
    PlainClient lines = PlainClient.at(edge, "/plain/rooms/lobby?token=" + token);
    PlainClient others = PlainClient.at(edge, "/plain/rooms/lobby?name=bob");
    EventReader stream = EventReader.of(edge, "/plain/rooms/lobby?token=" + token);

    kick("u-1");

    assertThat(lines.closed()).isEqualTo(new Browser.Closed(4403, "sent away from the room: spam"));
    assertThat(stream.ended()).isTrue();
    others.hasNothingUnread();
    PlainClient.at(edge, "/plain/rooms/lobby?token=" + token).hasNothingUnread();
  }

  /** They were told that they were sent away, but not what the moderator wrote for them. */
  @Test
  void whoIsBannedFromAPlainDoorIsToldWhyAndWhoIsNotLetInAnyMoreHasNoReason() {
    new FakeChat(edge);
    String token = edge.tokenOf(new Caller(new Person("u-1", "somebody"), Role.GUEST));
    PlainClient banned = PlainClient.at(edge, "/plain/rooms/lobby?token=" + token);
    PlainClient stranger = PlainClient.at(edge, "/plain/rooms/lobby?name=bob");

    ban("u-1", LOBBY);
    assertThat(banned.closed())
        .isEqualTo(new Browser.Closed(4403, "sent away from the room: spam"));

    edge.publish(
        Internal.CHAT_ACCESS, new JsonObject().put("room", "lobby").put("access", "members"));
    assertThat(stranger.closed()).isEqualTo(new Browser.Closed(4403, "sent away from the room"));
  }

  /**
   * The door had asked for bans, and did not listen for them yet; a kick, which nobody keeps, was
   * missed for good.
   */
  @ParameterizedTest
  @EnumSource(names = {"BAN", "KICK"})
  void whoIsBannedOrKickedWhileTheyEnterByAPlainDoorIsSentAway(Kind kind) throws IOException {
    BlockingQueue<Message<JsonObject>> asked = edge.listenForRequests("chat.history");
    String uri =
        "/plain/rooms/lobby?token="
            + edge.tokenOf(new Caller(new Person("u-1", "somebody"), Role.GUEST));
    CompletableFuture<RawClient> entering =
        CompletableFuture.supplyAsync(() -> RawClient.at(edge, uri));
    try (BareSocket stream = new BareSocket(edge.port())) {
      stream.send(
          "GET "
              + uri
              + " HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nConnection: close\r\n\r\n");
      List<Message<JsonObject>> questions = List.of(Edge.soon(asked), Edge.soon(asked));

      long until = kind == Kind.BAN ? Sanction.FOR_GOOD : Sanction.LIFTED;
      decide(kind, "u-1", LOBBY, until, Role.MODERATOR);
      JsonObject page =
          new JsonObject()
              .put("room", "lobby")
              .put("epoch", "e1")
              .put("first", 1)
              .put("last", 0)
              .put("entries", new JsonArray());
      questions.forEach(question -> question.reply(page));

      try (RawClient lines = entering.orTimeout(10, TimeUnit.SECONDS).join()) {
        assertThat(lines.read().closeCode()).isEqualTo(4403);
      }
      assertThat(stream.readToTheEnd()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void aBridgeThatStartsAsksForTheBansAndSendsAwayWhoIsThereAlready() {
    Browser browser = somebody("u-1", Role.GUEST);
    browser.register("chat.room.lobby");
    bans.add(
        new Sanction(Kind.BAN, "u-1", LOBBY, Sanction.FOR_GOOD, Role.MODERATOR, Optional.empty())
            .toJson());
    edge.serve(Internal.CHAT_RULES, this::rules); // chat was away until now
    assertSentAway(browser, "chat.room.lobby", "banned", "you are banned from \"lobby\" for good");
  }

  @Test
  void aRoomThatIsForMembersFromNowOnIsLeftByEverybodyElse() {
    Browser visitor = Browser.visitor(edge);
    Browser guest = somebody("u-1", Role.GUEST);
    Browser member = somebody("u-2", Role.MEMBER);
    List.of(visitor, guest, member).forEach(it -> it.register("chat.room.lobby"));

    edge.publish(
        Internal.CHAT_ACCESS, new JsonObject().put("room", "lobby").put("access", "members"));

    for (Browser stranger : List.of(visitor, guest)) {
      assertSentAway(stranger, "chat.room.lobby", "access_denied", "\"lobby\" is not open to you");
      assertThat(stranger.exchange("register", "chat.room.lobby", null).getInteger("failureCode"))
          .isEqualTo(403);
    }
    edge.publish("chat.room.lobby", EVENT);
    assertThat(member.event("chat.room.lobby")).isEqualTo(EVENT);

    edge.publish(
        Internal.CHAT_ACCESS, new JsonObject().put("room", "lobby").put("access", "public"));
    member.hasNothingUnread();
    guest.hasNothingUnread();
    guest.register("chat.room.lobby");
  }
}
