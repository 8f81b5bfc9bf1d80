package tickertalk.bridge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where HTTP ends on a connection and a WebSocket of ours begins, whichever door it is for. For one
 * event loop.
 */
final class WebSocketUpgrade {
  private static final String DRAINING_RETRY_SECONDS = "1";

  private final Context context;
  private final Loop loop;
  private final OpenSockets sockets;

  WebSocketUpgrade(Context context, Loop loop, OpenSockets sockets) {
    this.context = context;
    this.loop = loop;
    this.sockets = sockets;
  }

  /** Whether a request may become a WebSocket now; answers it when it may not. */
  boolean permits(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    if (!Handshake.isGood(request)) {
      Handshake.refuse(request);
      return false;
    }
    if (sockets.isDraining()) {
      routing
          .response()
          .setStatusCode(503)
          .putHeader(HttpHeaders.RETRY_AFTER, DRAINING_RETRY_SECONDS)
          .end();
      return false;
    }
    return !routing.response().closed(); // who hung up meanwhile would never give a place back
  }

  /**
   * Accepts a handshake that is permitted.
   *
   * @param then gets the wire, which is to be opened at once
   * @param otherwise called when the client hung up before
   */
  void accept(
      HttpServerRequest request,
      Framing framing,
      Consumer<WebSocketWire> then,
      Runnable otherwise) {
    Optional<String> compression = Handshake.compression(request);
    Handshake.accept(request, compression);
    boolean deflated = compression.isPresent();
    WebSocketWire wire = new WebSocketWire(framing, deflated, loop, (ContextInternal) context);
    request
        .toNetSocket()
        .onSuccess(
            connection -> {
              lay(wire, connection, deflated);
              then.accept(wire);
            })
        .onFailure(cause -> otherwise.run());
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
    http.pipeline().addBefore(http.name(), "wire", wire.handler());
    try {
      ((ChannelInboundHandler) http.handler()).channelInactive(http);
    } catch (Exception e) {
      throw new IllegalStateException("Vert.x does not let go of a connection", e);
    }
    http.pipeline().remove(http.handler());
  }
}
