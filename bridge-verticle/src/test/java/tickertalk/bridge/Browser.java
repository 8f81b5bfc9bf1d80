package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A browser at the raw WebSocket door: speaks the protocol, and waits for what is said to it. */
final class Browser {
  /** How it went: the close code and the reason. */
  record Closed(int code, String reason) {}

  private static final AtomicInteger replies = new AtomicInteger();

  private final ClientWebSocket socket;
  private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
  private final BlockingQueue<Closed> closed = new LinkedBlockingQueue<>();

  private Browser(Edge edge, String query, Map<String, String> headers) {
    WebSocketClient client = edge.vertx.createWebSocketClient(new WebSocketClientOptions());
    socket = client.webSocket();
    socket.textMessageHandler(text -> frames.add(new JsonObject(text)));
    socket.closeHandler(
        gone -> closed.add(new Closed(socket.closeStatusCode(), socket.closeReason())));
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(edge.port())
            .setURI("/eventbus/websocket" + query);
    headers.forEach(options::addHeader);
    Edge.soon(socket.connect(options));
  }

  private static Browser open(Edge edge, String query, Map<String, String> headers) {
    return Edge.connected(() -> new Browser(edge, query, headers));
  }

  /** Somebody without a session. */
  static Browser visitor(Edge edge) {
    return open(edge, "", Map.of());
  }

  /** Somebody who takes this name, and whose token goes in the query. */
  static Browser named(Edge edge, String name) {
    return withToken(edge, edge.token(name));
  }

  static Browser withToken(Edge edge, String token) {
    return open(edge, "?token=" + token, Map.of());
  }

  static Browser withHeader(Edge edge, String header, String value) {
    return open(edge, "", Map.of(header, value));
  }

  /** Sends what may be no envelope at all. */
  void sendText(String text) {
    Edge.soon(socket.writeTextMessage(text));
  }

  void sendBinary(Buffer bytes) {
    Edge.soon(socket.writeBinaryMessage(bytes));
  }

  void send(JsonObject envelope) {
    sendText(envelope.encode());
  }

  /** The next frame of the server's. */
  JsonObject next() {
    return Edge.soon(frames);
  }

  /** Sends an envelope with a reply address; gives what comes there, which must come next. */
  JsonObject exchange(String type, String address, JsonObject body) {
    String replyAddress = "reply-" + replies.incrementAndGet();
    send(envelope(type, address).put("replyAddress", replyAddress).put("body", body));
    JsonObject answer = next();
    assertThat(answer.getString("address")).as("%s", answer).isEqualTo(replyAddress);
    return answer;
  }

  static JsonObject envelope(String type, String address) {
    return new JsonObject().put("type", type).put("address", address);
  }

  /** Sends a command; gives the answer, {@code rec} or {@code err}. */
  JsonObject command(String address, JsonObject body) {
    return exchange("send", address, body);
  }

  JsonObject command(String address) {
    return command(address, new JsonObject());
  }

  /** Registers, and is confirmed. */
  void register(String address) {
    assertThat(exchange("register", address, null).getJsonObject("body"))
        .isEqualTo(new JsonObject().put("registered", address));
  }

  void unregister(String address) {
    assertThat(exchange("unregister", address, null).getJsonObject("body"))
        .isEqualTo(new JsonObject().put("unregistered", address));
  }

  /** Whatever the server had to say before this was read: there is nothing unread. */
  void hasNothingUnread() {
    assertThat(exchange("ping", "", null).getString("type"))
        .as("the next that comes is the answer to a ping")
        .isEqualTo("rec");
  }

  /** The body of the next event, which must be at this address. */
  JsonObject event(String address) {
    JsonObject event = next();
    assertThat(event.getString("type")).as("%s", event).isEqualTo("rec");
    assertThat(event.getString("address")).as("%s", event).isEqualTo(address);
    return event.getJsonObject("body");
  }

  /** Waits for the server to close. */
  Closed closed() {
    return Edge.soon(closed);
  }

  void leave() {
    Edge.soon(socket.close());
  }
}
