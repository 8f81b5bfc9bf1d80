package tickertalk.system;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A raw WebSocket to any of the bridges there are; when it breaks another is opened, after a pause
 * with jitter. For one event loop.
 */
final class LastingSocket {
  private static final int LEAST_PAUSE_MS = 20;
  private static final int MOST_PAUSE_MS = 250;

  /** Who uses the socket. */
  interface Listener {
    /** It is open, anew or again: what was registered or on its way is gone. */
    void opened();

    void received(JsonObject envelope);
  }

  private final Vertx vertx;
  private final WebSocketClient client;
  private final List<URI> bridges;
  private final String token;
  private final Listener listener;

  private WebSocket socket;
  private int opened;

  /**
   * Begins to connect.
   *
   * @param bridges where to; others may be in it later
   */
  LastingSocket(
      Vertx vertx, WebSocketClient client, List<URI> bridges, String token, Listener listener) {
    this.vertx = vertx;
    this.client = client;
    this.bridges = bridges;
    this.token = token;
    this.listener = listener;
    vertx.runOnContext(v -> connect());
  }

  private void connect() {
    List<URI> now = List.copyOf(bridges);
    if (now.isEmpty()) {
      connectLater();
      return;
    }
    URI bridge = now.get(ThreadLocalRandom.current().nextInt(now.size()));
    client
        .connect(bridge.getPort(), bridge.getHost(), "/eventbus/websocket?token=" + token)
        .onSuccess(this::use)
        .onFailure(cause -> connectLater());
  }

  private void connectLater() {
    int pauseMs = ThreadLocalRandom.current().nextInt(LEAST_PAUSE_MS, MOST_PAUSE_MS);
    vertx.setTimer(pauseMs, timer -> connect());
  }

  private void use(WebSocket fresh) {
    socket = fresh;
    opened++;
    fresh.textMessageHandler(frame -> listener.received(new JsonObject(frame)));
    fresh.exceptionHandler(cause -> {}); // it is closed too
    fresh.closeHandler(
        v -> {
          socket = null;
          connectLater();
        });
    listener.opened();
  }

  /** Sends, if it is open; what is lost with the socket is for the listener to send again. */
  void send(JsonObject envelope) {
    if (socket != null) {
      var unused = socket.writeTextMessage(envelope.encode());
    }
  }

  /** How often it was open. */
  int opened() {
    return opened;
  }
}
