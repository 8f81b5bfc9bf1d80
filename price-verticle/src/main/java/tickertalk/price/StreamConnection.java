package tickertalk.price;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.http.WebSocketInternal;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to an exchange's stream, from connecting to its end, which it tells once. Vert.x
 * answers the exchange's pings with their payload. For one context.
 */
final class StreamConnection {
  private static final Logger log = LoggerFactory.getLogger(StreamConnection.class);

  /** Every exchange here says something at least each 10 s, or answers a ping within that. */
  static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

  private static final Duration PING_INTERVAL = Duration.ofSeconds(5);

  /** Whom a connection tells. */
  interface Listener {
    void news(StreamConnection from, StreamNews news);

    /** A message that cannot be used; others may follow. */
    void unusable(StreamConnection from, SourceException failure);

    /** It is over, or never stood. */
    void ended(StreamConnection from, SourceException reason);
  }

  private final Vertx vertx;
  private final ExchangeHost host;
  private final StreamWire wire;
  private final Listener listener;
  private final MessageAssembly messages;
  private ClientWebSocket socket;
  private boolean connected;
  private boolean ended;
  private long heardAt;
  private long watch = -1; // 0 is somebody's

  StreamConnection(Vertx vertx, ExchangeHost host, StreamWire wire, Listener listener) {
    this.vertx = vertx;
    this.host = host;
    this.wire = wire;
    this.listener = listener;
    this.messages = new MessageAssembly(host.name(), UpstreamClients.MAX_MESSAGE_BYTES);
  }

  void open() {
    heardAt = host.now();
    socket = host.socket();
    socket
        .frameHandler(this::take)
        .exceptionHandler(failure -> end(new SourceException(host.name() + " broke the stream")))
        .closeHandler(closed -> end(new SourceException(host.name() + " closed the stream")));
    host.connect(socket, wire.target()).onSuccess(this::begin).onFailure(this::notConnected);
  }

  private void begin(WebSocket open) {
    connected = true;
    if (ended) {
      hangUp();
      return;
    }
    heardAt = host.now();
    ((WebSocketInternal) open).channelHandlerContext().pipeline().addFirst(new GatheredReads());
    wire.subscriptions().forEach(this::say);
    watch = vertx.setPeriodic(PING_INTERVAL.toMillis(), id -> watch());
  }

  private void notConnected(Throwable failure) {
    end(
        failure instanceof SourceException refusal
            ? refusal
            : new SourceException(host.name() + " cannot be reached"));
  }

  /** What cannot be said is noticed by what does not come. */
  private void say(String text) {
    socket
        .writeTextMessage(text)
        .onFailure(e -> log.debug("{}: cannot be told: {}", host.name(), e.getMessage()));
  }

  private void watch() {
    if (host.now() - heardAt > LONGEST_SILENCE.toMillis()) {
      end(new SourceException(host.name() + " fell silent"));
    } else {
      wire.ping().ifPresent(this::say);
    }
  }

  private void take(WebSocketFrame frame) {
    if (ended) {
      return;
    }
    try {
      messages.take(frame).ifPresent(this::read);
    } catch (SourceException tooLong) {
      end(tooLong);
    }
  }

  private void read(byte[] message) {
    heardAt = host.now();
    try {
      listener.news(this, wire.read(message, heardAt));
    } catch (SourceException e) {
      listener.unusable(this, e);
    }
  }

  /** Ends it without telling so. */
  void close() {
    if (!ended) {
      ended = true;
      hangUp();
    }
  }

  private void end(SourceException reason) {
    if (!ended) {
      close();
      listener.ended(this, reason);
    }
  }

  /** One that still connects is hung up when it stands. */
  private void hangUp() {
    vertx.cancelTimer(watch);
    if (connected) {
      socket
          .close()
          .onFailure(e -> log.debug("{}: was closed already: {}", host.name(), e.getMessage()));
    }
  }
}
