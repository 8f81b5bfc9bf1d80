package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.contract.Internal;

/** A browser that does not read must not cost the others, or the server, anything. */
@Timeout(30)
@ParameterizedClass(name = "native transport: {0}")
@ValueSource(booleans = {true, false})
class SlowReaderTest {
  private static final String LOBBY = "chat.room.lobby";
  private static final String PRICE = "price.BTC-USDT";
  private static final String LONG_TEXT = "x".repeat(32 * 1024);

  /** More than the sockets of both ends hold, with some megabytes to spare. */
  private static final int ENTRIES = 512;

  private final Edge edge;

  SlowReaderTest(boolean nativeTransport) {
    edge = new Edge(Edge.config(128 * 1024, 200, 0, Duration.ofSeconds(10)), nativeTransport);
  }

  @AfterEach
  void close() {
    edge.close();
  }

  private static JsonObject entry(int seq) {
    return new JsonObject().put("seq", seq).put("text", LONG_TEXT);
  }

  /** Publishes one by one, each once the reader has the one before. */
  private void publishAtThePaceOf(Browser reader, String address) {
    for (int seq = 1; seq <= ENTRIES; seq++) {
      edge.publish(address, entry(seq));
      assertThat(reader.event(address).getInteger("seq")).isEqualTo(seq);
    }
  }

  private static RawClient slowReaderOf(Edge edge, String query, String address)
      throws IOException {
    RawClient slow = new RawClient(edge, query);
    slow.sendText(Browser.envelope("register", address).put("replyAddress", "r").encode());
    assertThat(new JsonObject(slow.read().text()).getString("address")).isEqualTo("r");
    return slow;
  }

  @Test
  void whoStopsReadingIsClosedWhileOthersGetEverything() throws IOException {
    Browser reader = Browser.visitor(edge);
    reader.register(LOBBY);
    try (RawClient slow = slowReaderOf(edge, "", LOBBY)) {

      publishAtThePaceOf(reader, LOBBY);

      int seq = 0;
      RawClient.Frame frame = slow.read();
      while (frame.opcode() == RawClient.TEXT) {
        seq++;
        assertThat(new JsonObject(frame.text()).getJsonObject("body").getInteger("seq"))
            .as("what came before the close, without holes")
            .isEqualTo(seq);
        frame = slow.read();
      }
      assertThat(seq).isBetween(4, ENTRIES - 1);
      assertThat(frame.closeCode()).isEqualTo(4001);
      assertThat(frame.closeReason()).isEqualTo("slow");
    }
    reader.hasNothingUnread();
  }

  @Test
  void whoStopsReadingIsNotInTheRoomAnyMoreThoughTheConnectionIsStuck() throws IOException {
    BlockingQueue<JsonObject> reports = edge.listen(Internal.PRESENCE_REPORT);
    Browser reader = Browser.visitor(edge);
    reader.register(LOBBY);
    try (RawClient slow = slowReaderOf(edge, "?token=" + edge.token("alice"), LOBBY)) {
      assertThat(Edge.soon(reports).getJsonArray("people").size()).isEqualTo(1);

      publishAtThePaceOf(reader, LOBBY);

      JsonObject report = Edge.soon(reports);
      while (!report.getJsonArray("people").isEmpty()) {
        report = Edge.soon(reports);
      }
      assertThat(report.getString("room")).isEqualTo("lobby");
    }
  }

  /** Pongs are no events: no outbox bounds them. */
  @Test
  void whoPingsAndDoesNotReadIsNotAnsweredEveryTime() throws IOException {
    byte[] ping = new byte[2 + 4 + 125]; // masked with zeros
    ping[0] = (byte) (0x80 | RawClient.PING);
    ping[1] = (byte) (0x80 | 125);
    ByteBuffer thousand = ByteBuffer.allocate(1_000 * ping.length);
    while (thousand.hasRemaining()) {
      thousand.put(ping);
    }
    int pings = 200_000; // 25 MB, far more than the sockets of both ends hold
    try (RawClient slow = new RawClient(edge, "")) {
      for (int i = 0; i < pings / 1_000; i++) {
        slow.sendBytes(thousand.array());
      }
      slow.sendText(new JsonObject().put("type", "ping").put("replyAddress", "end").encode());

      int pongs = 0;
      RawClient.Frame frame = slow.read();
      while (frame.opcode() != RawClient.TEXT && frame.opcode() != RawClient.CLOSE) {
        pongs += frame.opcode() == RawClient.PONG ? 1 : 0; // and not a heartbeat
        frame = slow.read();
      }

      assertThat(frame.text()).contains("end");
      assertThat(pongs).isBetween(1, pings - 1);

      slow.sendBytes(ping);
      do {
        frame = slow.read();
      } while (frame.opcode() == RawClient.PING);
      assertThat(frame.opcode()).as("who reads again").isEqualTo(RawClient.PONG);
    }
  }

  @Test
  void whoStopsReadingPricesIsKeptAndGetsTheNewestWhenReadingAgain() throws IOException {
    Browser reader = Browser.visitor(edge);
    reader.register(PRICE);
    try (RawClient slow = slowReaderOf(edge, "", PRICE)) {

      publishAtThePaceOf(reader, PRICE);

      int events = 0;
      int seq = 0;
      while (seq < ENTRIES) {
        RawClient.Frame frame = slow.read();
        assertThat(frame.opcode()).isEqualTo(RawClient.TEXT);
        int next = new JsonObject(frame.text()).getJsonObject("body").getInteger("seq");
        assertThat(next).as("never an older one").isGreaterThan(seq);
        seq = next;
        events++;
      }
      assertThat(events).as("most were left out").isLessThan(ENTRIES);
    }
  }

  @Test
  void whoDoesNotReadDoesNotKeepTheHouseOpen() throws IOException {
    Browser reader = Browser.visitor(edge);
    reader.register(LOBBY);
    try (RawClient stuck = slowReaderOf(edge, "", LOBBY)) {
      publishAtThePaceOf(reader, LOBBY);

      Edge.soon(edge.undeploy());

      assertThat(reader.closed().code()).isEqualTo(1001);
    }
  }
}
