package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer that died without a word is found, whatever door it came by, and one that lives stays. */
@Timeout(20)
class HeartbeatTest {
  private static final BridgeConfig CONFIG = Edge.config();
  private static final Heartbeat QUICK =
      new Heartbeat(Duration.ofMillis(100), Duration.ofMillis(400));

  private Edge edge;

  @BeforeEach
  void open() {
    edge = new Edge(CONFIG.with(CONFIG.limits().with(QUICK)));
    new FakeChat(edge);
  }

  @AfterEach
  void close() {
    edge.close();
  }

  /** It never answers a ping: that is what a client is like whose cable was cut. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/plain/echo",
        "/plain/rooms/lobby",
        "/eventbus/websocket",
        "/eventbus/123/abc/websocket"
      })
  void whoAnswersNoPingIsCutOff(String door) throws IOException {
    try (RawClient dead = RawClient.at(edge, door)) {
      assertThat(edge.sockets()).isEqualTo(1);
      dead.readToTheEnd();
    }
    while (edge.sockets() > 0) {
      Thread.onSpinWait(); // the test's time limit ends it
    }
  }

  @Test
  void whoAnswersStays() {
    PlainClient lives = PlainClient.at(edge, "/plain/echo"); // Vert.x answers pings by itself
    try (RawClient dead = RawClient.at(edge, "/plain/echo")) {
      dead.readToTheEnd();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    lives.send("here");
    assertThat(lives.next()).isEqualTo("Echo: here");
  }

  @ParameterizedTest
  @CsvSource({"24, 60000", "3600001, 4000000", "1000, 1000", "1000, 500"})
  void aHeartbeatThatFindsNobodyIsRefused(long everyMs, long deadAfterMs) {
    assertThatThrownBy(
            () -> new Heartbeat(Duration.ofMillis(everyMs), Duration.ofMillis(deadAfterMs)))
        .hasMessageStartingWith("heartbeat: must be ");
  }
}
