package tickertalk.bridge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket, raw or as SockJS speaks it, straight on Netty's channel: frames that many
 * connections share are written as they are, without a copy. For the channel's event loop.
 *
 * <p>The rules of RFC 6455 are kept by Netty's decoder before it, by {@link MessageReader} and by
 * this: bad UTF-8 ends the connection with 1007, too large a message with 1009.
 */
// What cannot be written ends the connection, and that is told by its own way.
@SuppressWarnings("FutureReturnValueIgnored")
final class WebSocketWire extends ChannelInboundHandlerAdapter
    implements Wire, MessageReader.Receiver {
  private static final Logger log = LoggerFactory.getLogger(WebSocketWire.class);

  /** How long a browser may take to answer that it was sent away, before it is cut off. */
  private static final long CLOSING_MS = 3_000;

  /** A browser that was frozen gets this long to read up to the word that it was too slow. */
  private static final long SLOW_CLOSING_MS = 30_000;

  private final Framing framing;
  private final boolean deflated;
  private final FrameEncoder encoder;
  private final BridgeMetrics metrics;
  private final Heartbeat heartbeat;
  private final MessageReader messages;
  private final ContextInternal vertxContext;

  private ChannelHandlerContext context;
  private Listener listener;
  private ScheduledFuture<?> cutOff;
  private boolean unflushed;

  /** The system's own socket, where there is one and nothing changes the bytes. */
  private Socket socket;

  /** What goes out with the next flush, if it is the only thing; a share of it. */
  private ByteBuf held;

  /**
   * Whether Netty may still have something that the network has not taken: at first the handshake's
   * answer.
   */
  private boolean backlogged = true;

  private boolean closing;
  private boolean gone;
  private CloseReason why = CloseReason.BROKEN_OFF;
  private long heardAtNanos = System.nanoTime();

  /**
   * A wire that is used once it is in a pipeline.
   *
   * @param deflated whether the client takes compressed frames
   * @param vertxContext where the listener is told
   */
  WebSocketWire(Framing framing, boolean deflated, Loop loop, ContextInternal vertxContext) {
    this.framing = framing;
    this.deflated = deflated;
    this.encoder = loop.encoder();
    this.metrics = loop.metrics();
    this.heartbeat = loop.limits().heartbeat();
    this.messages = new MessageReader(framing, deflated, loop, this);
    this.vertxContext = vertxContext;
  }

  /** Begins to serve; until then nothing that comes is read. */
  void open(Listener whoListens) {
    listener = whoListens;
    if (framing == Framing.SOCKJS) {
      writeAndFlush(encoder.text(SockJsText.OPEN));
    }
    if (!context.channel().isActive()) {
      channelInactive(context);
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    if (ctx.channel() instanceof UnixChannel channel
        && channel.fd() instanceof Socket own
        && ctx.pipeline().get(SslHandler.class) == null) {
      socket = own;
    }
  }

  /**
   * A batch that is all there is to send in a turn goes to the system as it is, past Netty's queue:
   * with a thousand connections in a turn, the queue's entries would cost a third of what the
   * system call does.
   */
  @Override
  public void write(Batch batch) {
    ByteBuf frames = batch.frames(framing, deflated);
    if (canGoPastTheQueue(frames)) {
      held = frames.retain();
    } else {
      write(frames.retainedDuplicate());
    }
  }

  private boolean canGoPastTheQueue(ByteBuf frames) {
    return socket != null
        && frames.hasMemoryAddress()
        && held == null
        && !closing
        && !gone
        && !unflushed
        && pendingBytes() == 0;
  }

  @Override
  public void write(String text) {
    write(encoder.texts(List.of(text), framing, deflated));
  }

  /** Sends bytes as bytes. */
  void write(Buffer bytes) {
    write(encoder.bytes(bytes.getBytes(), deflated));
  }

  private void write(ByteBuf frames) {
    if (closing || gone) {
      frames.release();
      return;
    }
    queueHeld();
    unflushed = true;
    context.write(frames, context.voidPromise());
  }

  private void queueHeld() {
    if (held != null) {
      ByteBuf first = held;
      held = null;
      unflushed = true;
      // Netty moves its reader index when the network takes a part; others send from the same.
      context.write(first.duplicate(), context.voidPromise());
    }
  }

  @Override
  public void flush() {
    if (held != null) {
      ByteBuf only = held;
      held = null;
      sendThrough(only);
    } else if (unflushed) {
      unflushed = false;
      backlogged = true;
      context.flush();
    }
  }

  private void sendThrough(ByteBuf frames) {
    int from = frames.readerIndex();
    int to = frames.writerIndex();
    try {
      if (!socket.isOpen()) {
        return; // its number may be another connection's by now; that this one ended is told later
      }
      int sent = socket.sendAddress(frames.memoryAddress(), from, to);
      if (sent < to - from) {
        backlogged = true;
        context.writeAndFlush(
            frames.retainedSlice(from + sent, to - from - sent), context.voidPromise());
      }
    } catch (IOException e) {
      exceptionCaught(context, e);
    } finally {
      frames.release();
    }
  }

  private void writeAndFlush(ByteBuf frames) {
    queueHeld();
    unflushed = false;
    backlogged = true;
    context.writeAndFlush(frames, context.voidPromise());
  }

  @Override
  public void beat() {
    if (System.nanoTime() - heardAtNanos > heartbeat.deadAfter().toNanos()) {
      cutOff();
    } else if (!closing && !gone) {
      writeAndFlush(encoder.heartbeat(framing));
    }
  }

  @Override
  public long pendingBytes() {
    if (!backlogged && !unflushed) {
      return held == null ? 0 : held.readableBytes();
    }
    ChannelOutboundBuffer waiting = context.channel().unsafe().outboundBuffer();
    long pending = waiting == null ? 0 : waiting.totalPendingWriteBytes();
    backlogged = pending > 0;
    return pending;
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (ctx.channel().isWritable() && !closing && listener != null) {
      vertxContext.dispatch(listener::drained);
    }
    ctx.fireChannelWritabilityChanged();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    heardAtNanos = System.nanoTime();
    try {
      if (message instanceof WebSocketFrame frame) {
        read(frame);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void read(WebSocketFrame frame) {
    if (closing) {
      // Nobody has to answer the close frame soon; until then they may go on to send.
      if (frame instanceof CloseWebSocketFrame) {
        context.close();
      }
    } else if (!messages.hasLegalReservedBits(frame)) {
      close(CloseReason.PROTOCOL_ERROR);
    } else if (frame instanceof CloseWebSocketFrame close) {
      answer(close);
    } else if (frame instanceof PingWebSocketFrame ping) {
      answer(ping);
    } else if (!(frame instanceof PongWebSocketFrame)) {
      gather(frame);
    }
  }

  private void gather(WebSocketFrame frame) {
    try {
      messages.read(frame, context.alloc());
    } catch (MessageReader.BrokenMessageException broken) {
      close(broken.reason());
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

  /** Whether Netty takes more before it says that it is {@link Listener#drained}. */
  boolean hasRoom() {
    return context.channel().isWritable();
  }

  /** Reads nothing more until it is told to; what was read already is told still. */
  void pause() {
    context.channel().config().setAutoRead(false);
  }

  /** Reads again. */
  void resume() {
    context.channel().config().setAutoRead(true);
  }

  /**
   * Who asks and does not read the answers gets no more of them (RFC 6455, 5.5.3, lets them be left
   * out), or they would fill the memory.
   */
  private void answer(PingWebSocketFrame ping) {
    if (pendingBytes() <= Outbox.BEHIND) {
      writeAndFlush(encoder.pong(ping.content()));
    }
  }

  private void answer(CloseWebSocketFrame close) {
    int code = close.statusCode();
    if (code >= 0 && !CloseReason.isLegal(code)) {
      close(CloseReason.PROTOCOL_ERROR);
      return;
    }
    queueHeld();
    closing = true;
    why = code < 0 ? CloseReason.NO_CODE : new CloseReason(code, close.reasonText());
    context.write(
        code < 0 ? FrameEncoder.closeWithoutCode() : encoder.close(new CloseReason(code, "")));
    context.flush();
    context.close();
  }

  @Override
  public void close(CloseReason reason) {
    if (closing || gone) {
      return;
    }
    if (reason.equals(CloseReason.TOO_LARGE)) {
      metrics.reached(Limit.MESSAGE_SIZE);
    }
    why = reason;
    queueHeld();
    backlogged = true;
    if (framing == Framing.SOCKJS) {
      context.write(encoder.text(SockJsText.close(reason.code(), reason.text())));
    }
    ChannelFuture told = context.writeAndFlush(encoder.close(reason));
    if (reason.isOfABrokenRule()) {
      told.addListener(sent -> sayNoMore());
    }
    closing = true;
    resume(); // or the answer would not be read
    long patienceMs = reason.equals(CloseReason.SLOW) ? SLOW_CLOSING_MS : CLOSING_MS;
    cutOff = context.executor().schedule(this::cutOff, patienceMs, TimeUnit.MILLISECONDS);
  }

  /**
   * Who broke a rule may have closed already, and wait for the connection's end (RFC 6455, 7.1.7);
   * the half of it, so that the word about the rule is not lost for what still comes unread.
   */
  private void sayNoMore() {
    if (context.channel() instanceof DuplexChannel both
        && context.pipeline().get(SslHandler.class) == null) {
      both.shutdownOutput();
    }
  }

  /** Ends the connection; what the network still holds for somebody who reads nothing goes too. */
  private void cutOff() {
    if (pendingBytes() > 0) {
      context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    }
    context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (!gone && listener != null) {
      gone = true;
      vertxContext.dispatch(why, listener::gone);
    }
    if (cutOff != null) {
      cutOff.cancel(false);
    }
    if (held != null) {
      held.release();
      held = null;
    }
    messages.release();
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException broken) {
      close(CloseReason.protocolError(broken.closeStatus().code()));
    } else {
      log.debug("a connection broke off: {}", cause.toString());
      ctx.close();
    }
  }
}
