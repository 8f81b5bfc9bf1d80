package tickertalk.bridge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.contract.CommandException;

/**
 * {@code /plain/echo}: says back what it is told, for whoever wants to try their WebSocket. For one
 * event loop.
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
  private final OpenSockets sockets;
  private final WebSocketUpgrade upgrade;
  private final LogBudget comings;
  private final TokenBucket logged =
      new TokenBucket(LOGGED_PER_SECOND, LOGGED_PER_SECOND, System.currentTimeMillis());

  EchoDoor(Loop loop, OpenSockets sockets, WebSocketUpgrade upgrade) {
    this.loop = loop;
    this.sockets = sockets;
    this.upgrade = upgrade;
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
    if (!upgrade.permits(request)) {
      return;
    }
    try {
      Admission.Place place = loop.admit(Optional.empty(), request.request());
      String remote = String.valueOf(request.request().remoteAddress());
      upgrade.accept(
          request.request(),
          Framing.PLAIN,
          wire -> serve(wire, prefix, place, remote),
          place::giveBack);
    } catch (Admission.FullException full) {
      ApiError.full(request, full);
    }
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

  private void serve(WebSocketWire wire, String prefix, Admission.Place place, String remote) {
    comings.info("echo connected from {}", remote);
    EchoSocket socket = new EchoSocket(wire, prefix, logged);
    Runnable leave = sockets.add(socket);
    socket.whenGone(
        why -> {
          leave.run();
          place.giveBack();
          comings.info(
              "echo disconnected from {}: {} {}",
              remote,
              why.code(),
              Printable.of(why.text(), LOGGED_CHARS));
        });
    wire.open(socket);
  }
}
