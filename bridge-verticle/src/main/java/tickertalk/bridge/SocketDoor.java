package tickertalk.bridge;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.bridge.SessionGate.Standing;
import tickertalk.contract.ErrorCode;

/**
 * {@code /eventbus}: where browsers connect, by SockJS with all its transports or by a raw
 * WebSocket at {@code /eventbus/websocket}. WebSockets are served on the connection itself; the
 * transports over HTTP, for those whom a proxy leaves nothing else, by Vert.x's own handler.
 */
final class SocketDoor {
  private static final Logger log = LoggerFactory.getLogger(SocketDoor.class);
  private static final String PATH = "/eventbus/*";
  private static final String RAW_PATH = "/eventbus/websocket";

  /** A server's and a session's name of the client's choice (SockJS 0.3.3). */
  private static final String SOCKJS_PATH = "/eventbus/[^/.]+/[^/.]+/websocket";

  private final Vertx vertx;
  private final Context context;
  private final Loop loop;
  private final SessionGate gate;
  private final OpenSockets sockets;
  private final PendingHandshakes pending;
  private final WebSocketUpgrade upgrade;
  private final LogBudget comings;

  SocketDoor(
      Vertx vertx, Context context, Loop loop, OpenSockets sockets, WebSocketUpgrade upgrade) {
    this.vertx = vertx;
    this.context = context;
    this.loop = loop;
    this.gate = loop.identity().gate();
    this.sockets = sockets;
    this.upgrade = upgrade;
    this.comings = LogBudget.ofComings(log, loop.metrics());
    this.pending = new PendingHandshakes(loop.limits(), loop.metrics());
  }

  void mount(Router router) {
    SockJSHandlerOptions options = new SockJSHandlerOptions().setInsertJSESSIONID(false);
    router.post(PATH).handler(this::countIfTooLarge);
    router
        .post(PATH)
        .handler(BodyHandler.create(false).setBodyLimit(loop.limits().maxMessageBytes()));
    router.route(PATH).handler(pending::begin).handler(gate::identify).handler(pending::end);
    router.get(RAW_PATH).handler(request -> upgrade(request, Framing.RAW));
    router.getWithRegex(SOCKJS_PATH).handler(request -> upgrade(request, Framing.SOCKJS));
    router.route(PATH).subRouter(SockJSHandler.create(vertx, options).socketHandler(this::open));
    router.route(PATH).failureHandler(ApiError::answer);
  }

  private void countIfTooLarge(RoutingContext request) {
    request.addEndHandler(
        answered -> {
          if (request.response().getStatusCode() == ErrorCode.TOO_LARGE.code()) {
            loop.metrics().reached(Limit.MESSAGE_SIZE);
          }
        });
    request.next();
  }

  private void upgrade(RoutingContext routing, Framing framing) {
    if (!upgrade.permits(routing)) {
      return;
    }
    try {
      Admission.Place place = loop.admit(gate.session(routing), routing.request());
      upgrade.accept(
          routing.request(),
          framing,
          wire -> wire.open(welcome(routing, wire, place)),
          place::giveBack);
    } catch (Admission.FullException full) {
      ApiError.full(routing, full);
    }
  }

  private void open(SockJSSocket socket) {
    context.runOnContext(now -> welcome(socket));
  }

  private void welcome(SockJSSocket socket) {
    RoutingContext routing = socket.routingContext();
    SockJsWire wire = new SockJsWire(socket, context);
    try {
      Admission.Place place = loop.admit(gate.session(routing), routing.request());
      wire.open(welcome(routing, wire, place));
    } catch (Admission.FullException full) {
      wire.close(CloseReason.FULL);
    }
  }

  /** Begins to serve whoever is at the other end; sends away whose session is no good. */
  private BridgeSocket welcome(RoutingContext routing, Wire wire, Admission.Place place) {
    Optional<Session> session = gate.session(routing);
    Optional<LiveSession> live =
        session.map(known -> new LiveSession(vertx, loop.identity().revocations(), known));
    BridgeSocket browser = new BridgeSocket(wire, live, loop);
    live.ifPresent(known -> known.begin(() -> browser.close(CloseReason.SIGNED_OUT)));
    String name = session.map(known -> known.caller().person().name()).orElse("a visitor");
    String remote = String.valueOf(routing.request().remoteAddress());
    comings.info("{} connected from {}", name, remote);
    Runnable leave = sockets.add(browser);
    browser.whenGone(
        why -> {
          comings.info("{} disconnected from {}: {}", name, remote, why.code());
          live.ifPresent(LiveSession::end);
          place.giveBack();
          leave.run();
        });
    if (gate.standing(routing) == Standing.REFUSED) {
      context.runOnContext(now -> browser.close(CloseReason.SIGNED_OUT));
    }
    return browser;
  }
}
