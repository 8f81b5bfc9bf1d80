package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static tickertalk.chat.FakeBridge.await;
import static tickertalk.chat.FakeBridge.next;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tickertalk.contract.Caller;
import tickertalk.contract.Command;
import tickertalk.contract.Internal;
import tickertalk.contract.Person;
import tickertalk.contract.Role;
import tickertalk.storage.Database;
import tickertalk.storage.Databases;
import tickertalk.storage.Leases;

/** Rooms for members, and sessions for some rooms. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class RoomsForSomeTest {
  private static final Person ALICE = new Person("u-1", "alice");
  private static final Optional<Caller> VISITOR = Optional.empty();
  private static final Optional<Caller> GUEST = Optional.of(new Caller(ALICE, Role.GUEST));
  private static final Optional<Caller> MEMBER = Optional.of(new Caller(ALICE, Role.MEMBER));
  private static final Optional<Caller> ADMIN = Optional.of(new Caller(ALICE, Role.ADMIN));

  private static final Optional<Caller> FOR_CELLAR =
      Optional.of(new Caller(ALICE, Role.ADMIN, Optional.of(Set.of("cellar", "nowhere"))));

  private static final JsonObject CLUB =
      new JsonObject().put("room", "club").put("title", "Club").put("access", "members");

  private final Database database = Databases.sqlite();
  private Vertx vertx;
  private FakeBridge bridge;

  @BeforeEach
  void deploy(Vertx injected) throws TimeoutException {
    vertx = injected;
    bridge = new FakeBridge(vertx);
    ChatConfig config = ChatConfig.of(List.of("lobby", "cellar"));
    await(vertx.deployVerticle(new ChatVerticle(config, database, Leases.alone().of("chat"))));
  }

  @AfterEach
  void close() throws TimeoutException {
    await(vertx.close());
    database.close();
  }

  @Test
  void aMemberOpensARoomForMembersAndMembersTalkThere() throws Exception {
    BlockingQueue<JsonObject> told = bridge.events("chat.room.club");
    JsonObject opened = bridge.ask(Command.CHAT_OPEN, CLUB, MEMBER);
    assertThat(opened.getString("access")).isEqualTo("members");
    for (Optional<Caller> caller : List.of(MEMBER, ADMIN)) {
      for (Map.Entry<Command, JsonObject> request : requests("club").entrySet()) {
        bridge.ask(request.getKey(), request.getValue(), caller);
      }
    }
    assertThat(List.of(next(told).getLong("seq"), next(told).getLong("seq")))
        .containsExactly(1L, 2L);
  }

  @Test
  void aRoomForMembersIsShutToGuestsAndVisitors() throws Exception {
    bridge.ask(Command.CHAT_OPEN, CLUB, MEMBER);
    String message = "room: \"club\" is for members only";
    requests("club")
        .forEach((command, body) -> bridge.assertRefused(403, message, command, body, GUEST));
    changes("club")
        .forEach((command, body) -> bridge.assertRefused(403, message, command, body, GUEST));
    bridge.assertRefused(403, message, Command.CHAT_OPEN, open("club"), GUEST);
    JsonObject query = new JsonObject().put("room", "club");
    bridge.assertRefused(403, message, Command.CHAT_HISTORY, query, VISITOR);
    assertThat(bridge.ask(Command.CHAT_HISTORY, query, MEMBER).getJsonArray("entries")).isEmpty();
  }

  @Test
  void aRoomForMembersIsListedToMembersOnly() throws Exception {
    bridge.ask(Command.CHAT_OPEN, CLUB, MEMBER);
    assertThat(listed(VISITOR)).containsExactly("cellar public", "lobby public");
    assertThat(listed(GUEST)).containsExactly("cellar public", "lobby public");
    assertThat(listed(MEMBER)).containsExactly("cellar public", "club members", "lobby public");
    assertThat(listed(ADMIN)).hasSize(3);
  }

  @Test
  void aGuestOpensRoomsForEverybodyButNoneForMembers() throws Exception {
    bridge.assertRefused(
        403, "access: only members may open a room for members", Command.CHAT_OPEN, CLUB, GUEST);
    assertThat(listed(ADMIN)).containsExactly("cellar public", "lobby public");
    assertThat(bridge.ask(Command.CHAT_OPEN, open("attic"), GUEST).getString("access"))
        .isEqualTo("public");
  }

  @Test
  void aRoomThatIsThereKeepsItsAccess() throws Exception {
    bridge.ask(Command.CHAT_OPEN, CLUB, MEMBER);
    assertThat(bridge.ask(Command.CHAT_OPEN, open("club"), MEMBER).getString("access"))
        .isEqualTo("members");
    JsonObject lobbyForMembers = CLUB.copy().put("room", "lobby");
    assertThat(bridge.ask(Command.CHAT_OPEN, lobbyForMembers, MEMBER).getString("access"))
        .isEqualTo("public");
  }

  @Test
  void otherServicesHearWhomARoomIsOpenTo() throws Exception {
    bridge.ask(Command.CHAT_OPEN, CLUB, MEMBER);
    assertThat(access("club")).isEqualTo("members");
    assertThat(access("lobby")).isEqualTo("public");
  }

  @Test
  void aSessionForSomeRoomsWorksThereAndNowhereElse() throws Exception {
    for (Map.Entry<Command, JsonObject> request : requests("cellar").entrySet()) {
      bridge.ask(request.getKey(), request.getValue(), FOR_CELLAR);
    }
    for (String room : List.of("lobby", "attic")) {
      String message = "room: this session is not for \"" + room + "\"";
      requests(room)
          .forEach(
              (command, body) -> bridge.assertRefused(403, message, command, body, FOR_CELLAR));
      bridge.assertRefused(403, message, Command.CHAT_OPEN, open(room), FOR_CELLAR);
    }
    assertThat(listed(FOR_CELLAR)).containsExactly("cellar public");
    assertThat(listed(ADMIN)).as("no room was opened").hasSize(2);
    bridge.assertRefused(
        404,
        "room: no such room \"nowhere\"",
        Command.CHAT_HISTORY,
        new JsonObject().put("room", "nowhere"),
        FOR_CELLAR);
  }

  /** Each command about a room, as a caller in good standing sends it. */
  private static Map<Command, JsonObject> requests(String room) {
    JsonObject body = new JsonObject().put("room", room);
    return Map.of(
        Command.CHAT_POST, body.copy().put("id", UUID.randomUUID().toString()).put("text", "hi"),
        Command.CHAT_HISTORY, body,
        Command.CHAT_SEEN, body.copy().put("seq", 1),
        Command.TYPING_SET, body.copy().put("typing", false));
  }

  private static Map<Command, JsonObject> changes(String room) {
    JsonObject change =
        new JsonObject().put("room", room).put("id", UUID.randomUUID().toString()).put("seq", 1);
    return Map.of(
        Command.CHAT_EDIT, change.copy().put("text", "hi"),
        Command.CHAT_REACT, change.copy().put("emoji", "👍").put("on", true),
        Command.CHAT_DELETE, change);
  }

  private static JsonObject open(String room) {
    return new JsonObject().put("room", room).put("title", "a room");
  }

  private String access(String room) throws TimeoutException {
    return bridge.ask(Internal.CHAT_ROOM, new JsonObject().put("room", room)).getString("access");
  }

  private List<String> listed(Optional<Caller> caller) throws TimeoutException {
    return bridge.ask(Command.CHAT_ROOMS, new JsonObject(), caller).getJsonArray("rooms").stream()
        .map(JsonObject.class::cast)
        .map(room -> room.getString("room") + " " + room.getString("access"))
        .toList();
  }
}
