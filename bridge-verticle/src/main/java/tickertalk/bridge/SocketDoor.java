package tickertalk.bridge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.bridge.SessionGate.Standing;
import tickertalk.contract.Internal;
import tickertalk.contract.PresenceReport;

/**
 * {@code /eventbus}: where browsers connect, by SockJS with all its transports or by a raw
 * WebSocket at {@code /eventbus/websocket}.
 */
final class SocketDoor {
  private static final Logger log = LoggerFactory.getLogger(SocketDoor.class);
  private static final String PATH = "/eventbus/*";

  /** What SockJS posts when it has no WebSocket: as much as a WebSocket message may have. */
  private static final long MAX_POST_BYTES = HttpServerOptions.DEFAULT_MAX_WEBSOCKET_MESSAGE_SIZE;

  /** Well within the time after which chat forgets a bridge. */
  private static final long REPORT_EVERY_MS = 3_000;

  /** Long enough for a burst of arrivals to share a report, too short for anybody to notice. */
  private static final long REPORT_CHANGES_AFTER_MS = 20;

  private final Vertx vertx;
  private final BridgeLimits limits;
  private final CommandGate commands;
  private final SessionGate gate;
  private final Hub hub;
  private final Attendance attendance;
  private final KnownRooms rooms;
  private final Set<BridgeSocket> sockets = new HashSet<>();

  SocketDoor(Vertx vertx, BridgeLimits limits, SessionGate gate, CommandGate commands) {
    this.vertx = vertx;
    this.limits = limits;
    this.commands = commands;
    this.gate = gate;
    this.hub = new Hub(vertx);
    this.rooms = new KnownRooms(vertx);
    this.attendance = new Attendance(UUID.randomUUID().toString(), this::reportChangesSoon);
  }

  void mount(Router router) {
    SockJSHandlerOptions options = new SockJSHandlerOptions().setInsertJSESSIONID(false);
    router.post(PATH).handler(BodyHandler.create(false).setBodyLimit(MAX_POST_BYTES));
    router.route(PATH).handler(gate::identify);
    router.route(PATH).subRouter(SockJSHandler.create(vertx, options).socketHandler(this::open));
    router.route(PATH).failureHandler(ApiError::answer);
  }

  /** Keeps telling chat who is here, for a chat that has just begun and one that missed a word. */
  void reportPresence() {
    vertx.setPeriodic(REPORT_EVERY_MS, timer -> report(attendance.everything()));
  }

  private void reportChangesSoon() {
    vertx.setTimer(REPORT_CHANGES_AFTER_MS, timer -> report(attendance.changes()));
  }

  private void report(List<PresenceReport> reports) {
    reports.forEach(report -> vertx.eventBus().publish(Internal.PRESENCE_REPORT, report.toJson()));
  }

  private void open(SockJSSocket socket) {
    if (gate.standing(socket.routingContext()) == Standing.REFUSED) {
      socket.close(BridgeSocket.CLOSE_SIGNED_OUT, "the session is over");
      return;
    }
    Optional<Session> session = gate.session(socket.routingContext());
    BridgeSocket browser =
        new BridgeSocket(
            socket, session.map(Session::caller), limits, commands, hub, attendance, rooms);
    sockets.add(browser);
    String name = session.map(s -> s.caller().person().name()).orElse("a visitor");
    log.info("{} connected from {}", name, socket.remoteAddress());
    Optional<Long> expiry = session.map(s -> closeWhenOver(s, browser));
    socket.handler(browser::receive);
    socket.exceptionHandler(
        cause -> {
          log.debug("{} broke off: {}", name, cause.getMessage());
          // While the connection still stands, this is a message over the limit, which is lost.
          browser.close(BridgeSocket.CLOSE_TOO_LARGE, "too large");
        });
    socket.closeHandler(
        closed -> {
          log.info("{} disconnected from {}", name, socket.remoteAddress());
          expiry.ifPresent(vertx::cancelTimer);
          sockets.remove(browser);
          browser.gone();
        });
  }

  private long closeWhenOver(Session session, BridgeSocket browser) {
    long leftMs = Math.max(1, session.expiresAt() - System.currentTimeMillis());
    return vertx.setTimer(
        leftMs, timer -> browser.close(BridgeSocket.CLOSE_SIGNED_OUT, "the session is over"));
  }

  /** Sends every browser away, to come back here or elsewhere. */
  void close() {
    List.copyOf(sockets)
        .forEach(browser -> browser.close(BridgeSocket.CLOSE_GOING_AWAY, "going away"));
  }
}
