package tickertalk.bridge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.contract.CommandException;

/**
 * {@code /plain/echo}: says back what it is told, for whoever wants to try their WebSocket. Frame
 * by frame, so that nothing is kept, and no faster than its answers are read.
 */
final class EchoDoor {
  private static final Logger log = LoggerFactory.getLogger(EchoDoor.class);

  /** The two short ones are where tutorials look for it. */
  private static final List<String> PATHS = List.of("/plain/echo", "/ws", "/websocket");

  private static final String PREFIX = "Echo";
  private static final int MAX_PREFIX = 100;

  private static final int LOGGED_CHARS = 200;

  /**
   * The log tells of so many messages a second, and of so many that come or go, all sockets
   * together: echo has no other limit.
   */
  private static final int LOGGED_PER_SECOND = 50;

  private final Loop loop;
  private final LogBudget comings;
  private final Set<ServerWebSocket> sockets = new HashSet<>();
  private final TokenBucket logged =
      new TokenBucket(LOGGED_PER_SECOND, LOGGED_PER_SECOND, System.currentTimeMillis());

  EchoDoor(Loop loop) {
    this.loop = loop;
    this.comings = LogBudget.ofComings(log, loop.metrics());
  }

  void mount(Router router) {
    for (String path : PATHS) {
      router.get(path).handler(this::open).failureHandler(ApiError::answer);
    }
  }

  /**
   * Refuses who does not come by WebSocket, which a door for nothing else must say (RFC 9110,
   * 15.5.22).
   */
  static void upgradeRequired(RoutingContext request, String message) {
    request
        .response()
        .putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET)
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
    ApiError.refuse(request, 426, message);
  }

  static boolean isWebSocket(RoutingContext request) {
    return HttpHeaders.WEBSOCKET
        .toString()
        .equalsIgnoreCase(request.request().getHeader(HttpHeaders.UPGRADE));
  }

  private void open(RoutingContext request) {
    if (!isWebSocket(request)) {
      upgradeRequired(request, "connect by WebSocket");
      return;
    }
    String prefix = prefix(request);
    try {
      upgrade(request, prefix, loop.admit(Optional.empty(), request.request()));
    } catch (Admission.FullException full) {
      ApiError.full(request, full);
    }
  }

  private void upgrade(RoutingContext request, String prefix, Admission.Place place) {
    request
        .request()
        .toWebSocket()
        .onSuccess(socket -> serve(socket, prefix, place))
        .onFailure(
            cause -> {
              log.debug("a handshake was refused: {}", cause.getMessage());
              place.giveBack();
            });
  }

  /** What stands before each text; nothing when the prefix that was asked for is empty. */
  private static String prefix(RoutingContext request) {
    String prefix = request.queryParams().get("prefix");
    if (prefix == null) {
      return PREFIX + ": ";
    }
    if (prefix.length() > MAX_PREFIX) {
      throw CommandException.tooLarge(
          "prefix", "must be at most " + MAX_PREFIX + " characters long");
    }
    return prefix.isEmpty() ? "" : prefix + ": ";
  }

  private void serve(ServerWebSocket socket, String prefix, Admission.Place place) {
    sockets.add(socket);
    comings.info("echo connected from {}", socket.remoteAddress());
    socket.closeHandler(
        closed -> {
          sockets.remove(socket);
          place.giveBack();
          comings.info(
              "echo disconnected from {}: {} {}",
              socket.remoteAddress(),
              socket.closeStatusCode(),
              Printable.of(socket.closeReason(), LOGGED_CHARS));
        });
    socket.exceptionHandler(cause -> log.debug("echo broke off: {}", cause.getMessage()));
    socket.drainHandler(drained -> socket.resume());
    socket.frameHandler(frame -> echo(socket, prefix, frame));
  }

  private void echo(ServerWebSocket socket, String prefix, WebSocketFrame frame) {
    if (frame.isText()) {
      note(frame);
      sayBack(socket, prefix, frame);
    } else if (frame.isBinary()) {
      socket.writeFrame(WebSocketFrame.binaryFrame(frame.binaryData(), frame.isFinal()));
    } else if (frame.isContinuation()) {
      socket.writeFrame(WebSocketFrame.continuationFrame(frame.binaryData(), frame.isFinal()));
    }
    if (!socket.isClosed() && socket.writeQueueFull()) {
      socket.pause();
    }
  }

  private static void sayBack(ServerWebSocket socket, String prefix, WebSocketFrame frame) {
    if (frame.isFinal()) {
      socket.writeFrame(WebSocketFrame.textFrame(prefix + frame.textData(), true));
    } else {
      // As bytes: a frame that is not the last may end in the middle of a character.
      socket.writeFrame(WebSocketFrame.textFrame(prefix, false));
      socket.writeFrame(WebSocketFrame.continuationFrame(frame.binaryData(), false));
    }
  }

  private void note(WebSocketFrame frame) {
    if (log.isInfoEnabled() && logged.take(System.currentTimeMillis()) == 0) {
      log.info("Received message: {}", Printable.of(frame.textData(), LOGGED_CHARS));
    }
  }

  /** Sends everybody away. */
  void close() {
    List.copyOf(sockets).forEach(CloseReason.goingAway(0)::apply);
  }
}
