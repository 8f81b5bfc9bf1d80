package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tickertalk.contract.Internal;

/** A room, and the counter, by Server-Sent Events. */
@Timeout(30)
class RoomStreamTest {
  private static final String LOBBY = "/plain/rooms/lobby";

  private Edge edge;
  private FakeChat chat;

  @BeforeEach
  void open() {
    edge = new Edge();
    chat = new FakeChat(edge);
  }

  @AfterEach
  void close() {
    edge.close();
  }

  private void sayTimes(int times) {
    for (int i = 0; i < times; i++) {
      chat.append("entry " + i);
    }
  }

  private static void hasAll(EventReader reader, long from, long to) {
    for (long seq = from; seq <= to; seq++) {
      EventReader.Event event = reader.next();
      assertThat(event.name()).isEqualTo("message");
      assertThat(event.data().getLong("seq")).isEqualTo(seq);
    }
  }

  @Test
  void whoComesNewGetsWhatIsNew() {
    chat.append("long ago");
    EventReader reader = EventReader.of(edge, LOBBY);
    assertThat(reader.status()).isEqualTo(200);
    assertThat(reader.header("content-type")).isEqualTo("text/event-stream");

    JsonObject entry = chat.append("now");
    chat.tell(entry);

    assertThat(reader.next()).isEqualTo(new EventReader.Event("message", "e1:2", entry));
  }

  @Test
  void whoComesBackGetsWhatWasMissedPageByPageAndThenWhatIsNew() {
    sayTimes(1_203);
    EventReader reader = EventReader.after(edge, LOBBY, "e1:2");
    hasAll(reader, 3, 1_203);
    chat.say("new");
    hasAll(reader, 1_204, 1_204);
    assertThat(chat.pagesRead.get()).isEqualTo(3);
  }

  @Test
  void thePlaceMayStandInTheQueryWithoutItsLog() {
    sayTimes(5);
    hasAll(EventReader.of(edge, LOBBY + "?lastEventId=3"), 4, 5);
  }

  @Test
  void whatIsSaidWhileTheHistoryIsReadComesOnceAndInOrder() {
    sayTimes(2_000);
    EventReader reader = EventReader.after(edge, LOBBY, "e1:0");
    for (int i = 0; i < 200; i++) {
      chat.say("meanwhile");
    }
    hasAll(reader, 1, 2_200);
  }

  @Test
  void anotherLogIsAnnouncedAndReadFromItsBeginning() {
    sayTimes(3);
    EventReader reader = EventReader.after(edge, LOBBY, "gone:9");
    EventReader.Event reset = reader.next();
    assertThat(reset.name()).isEqualTo("reset");
    assertThat(reset.id()).isEqualTo("e1:0");
    assertThat(reset.data().getString("epoch")).isEqualTo("e1");
    hasAll(reader, 1, 3);
  }

  @Test
  void aLogThatIsReplacedWhileSomebodyReadsIsAnnounced() {
    sayTimes(2);
    EventReader reader = EventReader.after(edge, LOBBY, "e1:0");
    hasAll(reader, 1, 2);
    chat.beginAnew("e2");
    chat.say("first of the new log");
    reader.next("reset");
    hasAll(reader, 1, 1);
  }

  @Test
  void aPartThatIsGoneIsAnnounced() {
    sayTimes(9);
    chat.forgetBefore(6);
    EventReader reader = EventReader.after(edge, LOBBY, "e1:2");
    assertThat(reader.next("reset").getLong("first")).isEqualTo(6);
    hasAll(reader, 6, 9);
  }

  @Test
  void topicsComeUnderTheirNames() {
    EventReader reader =
        EventReader.of(edge, LOBBY + "?topics=sentiment,price,typing,presence&symbol=ETH-USDT");
    JsonObject body = new JsonObject().put("n", 1);
    edge.publish("sentiment.room.lobby", body);
    assertThat(reader.next()).isEqualTo(new EventReader.Event("sentiment", "", body));
    edge.publish("price.ETH-USDT", body);
    assertThat(reader.next("price")).isEqualTo(body);
    edge.publish("typing.room.lobby", body);
    assertThat(reader.next("typing")).isEqualTo(body);
    edge.publish("presence.room.lobby", body);
    assertThat(reader.next("presence")).isEqualTo(body);
  }

  @Test
  void whatIsWrongIsRefusedByName() {
    assertThat(refusal(LOBBY + "?topics=gossip", 400)).startsWith("topics: ");
    assertThat(refusal(LOBBY + "?topics=price&symbol=x", 400)).startsWith("symbol: ");
    assertThat(refusal(LOBBY + "?lastEventId=x", 400)).startsWith("Last-Event-ID: ");
    assertThat(refusal("/plain/rooms/attic", 404)).startsWith("room: ");
    assertThat(refusal(LOBBY + "?token=forged", 401)).isEqualTo("the session is over");
    assertThat(edge.get(LOBBY).statusCode()).isEqualTo(426);
  }

  private String refusal(String uri, int status) {
    var answer =
        Edge.soon(
            edge.request(HttpMethod.GET, uri).putHeader("accept", "text/event-stream").send());
    assertThat(answer.statusCode()).isEqualTo(status);
    return answer.bodyAsJsonObject().getString("message");
  }

  @Test
  void aStreamThatBeginsWhileChatIsAwayGoesOnWhenItIsBack() {
    sayTimes(2);
    edge.dismissServices();
    EventReader reader = EventReader.after(edge, LOBBY, "1");
    assertThat(reader.status()).isEqualTo(200);
    FakeChat back = new FakeChat(edge);
    back.append("one");
    back.append("two");
    hasAll(reader, 2, 2);
  }

  @Test
  void aReaderOfASessionCountsAsPresentAndEndsWithIt() {
    var reports = edge.listen(Internal.PRESENCE_REPORT);
    EventReader reader = EventReader.of(edge, LOBBY + "?token=" + edge.tokenThatEndsSoon("alice"));
    assertThat(Edge.soon(reports).getJsonArray("people").size()).isEqualTo(1);
    assertThat(reader.ended()).isTrue();
    JsonObject report = Edge.soon(reports);
    while (!report.getJsonArray("people").isEmpty()) {
      report = Edge.soon(reports);
    }
  }

  @Test
  void whoReadsSlowlyGetsEverythingAndCostsNoMemory() throws Exception {
    edge.close();
    edge = new Edge(Edge.config(128 * 1024, 200, 0, Duration.ofSeconds(10)));
    chat = new FakeChat(edge);
    String text = "x".repeat(16_000);
    EventReader quick = EventReader.of(edge, LOBBY);
    try (SlowEventReader slow = new SlowEventReader(edge, LOBBY)) {
      for (int i = 1; i <= 1_000; i++) {
        chat.say(text);
        assertThat(quick.next().data().getLong("seq")).isEqualTo(i);
      }
      for (int seq = 1; seq <= 1_000; seq++) {
        assertThat(slow.nextSeq()).isEqualTo(seq);
      }
    }
  }

  @Test
  void theCounterTellsEverybodyTheSame() {
    EventReader one = EventReader.of(edge, "/counter");
    EventReader two = EventReader.of(edge, "/counter");
    assertThat(one.next("people").getInteger("people")).isZero();
    assertThat(two.next("people").getInteger("people")).isZero();

    PlainClient alice = PlainClient.at(edge, LOBBY + "?name=alice");
    assertThat(one.next("people").getInteger("people")).isEqualTo(1);
    assertThat(two.next("people").getInteger("people")).isEqualTo(1);
    edge.publish(
        Internal.PRESENCE_REPORT,
        new JsonObject()
            .put("bridge", "another")
            .put("room", "attic")
            .put(
                "people", new JsonArray().add(new JsonObject().put("id", "bob").put("name", "bob")))
            .put("arrived", new JsonArray()));
    assertThat(one.next("people").getInteger("people")).isEqualTo(2);
    assertThat(two.next("people").getInteger("people")).isEqualTo(2);
    alice.leave();
    assertThat(one.next("people").getInteger("people")).isEqualTo(1);
  }

  @Test
  void theCounterHasAPageWithoutInlineScripts() {
    var page = edge.get("/counter");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.getHeader("content-security-policy")).contains("default-src 'self'");
    assertThat(page.bodyAsString()).contains("/counter/counter.js").doesNotContain("<script>");
    assertThat(edge.get("/counter/counter.js").getHeader("content-type")).contains("javascript");
    assertThat(edge.get("/counter/counter.css").statusCode()).isEqualTo(200);
    assertThat(edge.get("/counter/nothing").statusCode()).isEqualTo(404);
  }
}
