package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Any WebSocket client at a plain door: sends text, and waits for text. */
final class PlainClient {
  final ClientWebSocket socket;
  private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
  private final BlockingQueue<Buffer> binaries = new LinkedBlockingQueue<>();
  private final BlockingQueue<Browser.Closed> closed = new LinkedBlockingQueue<>();

  private PlainClient(Edge edge, String uri) {
    WebSocketClient client = edge.vertx.createWebSocketClient();
    socket = client.webSocket();
    socket.textMessageHandler(texts::add);
    socket.binaryMessageHandler(binaries::add);
    socket.closeHandler(
        gone -> closed.add(new Browser.Closed(socket.closeStatusCode(), socket.closeReason())));
    Edge.soon(
        socket.connect(
            new WebSocketConnectOptions().setHost("127.0.0.1").setPort(edge.port()).setURI(uri)));
  }

  static PlainClient at(Edge edge, String uri) {
    return new PlainClient(edge, uri);
  }

  Future<Void> send(String text) {
    return socket.writeTextMessage(text);
  }

  void send(Buffer bytes) {
    Edge.soon(socket.writeBinaryMessage(bytes));
  }

  void send(WebSocketFrame frame) {
    Edge.soon(socket.writeFrame(frame));
  }

  String next() {
    return Edge.soon(texts);
  }

  Buffer nextBinary() {
    return Edge.soon(binaries);
  }

  /** What was said to it until now was all read: the answer to a command is the next that comes. */
  void hasNothingUnread() {
    send("/none");
    assertThat(next()).isEqualTo("! no such command, see /help");
  }

  Browser.Closed closed() {
    return Edge.soon(closed);
  }

  void leave() {
    Edge.soon(socket.close());
  }
}
