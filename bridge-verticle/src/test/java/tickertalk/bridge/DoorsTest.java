package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.contract.Caller;

/** The page, the operator's doors, SockJS, and how the house is closed. */
@Timeout(20)
class DoorsTest {
  private static final String LOBBY = "chat.room.lobby";

  private final Edge edge = new Edge();

  @AfterEach
  void close() {
    edge.close();
  }

  @Test
  void thePageMayLoadNothingFromElsewhere() {
    HttpResponse<Buffer> page = edge.get("/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.getHeader("content-type")).startsWith("text/html");
    assertThat(page.bodyAsString()).contains("A page for tests");
    assertThat(page.getHeader("content-security-policy"))
        .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'")
        .doesNotContain("unsafe");
    assertThat(page.getHeader("x-content-type-options")).isEqualTo("nosniff");
    assertThat(page.getHeader("cache-control")).isEqualTo("no-cache");
  }

  @Test
  void whatHasAHashInItsNameIsKeptForever() {
    HttpResponse<Buffer> asset = edge.get("/assets/page-0123abcd.js");
    assertThat(asset.statusCode()).isEqualTo(200);
    assertThat(asset.getHeader("cache-control")).contains("immutable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/../webroot/index.html",
        "/..%2f..%2fpom.xml",
        "/%2e%2e/logback.xml",
        "/tickertalk/bridge/BridgeVerticle.class"
      })
  void whatIsNotPartOfThePageIsNotServed(String path) {
    assertThat(edge.get(path).statusCode()).isIn(400, 403, 404);
  }

  /** It may be there after an upgrade, and then nobody may remember that it was not. */
  @Test
  void whatIsNotThereIsNotKept() {
    HttpResponse<Buffer> missing = edge.get("/assets/of-the-next-version.js");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.getHeader("cache-control")).isEqualTo("no-cache");
  }

  @Test
  void thePageCanBeAskedForWithoutItsBody() {
    assertThat(Edge.soon(edge.request(HttpMethod.HEAD, "/").send()).statusCode()).isEqualTo(200);
  }

  @Test
  void theOperatorsOwnPathsAreServed() {
    assertThat(edge.get("/operator").bodyAsString()).isEqualTo("operator's own");
  }

  @Test
  void sockJsTellsWhatItOffers() {
    HttpResponse<Buffer> info = edge.get("/eventbus/info");
    assertThat(info.getHeader("content-type")).startsWith("application/json");
    assertThat(info.bodyAsJsonObject().getBoolean("websocket")).isTrue();
  }

  @Test
  void aPlainRequestToTheWebSocketDoorIsRefused() {
    assertThat(edge.get("/eventbus/websocket").statusCode()).isEqualTo(400);
    assertThat(edge.get("/eventbus/websocket?token=%zz").bodyAsJsonObject().getInteger("code"))
        .isEqualTo(400);
  }

  /** A SockJS connection by WebSocket: the frames as they stand on the wire. */
  private static final class SockJs {
    final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    final ClientWebSocket socket;

    SockJs(Edge edge, String query) {
      socket = edge.vertx.createWebSocketClient().webSocket();
      socket.textMessageHandler(frames::add);
      socket.closeHandler(closed -> frames.add("closed"));
      Edge.soon(
          socket.connect(edge.port(), "127.0.0.1", "/eventbus/000/abcdefgh/websocket" + query));
      assertThat(Edge.soon(frames)).isEqualTo("o");
    }

    void send(JsonObject envelope) {
      Edge.soon(socket.writeTextMessage(new JsonArray().add(envelope.encode()).encode()));
    }

    JsonObject next() {
      return envelope(Edge.soon(frames));
    }
  }

  /** The envelope in a SockJS frame of one message. */
  private static JsonObject envelope(String frame) {
    assertThat(frame).startsWith("a[\"").endsWith("\"]");
    JsonArray messages = new JsonArray(frame.substring(1));
    assertThat(messages.size()).isEqualTo(1);
    return new JsonObject(messages.getString(0));
  }

  @Test
  void sockJsOverAWebSocketSpeaksTheSameProtocol() {
    BlockingQueue<Message<JsonObject>> asked = edge.serve("chat.post");
    SockJs browser = Edge.connected(() -> new SockJs(edge, "?token=" + edge.token("alice")));

    browser.send(Browser.envelope("register", LOBBY).put("replyAddress", "r1"));
    assertThat(browser.next().getJsonObject("body").getString("registered")).isEqualTo(LOBBY);

    JsonObject event = new JsonObject().put("text", "\"안녕\" \\ \u2028 🎈");
    edge.publish(LOBBY, event);
    assertThat(browser.next().getJsonObject("body")).isEqualTo(event);

    browser.send(Browser.envelope("send", "chat.post").put("replyAddress", "r2"));
    assertThat(browser.next().getString("address")).isEqualTo("r2");
    assertThat(Caller.of(Edge.soon(asked).headers()).orElseThrow().person().name())
        .isEqualTo("alice");

    browser.send(Browser.envelope("publish", LOBBY).put("replyAddress", "r3"));
    assertThat(browser.next().getString("body")).isEqualTo("access_denied");
  }

  @Test
  void sockJsWithABadTokenIsOpenedAndClosedAtOnce() {
    SockJs stranger = Edge.connected(() -> new SockJs(edge, "?token=forged"));
    assertThat(Edge.soon(stranger.frames)).startsWith("c[");
    assertThat(Edge.soon(stranger.frames)).isEqualTo("closed");
  }

  @Test
  void aSockJsMessageThatIsTooLargeClosesItsSender() {
    SockJs browser = Edge.connected(() -> new SockJs(edge, ""));
    Edge.soon(browser.socket.writeTextMessage("[\"" + " ".repeat(300_000) + "\"]"));

    String frame = Edge.soon(browser.frames);
    while (!frame.equals("closed")) {
      frame = Edge.soon(browser.frames);
    }
    assertThat(browser.socket.isClosed()).isTrue();
  }

  private HttpResponse<Buffer> poll(String session, String what, String cookie, String body) {
    return Edge.soon(
        edge.request(HttpMethod.POST, "/eventbus/000/" + session + "/" + what)
            .putHeader("cookie", cookie)
            .sendBuffer(Buffer.buffer(body)));
  }

  @Test
  void sockJsByPollingSpeaksTheSameProtocol() {
    BlockingQueue<Message<JsonObject>> asked = edge.serve("chat.post");
    String cookie = "tickertalk_session=" + edge.token("alice");
    String session = "polling1";
    assertThat(poll(session, "xhr", cookie, "").bodyAsString()).isEqualTo("o\n");

    String register = Browser.envelope("register", LOBBY).put("replyAddress", "r1").encode();
    assertThat(
            poll(session, "xhr_send", cookie, new JsonArray().add(register).encode()).statusCode())
        .isEqualTo(204);
    assertThat(polled(session, cookie).getJsonObject("body").getString("registered"))
        .isEqualTo(LOBBY);

    edge.publish(LOBBY, new JsonObject().put("n", 1));
    assertThat(polled(session, cookie).getJsonObject("body"))
        .isEqualTo(new JsonObject().put("n", 1));

    String post = Browser.envelope("send", "chat.post").put("replyAddress", "r2").encode();
    poll(session, "xhr_send", cookie, new JsonArray().add(post).encode());
    assertThat(polled(session, cookie).getString("address")).isEqualTo("r2");
    assertThat(Caller.of(Edge.soon(asked).headers()).orElseThrow().person().name())
        .isEqualTo("alice");
  }

  private JsonObject polled(String session, String cookie) {
    return envelope(poll(session, "xhr", cookie, "").bodyAsString().strip());
  }

  /** Vert.x's handler closed it after each answer, whose head did not say so. */
  @Test
  void aConnectionThatWasPolledOnServesTheNextRequest() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
      socket.setSoTimeout(10_000);
      ask(socket, "POST /eventbus/000/polling4/xhr HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n");
      StringBuilder answer = new StringBuilder();
      while (!answer.toString().endsWith("o\n\r\n0\r\n\r\n")) {
        answer.append((char) socket.getInputStream().read());
      }
      ask(socket, "GET /eventbus/info HTTP/1.1\r\nHost: a\r\nConnection: close\r\n");
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 200");
    }
  }

  private static void ask(Socket socket, String head) throws IOException {
    socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void theLargestLegalPostCanBeSentByPolling() {
    edge.serve("price.quote");
    String cookie = "a=b";
    poll("polling2", "xhr", cookie, "");
    String envelope =
        Browser.envelope("send", "price.quote")
            .put("replyAddress", "r")
            .put("body", new JsonObject().put("text", "가".repeat(64_000)))
            .encode();

    assertThat(
            poll("polling2", "xhr_send", cookie, new JsonArray().add(envelope).encode())
                .statusCode())
        .isEqualTo(204);
    assertThat(polled("polling2", cookie).getString("address")).isEqualTo("r");
  }

  @Test
  void aPostThatIsTooLargeIsRefused() {
    poll("polling3", "xhr", "a=b", "");
    assertThat(poll("polling3", "xhr_send", "a=b", "x".repeat(300_000)).statusCode())
        .isEqualTo(413);
  }

  @Test
  void nobodyPollsASessionThatWasNeverOpened() {
    assertThat(poll("unknown1", "xhr_send", "a=b", "[\"{}\"]").statusCode()).isEqualTo(404);
  }

  @Test
  void whenTheHouseClosesEveryBrowserIsSentAway() {
    Browser alice = Browser.named(edge, "alice");
    Browser visitor = Browser.visitor(edge);
    SockJs sockJs = Edge.connected(() -> new SockJs(edge, ""));
    alice.register(LOBBY);

    Edge.soon(edge.undeploy());

    Browser.Closed closed = alice.closed();
    assertThat(closed.code()).isEqualTo(1001);
    assertThat(new JsonObject(closed.reason()).getLong("retryAfterMs")).isBetween(0L, 2_000L);
    assertThat(visitor.closed().code()).isEqualTo(1001);
    assertThat(Edge.soon(sockJs.frames)).startsWith("c[");
    assertThat(Edge.soon(sockJs.frames)).isEqualTo("closed");
    assertThat(edge.consumers(LOBBY)).isZero();
  }

  @Test
  void aBrowserThatDoesNotAnswerDoesNotKeepTheHouseOpen() throws IOException {
    try (RawClient stubborn = new RawClient(edge, "")) {
      stubborn.sendFrame(RawClient.PING, true, new byte[0]);
      assertThat(stubborn.read().opcode()).isEqualTo(RawClient.PONG);
      long before = System.nanoTime();

      Edge.soon(edge.undeploy());

      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
      assertThat(stubborn.read().closeCode()).isEqualTo(1001);
    }
  }
}
