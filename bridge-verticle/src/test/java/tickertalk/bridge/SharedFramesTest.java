package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames are made once for all; how far one connection has come must not show on another. */
@Timeout(30)
@ParameterizedClass(name = "native transport: {0}")
@ValueSource(booleans = {true, false})
class SharedFramesTest {
  private static final String LARGE = "chat.room.large";
  private static final String SMALL = "chat.room.small";

  /** More than the sockets of both ends hold, so that the network takes a part only. */
  private static final String TEXT = "x".repeat(12 << 20);

  private static final int EVENT_LOOPS = 2;

  private final Edge edge;

  SharedFramesTest(boolean nativeTransport) {
    edge = new Edge(Edge.config(1 << 30, 200, 0, Duration.ofSeconds(10)), nativeTransport);
  }

  @AfterEach
  void close() {
    edge.close();
  }

  private RawClient subscriber() throws IOException {
    RawClient client = new RawClient(edge, "");
    for (String address : new String[] {LARGE, SMALL}) {
      client.sendText(Browser.envelope("register", address).put("replyAddress", "r").encode());
      assertThat(new JsonObject(client.read().text()).getString("address")).isEqualTo("r");
    }
    return client;
  }

  /** On the event loop that listens they come in one turn; which of them that is nobody says. */
  private void publishInOneTurn() {
    for (int i = 0; i < EVENT_LOOPS; i++) {
      edge.vertx.runOnContext(
          now -> {
            edge.publish(LARGE, new JsonObject().put("text", TEXT));
            edge.publish(SMALL, new JsonObject().put("text", "small"));
          });
    }
  }

  private static void assertGetsAll(RawClient client) throws IOException {
    int large = 0;
    for (int i = 0; i < 2 * EVENT_LOOPS; i++) {
      JsonObject event = new JsonObject(client.read().text());
      if (event.getString("address").equals(LARGE)) {
        assertThat(event.getJsonObject("body").getString("text").length()).isEqualTo(TEXT.length());
        large++;
      }
    }
    assertThat(large).isEqualTo(EVENT_LOOPS);
  }

  @Test
  void aConnectionThatTookAPartOfAFrameLeavesItWholeForTheOthers() throws IOException {
    try (RawClient slow = subscriber();
        RawClient other = subscriber()) {
      publishInOneTurn();

      assertGetsAll(other);
      assertGetsAll(slow);
    }
  }
}
