package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many sockets there may be, and how fast one person may be by all of theirs. */
@Timeout(20)
class SocketLimitsTest {
  private static final BridgeConfig CONFIG = Edge.config();

  private static String door(String token) {
    return "GET /eventbus/websocket?token="
        + token
        + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
  }

  private static String answer(Edge edge, String token) throws IOException {
    try (BareSocket client = new BareSocket(edge.port())) {
      client.send(door(token));
      return client.readHead();
    }
  }

  private static Edge edge(int ofAll, int ofUser, int ofAddress) {
    return new Edge(CONFIG.with(CONFIG.limits().withSockets(ofAll, ofUser, ofAddress)));
  }

  @Test
  void whoHasTooManySocketsIsToldToComeLaterAndOthersComeIn() throws IOException {
    try (Edge edge = edge(10, 2, 10)) {
      String alices = edge.token("alice");
      Browser first = Browser.withToken(edge, alices);
      Browser second = Browser.withToken(edge, alices);

      assertThat(answer(edge, alices))
          .startsWith("HTTP/1.1 429 ")
          .containsIgnoringCase("retry-after: 10");

      assertThat(edge.reached(Limit.SOCKETS_OF_USER)).isEqualTo(1);
      Browser.named(edge, "bob").hasNothingUnread();
      first.leave();
      while (edge.metrics.get("tickertalk.bridge.sockets").gauge().value() > 2) {
        second.hasNothingUnread(); // a round trip, in which the first may be noticed to be gone
      }
      Browser.withToken(edge, alices).hasNothingUnread();
    }
  }

  @Test
  void anAddressWithTooManySocketsIsToldToComeLater() throws IOException {
    try (Edge edge = edge(10, 10, 1)) {
      Browser.visitor(edge);
      assertThat(answer(edge, "")).startsWith("HTTP/1.1 429 ");
      assertThat(edge.reached(Limit.SOCKETS_OF_ADDRESS)).isEqualTo(1);
    }
  }

  @Test
  void aFullHouseIsNotAvailable() throws IOException {
    try (Edge edge = edge(1, 10, 10)) {
      Browser only = Browser.visitor(edge);
      assertThat(answer(edge, ""))
          .startsWith("HTTP/1.1 503 ")
          .containsIgnoringCase("retry-after: 10");
      assertThat(edge.reached(Limit.SOCKETS)).isEqualTo(1);
      only.hasNothingUnread();
    }
  }

  @Test
  void allSocketsOfAPersonTogetherHaveTheRateOfThePerson() {
    try (Edge edge = new Edge(CONFIG.with(CONFIG.limits().withRates(0, 1, 0)))) {
      String alices = edge.token("alice");
      Browser desk = Browser.withToken(edge, alices);
      Browser phone = Browser.withToken(edge, alices);
      desk.hasNothingUnread();
      phone.hasNothingUnread();
      desk.hasNothingUnread();
      phone.hasNothingUnread();

      JsonObject err = desk.exchange("ping", "", null);

      assertThat(err.getInteger("failureCode")).isEqualTo(429);
      assertThat(phone.exchange("ping", "", null).getInteger("failureCode")).isEqualTo(429);
      assertThat(edge.reached(Limit.USER_RATE)).isEqualTo(2);
      Browser.named(edge, "bob").hasNothingUnread();
    }
  }
}
