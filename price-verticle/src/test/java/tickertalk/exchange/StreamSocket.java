package tickertalk.exchange;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An open connection to a simulated exchange, and what it subscribed to. */
final class StreamSocket {
  private final ServerWebSocket socket;
  private final Wire wire;
  private final Set<String> leftOut;
  private final Set<String> refused;
  private final Set<String> markets = ConcurrentHashMap.newKeySet();

  /**
   * A connection that subscribed to nothing yet.
   *
   * @param leftOut markets that it is not told of, whatever it subscribes to
   * @param refused markets whose trades it is refused
   */
  StreamSocket(ServerWebSocket socket, Wire wire, Set<String> leftOut, Set<String> refused) {
    this.socket = socket;
    this.wire = wire;
    this.leftOut = leftOut;
    this.refused = refused;
  }

  /** Takes a message; what it subscribes to by it. */
  Set<String> hear(String message) {
    Set<String> subscribed = wire.subscription(message);
    markets.addAll(subscribed);
    wire.reply(message).ifPresent(this::say);
    refused.forEach(market -> wire.refusal(message, market).ifPresent(this::say));
    return subscribed;
  }

  void subscribe(Set<String> all) {
    markets.addAll(all);
  }

  boolean wants(String market) {
    return markets.contains(market) && !leftOut.contains(market);
  }

  boolean wantsTrades(String market) {
    return wants(market) && !refused.contains(market);
  }

  void say(List<String> messages) {
    messages.forEach(this::say);
  }

  /** One who is gone does not hear it. */
  void say(String message) {
    if (wire.isBinary()) {
      socket.writeBinaryMessage(Buffer.buffer(message)).otherwiseEmpty();
    } else {
      socket.writeTextMessage(message).otherwiseEmpty();
    }
  }

  void ping(String payload) {
    socket.writePing(Buffer.buffer(payload)).otherwiseEmpty();
  }

  void close() {
    socket.close().otherwiseEmpty();
  }
}
