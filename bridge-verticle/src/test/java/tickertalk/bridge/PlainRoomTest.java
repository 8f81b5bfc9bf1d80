package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tickertalk.contract.Internal;

/** A room by lines of text. */
@Timeout(30)
class PlainRoomTest {
  private static final String LOBBY = "/plain/rooms/lobby";

  private Edge edge;
  private FakeChat chat;

  @BeforeEach
  void open() {
    open(new Edge());
  }

  private void open(Edge other) {
    edge = other;
    chat = new FakeChat(edge);
  }

  @AfterEach
  void close() {
    edge.close();
  }

  private PlainClient enter(String query) {
    return PlainClient.at(edge, LOBBY + query);
  }

  private HttpResponse<Buffer> handshake(String uri) {
    return Edge.soon(
        edge.request(HttpMethod.GET, uri)
            .putHeader("upgrade", "websocket")
            .putHeader("connection", "Upgrade")
            .putHeader("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==")
            .putHeader("sec-websocket-version", "13")
            .send());
  }

  @Test
  void othersSeeWhoSaidItAndTheSenderDoesNotGetItsOwnLine() {
    PlainClient alice = enter("?name=alice");
    PlainClient bob = enter("?name=bob");

    alice.send("hello");
    assertThat(bob.next()).isEqualTo("alice: hello");
    bob.send("hi alice");
    assertThat(alice.next()).isEqualTo("bob: hi alice");
    alice.hasNothingUnread();
  }

  @Test
  void withEchoTheSenderGetsItsOwnLineOnce() {
    PlainClient alice = enter("?name=alice&echo=true");
    PlainClient bob = enter("?name=bob&echo=true");
    alice.send("x");
    assertThat(alice.next()).isEqualTo("alice: x");
    assertThat(bob.next()).isEqualTo("alice: x");
    alice.hasNothingUnread();
  }

  @Test
  void aLineOfOnesOtherDeviceIsShown() {
    String token = edge.token("alice");
    PlainClient phone = enter("?token=" + token);
    PlainClient laptop = enter("?token=" + token);
    phone.send("from my phone");
    assertThat(laptop.next()).isEqualTo("alice: from my phone");
    phone.hasNothingUnread();
  }

  @Test
  void exitClosesAndIsShownToNobody() {
    PlainClient alice = enter("?name=alice");
    PlainClient bob = enter("?name=bob");
    alice.send("/exit\n");
    assertThat(alice.closed()).isEqualTo(new Browser.Closed(1000, "bye"));
    bob.hasNothingUnread();
    assertThat(chat.last()).isZero();
  }

  @Test
  void anUnknownCommandIsNotSaid() {
    PlainClient alice = enter("?name=alice");
    alice.send("/dance");
    assertThat(alice.next()).isEqualTo("! no such command, see /help");
    assertThat(chat.last()).isZero();
    alice.send("/help");
    assertThat(alice.next()).contains("/exit", "/typing", "/stop", "/price", "/mood", "/help");
  }

  @Test
  void aLineBreakCannotFeignALineOfSomebodyElse() {
    PlainClient alice = enter("?name=alice");
    PlainClient bob = enter("?name=bob");
    alice.send("one\nbob: two");
    assertThat(bob.next()).isEqualTo("alice: one\n  bob: two");
  }

  @Test
  void aVisitorReadsAndIsToldHowToSpeak() {
    PlainClient visitor = enter("");
    visitor.send("hello");
    assertThat(visitor.next()).startsWith("! you need a name here");
    chat.say("hello visitor");
    assertThat(visitor.next()).isEqualTo("zoe: hello visitor");
  }

  @Test
  void whatTheServiceRefusesComesBackToTheSender() {
    edge.dismissServices();
    new FakeChat(edge);
    PlainClient alice = enter("?name=alice");
    edge.dismissServices();
    edge.serve("chat.post", message -> message.fail(413, "text: must be shorter"));
    alice.send("too long");
    assertThat(alice.next()).isEqualTo("! text: must be shorter");
    edge.dismissServices();
    alice.send("nobody is there");
    assertThat(alice.next()).isEqualTo("! chat.post is not available now, try again");
  }

  @Test
  void typingIsToldToThoseWhoWishToKnow() {
    BlockingQueue<io.vertx.core.eventbus.Message<JsonObject>> asked = edge.serve("typing.set");
    PlainClient alice = enter("?name=alice");
    PlainClient bob = enter("?name=bob&events=true");
    alice.send("/typing");
    assertThat(Edge.soon(asked).body())
        .isEqualTo(new JsonObject().put("room", "lobby").put("typing", true));
    JsonArray users = new JsonArray().add(new JsonObject().put("id", "7").put("name", "alice"));
    edge.publish("typing.room.lobby", new JsonObject().put("room", "lobby").put("users", users));
    assertThat(bob.next()).isEqualTo("💬 alice 입력 중...");
    alice.send("/stop");
    assertThat(Edge.soon(asked).body().getBoolean("typing")).isFalse();
    edge.publish(
        "typing.room.lobby", new JsonObject().put("room", "lobby").put("users", new JsonArray()));
    bob.hasNothingUnread();
    alice.hasNothingUnread();
  }

  /** Each of these lines counted as under way for good, and after 32 nothing was read any more. */
  @Test
  void anAnswerThatMakesNoSenseIsToldAndTheNextLineIsRead() {
    edge.serve("price.quote");
    PlainClient visitor = enter("");
    for (int i = 0; i < 40; i++) {
      visitor.send("/price BTC-USDT");
      assertThat(visitor.next()).isEqualTo("! /price is not available now, try again");
    }
    visitor.hasNothingUnread();
  }

  @ParameterizedTest
  @CsvSource({
    "live,'$70,352.36'",
    "replay,'$70,352.36 (replay)'",
    "stale,'$70,352.36 (stale)'",
    "unavailable,! BTC-USDT: no source"
  })
  void aPriceIsToldAsItIsWritten(String state, String line) {
    edge.serve(
        "price.quote",
        message ->
            message.reply(
                new JsonObject()
                    .put("symbol", message.body().getString("symbol"))
                    .put("display", "$70,352.36")
                    .put("state", state)
                    .put("reason", "no source")));
    PlainClient visitor = enter("");
    visitor.send("/price btc-usdt");
    assertThat(visitor.next()).isEqualTo(line);
  }

  @Test
  void aMoodIsToldInAWordAndAFace() {
    edge.serve(
        "sentiment.analyze",
        message ->
            message.reply(
                new JsonObject()
                    .put(
                        "label",
                        message.body().getString("text").equals("love")
                            ? "positive"
                            : "negative")));
    PlainClient visitor = enter("");
    visitor.send("/mood love");
    assertThat(visitor.next()).isEqualTo("긍정 😊");
    visitor.send("/mood sad");
    assertThat(visitor.next()).isEqualTo("부정 😞");
  }

  @Test
  void anEntryToldTwiceIsShownOnceAndALostOneIsFetched() {
    PlainClient alice = enter("?name=alice");
    JsonObject first = chat.append("one");
    chat.tell(first);
    chat.tell(first);
    chat.append("two, which nobody was told of");
    chat.say("three");
    assertThat(alice.next()).isEqualTo("zoe: one");
    assertThat(alice.next()).isEqualTo("zoe: two, which nobody was told of");
    assertThat(alice.next()).isEqualTo("zoe: three");
    alice.hasNothingUnread();
  }

  @Test
  void aRoomThatDoesNotExistIsNotOpened() {
    HttpResponse<Buffer> answer = handshake("/plain/rooms/attic?name=alice");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.bodyAsJsonObject().getString("message")).contains("attic");
  }

  @ParameterizedTest
  @CsvSource({
    "/plain/rooms/a%20b,400",
    "/plain/rooms/lobby?echo=perhaps,400",
    "/plain/rooms/lobby?name=%07,400",
    "/plain/rooms/lobby?token=forged,401"
  })
  void whatIsWrongIsRefusedBeforeTheUpgrade(String uri, int status) {
    assertThat(handshake(uri).statusCode()).isEqualTo(status);
  }

  @Test
  void whileChatIsAwayTheDoorSaysSo() {
    edge.dismissServices();
    assertThat(handshake(LOBBY + "?name=alice").statusCode()).isEqualTo(503);
  }

  @Test
  void whoIsHereCountsAsPresentUntilTheyLeave() {
    BlockingQueue<JsonObject> reports = edge.listen(Internal.PRESENCE_REPORT);
    PlainClient alice = enter("?name=alice");
    JsonObject report = Edge.soon(reports);
    assertThat(report.getJsonArray("people").getJsonObject(0).getString("name")).isEqualTo("alice");
    alice.leave();
    while (!report.getJsonArray("people").isEmpty()) {
      report = Edge.soon(reports);
    }
  }

  @Test
  void whoIsTooFastIsToldWhenToComeBack() {
    edge.close();
    open(new Edge(Edge.config(1 << 20, 200, 1, Duration.ofSeconds(10))));
    PlainClient alice = enter("?name=alice");
    for (int i = 0; i < 5; i++) {
      alice.send("line " + i);
    }
    assertThat(alice.next()).matches("! too fast, try again in \\d+ ms");
  }

  /** Each name is a new person, whom presence, rates and bans count as another. */
  @Test
  void namesAreTakenNoFasterThanAnAddressSignsIn() {
    edge.close();
    BridgeConfig config = Edge.config();
    open(new Edge(config.with(config.limits().withRates(0, 0, 1))));
    String token = edge.token("alice");
    HttpResponse<Buffer> answer = handshake(LOBBY + "?name=%07");
    for (int i = 0; answer.statusCode() == 400; i++) {
      assertThat(i).as("names that were looked at").isLessThan(100);
      answer = handshake(LOBBY + "?name=%07");
    }
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.getHeader("retry-after")).isEqualTo("1");
    assertThat(answer.bodyAsJsonObject().getLong("retryAfterMs")).isBetween(1L, 1_000L);
    assertThat(edge.reached(Limit.SIGN_IN_RATE)).isEqualTo(1);
    enter("?token=" + token).hasNothingUnread();
    enter("").hasNothingUnread();
  }

  @Test
  void aMessageThatIsTooLargeClosesItsSender() {
    PlainClient alice = enter("?name=alice");
    alice.send("x".repeat(300_000));
    assertThat(alice.closed().code()).isEqualTo(1009);
  }

  @Test
  void bytesAreRefused() {
    PlainClient alice = enter("?name=alice");
    alice.send(Buffer.buffer("x"));
    assertThat(alice.next()).isEqualTo("! a room takes text only");
  }

  @Test
  void anExpiredSessionIsClosed() {
    PlainClient alice = enter("?token=" + edge.tokenThatEndsSoon("alice"));
    assertThat(alice.closed()).isEqualTo(new Browser.Closed(4401, "the session is over"));
  }

  @Test
  void whenTheHouseClosesEverybodyIsSentAway() {
    PlainClient alice = enter("?name=alice");
    PlainClient echo = PlainClient.at(edge, "/ws");
    EventReader stream = EventReader.of(edge, LOBBY);
    Edge.soon(edge.undeploy());
    assertThat(alice.closed().code()).isEqualTo(1001);
    assertThat(echo.closed().code()).isEqualTo(1001);
    assertThat(stream.ended()).isTrue();
    assertThat(edge.consumers("chat.room.lobby")).isZero();
  }

  @Test
  void whoStopsReadingIsClosedWhileOthersGetEverything() throws Exception {
    edge.close();
    open(new Edge(Edge.config(128 * 1024, 200, 0, Duration.ofSeconds(10))));
    PlainClient reader = enter("");
    String text = "x".repeat(16_000);
    try (RawClient slow = RawClient.at(edge, LOBBY)) {
      for (int i = 0; i < 1_000; i++) {
        chat.say(text);
        assertThat(reader.next()).hasSize(text.length() + 5);
      }
      int lines = 0;
      RawClient.Frame frame = slow.read();
      while (frame.opcode() == RawClient.TEXT) {
        lines++;
        frame = slow.read();
      }
      assertThat(lines).isBetween(1, 999);
      assertThat(frame.closeCode()).isEqualTo(4001);
    }
    reader.hasNothingUnread();
  }
}
