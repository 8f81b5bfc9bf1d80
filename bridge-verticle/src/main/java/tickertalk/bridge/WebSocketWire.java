package tickertalk.bridge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.internal.ContextInternal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket, raw or as SockJS speaks it, straight on Netty's channel: frames that many
 * connections share are written as they are, without a copy. For the channel's event loop.
 *
 * <p>The rules of RFC 6455 are kept by Netty's decoder before it and by this: fragments become
 * messages, bad UTF-8 ends the connection with 1007, too large a message with 1009.
 */
// What cannot be written ends the connection, and that is told by its own way.
@SuppressWarnings("FutureReturnValueIgnored")
final class WebSocketWire extends ChannelInboundHandlerAdapter implements Wire {
  private static final Logger log = LoggerFactory.getLogger(WebSocketWire.class);

  /** How long a browser may take to answer that it was sent away, before it is cut off. */
  private static final long CLOSING_MS = 3_000;

  /** A browser that was frozen gets this long to read up to the word that it was too slow. */
  private static final long SLOW_CLOSING_MS = 30_000;

  /** Two heartbeats without an answer, and a while for a slow network. */
  private static final long DEAD_AFTER_NANOS = TimeUnit.SECONDS.toNanos(60);

  private static final int COMPRESSED = 0b100;

  private final Framing framing;
  private final boolean deflated;
  private final int maxMessageBytes;
  private final FrameEncoder encoder;
  private final Deflation deflation;
  private final BridgeMetrics metrics;
  private final ContextInternal vertxContext;

  private ChannelHandlerContext context;
  private Listener listener;
  private Fragments fragments;
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
    this.maxMessageBytes = loop.limits().maxMessageBytes();
    this.encoder = loop.encoder();
    this.deflation = loop.deflation();
    this.metrics = loop.metrics();
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
    if (System.nanoTime() - heardAtNanos > DEAD_AFTER_NANOS) {
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
    if (frame instanceof CloseWebSocketFrame close) {
      answer(close);
    } else if (closing) {
      return; // nobody has to answer the close frame soon; until then they may go on to send
    } else if (!hasLegalReservedBits(frame)) {
      close(CloseReason.PROTOCOL_ERROR);
    } else if (frame instanceof PingWebSocketFrame ping) {
      answer(ping);
    } else if (!(frame instanceof PongWebSocketFrame)) {
      gather(frame);
    }
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

  /** The first bit says that a message is compressed, on its first frame and no other. */
  private boolean hasLegalReservedBits(WebSocketFrame frame) {
    boolean beginsMessage =
        frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame;
    return frame.rsv() == 0 || (frame.rsv() == COMPRESSED && deflated && beginsMessage);
  }

  private void gather(WebSocketFrame frame) {
    if (fragments == null && frame.isFinalFragment()) {
      message(frame.content(), frame.rsv() == COMPRESSED);
      return;
    }
    if (fragments == null) {
      fragments = new Fragments(frame, context.alloc());
    } else {
      fragments.add(frame.content());
    }
    if (fragments.size() > maxMessageBytes) {
      close(CloseReason.TOO_LARGE);
    } else if (frame.isFinalFragment()) {
      Fragments whole = fragments;
      fragments = null;
      message(whole.content(), whole.isCompressed());
      whole.release();
    }
  }

  /** What is said in a binary message is text as well: bare clients send either. */
  private void message(ByteBuf payload, boolean compressed) {
    try {
      ByteBuf plain = compressed ? deflation.inflate(payload, maxMessageBytes) : payload;
      if (!ByteBufUtil.isText(plain, StandardCharsets.UTF_8)) {
        close(CloseReason.INVALID_UTF8);
      } else {
        framing
            .unframe(plain.toString(StandardCharsets.UTF_8))
            .forEach(text -> vertxContext.dispatch(text, listener::received));
      }
    } catch (Deflation.TooLargeException e) {
      close(CloseReason.TOO_LARGE);
    } catch (DataFormatException | IllegalArgumentException e) {
      close(CloseReason.PROTOCOL_ERROR);
    }
  }

  private void answer(CloseWebSocketFrame close) {
    if (!closing) {
      queueHeld();
      closing = true;
      context.write(
          close.statusCode() < 0
              ? FrameEncoder.closeWithoutCode()
              : encoder.close(new CloseReason(close.statusCode(), "")));
      context.flush();
    }
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
    queueHeld();
    backlogged = true;
    if (framing == Framing.SOCKJS) {
      context.write(encoder.text(SockJsText.close(reason.code(), reason.text())));
    }
    context.writeAndFlush(encoder.close(reason));
    closing = true;
    long patienceMs = reason.equals(CloseReason.SLOW) ? SLOW_CLOSING_MS : CLOSING_MS;
    cutOff = context.executor().schedule(this::cutOff, patienceMs, TimeUnit.MILLISECONDS);
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
      vertxContext.dispatch(listener::gone);
    }
    if (cutOff != null) {
      cutOff.cancel(false);
    }
    if (held != null) {
      held.release();
      held = null;
    }
    if (fragments != null) {
      fragments.release();
      fragments = null;
    }
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

  /** What has come of a message that comes in several frames. */
  private static final class Fragments {
    private final ByteBuf content;
    private final boolean isCompressed;

    Fragments(WebSocketFrame first, ByteBufAllocator allocator) {
      content = allocator.heapBuffer(first.content().readableBytes());
      content.writeBytes(first.content());
      isCompressed = first.rsv() == COMPRESSED;
    }

    void add(ByteBuf more) {
      content.writeBytes(more);
    }

    int size() {
      return content.readableBytes();
    }

    ByteBuf content() {
      return content;
    }

    boolean isCompressed() {
      return isCompressed;
    }

    void release() {
      content.release();
    }
  }
}
