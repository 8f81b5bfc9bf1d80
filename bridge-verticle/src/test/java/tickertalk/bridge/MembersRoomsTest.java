package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.contract.Caller;
import tickertalk.contract.Internal;
import tickertalk.contract.Person;
import tickertalk.contract.Role;

/** Rooms that are not open to everybody, and callers who are not for every room. */
@Timeout(20)
class MembersRoomsTest {
  private static final JsonObject EVENT = new JsonObject().put("n", 1);

  private Edge edge;

  @BeforeEach
  void open() {
    edge = new Edge();
  }

  @AfterEach
  void close() {
    edge.close();
  }

  /** Chat as it is: {@code cellar} is for members, everything else for all. */
  private void chat() {
    edge.serve(Internal.CHAT_ROOM, MembersRoomsTest::answer);
  }

  private static void answer(Message<JsonObject> question) {
    boolean members = question.body().getString("room").equals("cellar");
    question.reply(question.body().copy().put("access", members ? "members" : "public"));
  }

  private Browser somebody(Role role, Optional<Set<String>> rooms) {
    Caller caller = new Caller(new Person("u-" + role, "somebody"), role, rooms);
    return Browser.withToken(
        edge,
        new SessionTokens(edge.vertx, Edge.KEY, Duration.ofHours(1), Clock.systemUTC())
            .issue(caller)
            .token());
  }

  private static void assertDenied(JsonObject err) {
    assertThat(err.getInteger("failureCode")).as("%s", err).isEqualTo(403);
    assertThat(err.getString("body")).isEqualTo("access_denied");
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "typing", "presence", "sentiment"})
  void nothingOfAMembersRoomIsHeardByVisitorsAndGuests(String topic) {
    chat();
    String address = topic + ".room.cellar";
    Browser visitor = Browser.visitor(edge);
    Browser guest = Browser.named(edge, "alice");
    Browser member = somebody(Role.MEMBER, Optional.empty());
    for (int i = 0; i < 2; i++) {
      assertDenied(visitor.exchange("register", address, null));
      assertDenied(guest.exchange("register", address, null));
    }
    member.register(address);

    edge.publish(address, EVENT);

    assertThat(member.event(address)).isEqualTo(EVENT);
    visitor.hasNothingUnread();
    guest.hasNothingUnread();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sentiment.scores", "sentiment.mood"})
  void whatWasFeltInAMembersRoomIsNotToldToVisitorsAndGuests(String command) {
    chat();
    edge.serve(command, message -> message.reply(message.body()));
    JsonObject cellar = new JsonObject().put("room", "cellar");
    JsonObject attic = new JsonObject().put("room", "attic");
    Browser bound = somebody(Role.ADMIN, Optional.of(Set.of("cellar")));

    assertThat(Browser.visitor(edge).command(command, cellar).getInteger("failureCode"))
        .isEqualTo(403);
    assertThat(Browser.named(edge, "alice").command(command, cellar).getInteger("failureCode"))
        .isEqualTo(403);
    assertThat(bound.command(command, attic).getInteger("failureCode")).isEqualTo(403);
    assertThat(edge.get("/api/rooms/cellar/" + command.substring("sentiment.".length())))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(403);
    assertThat(bound.command(command, cellar).getJsonObject("body")).isEqualTo(cellar);
    assertThat(Browser.visitor(edge).command(command, attic).getJsonObject("body"))
        .isEqualTo(attic);
  }

  /** What is published between the question to chat and its answer is not for whom it refuses. */
  @Test
  void nothingIsHeardWhileChatHasNotSaidWhoMay() {
    BlockingQueue<Message<JsonObject>> asked = new LinkedBlockingQueue<>();
    edge.serve(Internal.CHAT_ROOM, asked::add);
    Browser guest = Browser.named(edge, "alice");
    Browser other = Browser.named(edge, "bob");
    guest.send(Browser.envelope("register", "typing.room.cellar").put("replyAddress", "r"));
    other.send(Browser.envelope("register", "typing.room.attic").put("replyAddress", "r"));
    Message<JsonObject> first = Edge.soon(asked);
    Message<JsonObject> second = Edge.soon(asked);
    edge.publish("typing.room.cellar", EVENT);
    edge.publish("typing.room.attic", EVENT);
    guest.hasNothingUnread();
    other.hasNothingUnread();

    answer(first);
    answer(second);

    assertDenied(guest.next());
    guest.hasNothingUnread();
    assertThat(other.event("typing.room.attic")).as("what was kept").isEqualTo(EVENT);
    assertThat(other.next().getString("address")).isEqualTo("r");
  }

  @Test
  void whileChatIsAwayMembersListenAndGuestsWait() {
    edge.chatIsAway();
    Browser member = somebody(Role.MEMBER, Optional.empty());
    Browser guest = Browser.named(edge, "alice");
    Browser other = Browser.named(edge, "bob");
    guest.send(Browser.envelope("register", "chat.room.cellar").put("replyAddress", "r"));
    other.send(Browser.envelope("register", "chat.room.attic").put("replyAddress", "r"));
    member.register("chat.room.cellar");
    edge.publish("chat.room.cellar", EVENT);
    assertThat(member.event("chat.room.cellar")).isEqualTo(EVENT);
    guest.hasNothingUnread();
    other.hasNothingUnread();

    chat();

    assertDenied(guest.next());
    assertThat(other.next().getJsonObject("body").getString("registered"))
        .isEqualTo("chat.room.attic");
    edge.publish("chat.room.attic", EVENT);
    assertThat(other.event("chat.room.attic")).isEqualTo(EVENT);
  }

  @Test
  void whoGivesUpWaitingAndComesAgainHearsEverythingOnce() {
    edge.chatIsAway();
    Browser guest = Browser.named(edge, "alice");
    guest.send(Browser.envelope("register", "chat.room.attic"));
    guest.send(Browser.envelope("register", "chat.room.attic"));
    guest.unregister("chat.room.attic");
    chat();
    // Both are told that it came to nothing.
    assertThat(guest.next().getString("type")).isEqualTo("err");
    assertThat(guest.next().getString("type")).isEqualTo("err");
    guest.register("chat.room.attic");
    guest.register("chat.room.attic");
    edge.publish("chat.room.attic", EVENT);
    assertThat(guest.event("chat.room.attic")).isEqualTo(EVENT);
    guest.hasNothingUnread();
  }

  @Test
  void aTokenForSomeRoomsIsForNoOther() {
    chat();
    Browser bound = somebody(Role.ADMIN, Optional.of(Set.of("cellar")));
    bound.register("chat.room.cellar");
    assertDenied(bound.exchange("register", "chat.room.attic", null));
    assertDenied(bound.exchange("register", "presence.room.attic", null));
    bound.register("price.BTC-USDT");
    bound.register("notice.me");
  }
}
