package tickertalk.bridge;

import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to {@code /plain/echo}: says back what it is told, text with what stands before it
 * and bytes as they are, and reads no faster than its answers are read.
 */
final class EchoSocket implements Wire.Listener, OpenSocket {
  private static final Logger log = LoggerFactory.getLogger(EchoSocket.class);
  private static final int LOGGED_CHARS = 200;

  private final WebSocketWire wire;
  private final String prefix;
  private final TokenBucket logged;
  private Consumer<CloseReason> farewell = why -> {};

  /**
   * Serves a client on a wire.
   *
   * @param logged how many messages the log tells of, shared by all sockets
   */
  EchoSocket(WebSocketWire wire, String prefix, TokenBucket logged) {
    this.wire = wire;
    this.prefix = prefix;
    this.logged = logged;
  }

  /** Has this done when the connection is gone, once. */
  void whenGone(Consumer<CloseReason> then) {
    farewell = then;
  }

  @Override
  public void received(String text) {
    if (log.isInfoEnabled() && logged.take(System.currentTimeMillis()) == 0) {
      log.info("Received message: {}", Printable.of(text, LOGGED_CHARS));
    }
    wire.write(prefix + text);
    goOn();
  }

  @Override
  public void receivedBytes(Buffer bytes) {
    wire.write(bytes);
    goOn();
  }

  private void goOn() {
    wire.flush();
    if (!wire.hasRoom()) {
      wire.pause();
    }
  }

  @Override
  public void drained() {
    wire.resume();
  }

  @Override
  public void beat() {
    wire.beat();
  }

  @Override
  public void close(CloseReason reason) {
    wire.close(reason);
  }

  @Override
  public void gone(CloseReason why) {
    farewell.accept(why);
  }
}
