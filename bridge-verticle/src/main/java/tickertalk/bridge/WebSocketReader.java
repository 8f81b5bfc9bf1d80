package tickertalk.bridge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes by a WebSocket: tells the listener of messages and of the end, and the wire of what is
 * to be answered. For the channel's event loop.
 *
 * <p>The rules of RFC 6455 are kept by Netty's decoder before it, by {@link MessageReader} and by
 * this: bad UTF-8 ends the connection with 1007, too large a message with 1009.
 */
// What becomes of a connection that is closed is told by its own way.
@SuppressWarnings("FutureReturnValueIgnored")
final class WebSocketReader extends ChannelInboundHandlerAdapter implements MessageReader.Receiver {
  private static final Logger log = LoggerFactory.getLogger(WebSocketReader.class);

  private final WebSocketWire wire;
  private final MessageReader messages;
  private final ContextInternal vertxContext;

  private Wire.Listener listener;
  private boolean gone;
  private long heardAtNanos = System.nanoTime();

  /**
   * A reader that is used once it is in a pipeline.
   *
   * @param wire where is answered
   * @param deflated whether the client may compress
   * @param vertxContext where the listener is told
   */
  WebSocketReader(
      WebSocketWire wire,
      Framing framing,
      boolean deflated,
      Loop loop,
      ContextInternal vertxContext) {
    this.wire = wire;
    this.messages = new MessageReader(framing, deflated, loop, this);
    this.vertxContext = vertxContext;
  }

  /** Has somebody told from now on; until then nothing that comes is read. */
  void tell(Wire.Listener whoListens) {
    listener = whoListens;
  }

  /** Whether nothing at all came for so long. */
  boolean isSilentFor(Duration time) {
    return System.nanoTime() - heardAtNanos > time.toNanos();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    wire.attach(ctx);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    heardAtNanos = System.nanoTime();
    try {
      if (message instanceof WebSocketFrame frame) {
        read(ctx, frame);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void read(ChannelHandlerContext ctx, WebSocketFrame frame) {
    if (wire.isOver()) {
      // Nobody has to answer the close frame soon; until then they may go on to send.
      if (frame instanceof CloseWebSocketFrame) {
        ctx.close();
      }
    } else if (!messages.hasLegalReservedBits(frame)) {
      wire.close(CloseReason.PROTOCOL_ERROR);
    } else if (frame instanceof CloseWebSocketFrame close) {
      wire.answer(close);
    } else if (frame instanceof PingWebSocketFrame ping) {
      wire.answer(ping);
    } else if (!(frame instanceof PongWebSocketFrame)) {
      gather(ctx, frame);
    }
  }

  private void gather(ChannelHandlerContext ctx, WebSocketFrame frame) {
    try {
      messages.read(frame, ctx.alloc());
    } catch (MessageReader.BrokenMessageException broken) {
      wire.close(broken.reason());
    }
  }

  @Override
  public void text(String text) {
    vertxContext.dispatch(text, listener::received);
  }

  @Override
  public void bytes(Buffer bytes) {
    vertxContext.dispatch(bytes, listener::receivedBytes);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (ctx.channel().isWritable() && !wire.isOver() && listener != null) {
      vertxContext.dispatch(listener::drained);
    }
    ctx.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    wire.end();
    if (!gone && listener != null) {
      gone = true;
      vertxContext.dispatch(wire.why(), listener::gone);
    }
    messages.release();
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException broken) {
      wire.close(CloseReason.protocolError(broken.closeStatus().code()));
    } else {
      log.debug("a connection broke off: {}", cause.toString());
      ctx.close();
    }
  }
}
