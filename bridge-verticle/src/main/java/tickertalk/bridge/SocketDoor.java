package tickertalk.bridge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import tickertalk.bridge.SessionGate.Standing;
import tickertalk.contract.ErrorCode;

/**
 * {@code /eventbus}: where browsers connect, by SockJS with all its transports or by a raw
 * WebSocket at {@code /eventbus/websocket}. WebSockets are served on the connection itself; the
 * transports over HTTP, for those whom a proxy leaves nothing else, by Vert.x's own handler.
 */
final class SocketDoor {
  private static final String PATH = "/eventbus/*";
  private static final String RAW_PATH = "/eventbus/websocket";

  /** A server's and a session's name of the client's choice (SockJS 0.3.3). */
  private static final String SOCKJS_PATH = "/eventbus/[^/.]+/[^/.]+/websocket";

  private static final String DRAINING_RETRY_SECONDS = "1";

  private final Vertx vertx;
  private final Context context;
  private final Loop loop;
  private final SessionGate gate;
  private final OpenSockets sockets;
  private final PendingHandshakes pending;

  SocketDoor(Vertx vertx, Context context, Loop loop, OpenSockets sockets) {
    this.vertx = vertx;
    this.context = context;
    this.loop = loop;
    this.gate = loop.identity().gate();
    this.sockets = sockets;
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
    HttpServerRequest request = routing.request();
    if (!Handshake.isGood(request)) {
      Handshake.refuse(request);
      return;
    }
    if (sockets.isDraining()) {
      routing
          .response()
          .setStatusCode(503)
          .putHeader(HttpHeaders.RETRY_AFTER, DRAINING_RETRY_SECONDS)
          .end();
    } else if (!routing.response().closed()) { // who hung up meanwhile would never give it back
      admit(routing, framing);
    }
  }

  private void admit(RoutingContext routing, Framing framing) {
    try {
      upgrade(routing, framing, loop.admit(gate.session(routing), routing.request()));
    } catch (Admission.FullException full) {
      ApiError.full(routing, full);
    }
  }

  private void upgrade(RoutingContext routing, Framing framing, Admission.Place place) {
    HttpServerRequest request = routing.request();
    boolean deflated = Handshake.offersCompression(request);
    Handshake.accept(request, deflated);
    WebSocketWire wire = new WebSocketWire(framing, deflated, loop, (ContextInternal) context);
    request
        .toNetSocket()
        .onSuccess(
            connection -> {
              lay(wire, connection, deflated);
              wire.open(welcome(routing, wire, place));
            })
        .onFailure(cause -> place.giveBack());
  }

  /**
   * Puts the wire where HTTP was. For Vert.x the connection ends here, or what it remembers of the
   * request would be kept as long as the browser stays, which is more than all the rest of it.
   */
  private void lay(WebSocketWire wire, NetSocket connection, boolean deflated) {
    ChannelHandlerContext http = ((NetSocketInternal) connection).channelHandlerContext();
    WebSocketDecoderConfig rules =
        WebSocketDecoderConfig.newBuilder()
            .expectMaskedFrames(true)
            .allowExtensions(deflated)
            .maxFramePayloadLength(loop.limits().maxMessageBytes())
            .closeOnProtocolViolation(false)
            .build();
    http.pipeline().addBefore(http.name(), "frames", new WebSocket13FrameDecoder(rules));
    http.pipeline().addBefore(http.name(), "wire", wire);
    try {
      ((ChannelInboundHandler) http.handler()).channelInactive(http);
    } catch (Exception e) {
      throw new IllegalStateException("Vert.x does not let go of a connection", e);
    }
    http.pipeline().remove(http.handler());
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
    String remote = String.valueOf(routing.request().remoteAddress());
    BridgeSocket browser = sockets.add(gate.session(routing), wire, place, remote);
    if (gate.standing(routing) == Standing.REFUSED) {
      context.runOnContext(now -> browser.close(CloseReason.SIGNED_OUT));
    }
    return browser;
  }
}
