package tickertalk.bridge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import java.io.IOException;
import java.util.List;

/**
 * A WebSocket, raw or as SockJS speaks it, straight on Netty's channel: frames that many
 * connections share are written as they are, without a copy. What comes by it is the business of
 * its {@link WebSocketReader}. For the channel's event loop.
 */
// What cannot be written ends the connection, and that is told by its own way.
@SuppressWarnings("FutureReturnValueIgnored")
final class WebSocketWire implements Wire {
  private final Framing framing;
  private final boolean deflated;
  private final FrameEncoder encoder;
  private final BridgeMetrics metrics;
  private final Heartbeat heartbeat;
  private final WebSocketReader reader;

  private ChannelHandlerContext context;
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

  /** Whether nothing more is said: one of both has said that it goes, or the connection is gone. */
  private boolean over;

  private CloseReason why = CloseReason.BROKEN_OFF;

  /** Only when it was we who said it first. */
  private ClosingWait wait;

  /**
   * A wire that is used once its {@link #handler} is in a pipeline.
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
    this.reader = new WebSocketReader(this, framing, deflated, loop, vertxContext);
  }

  /** What is to be where HTTP was. */
  ChannelHandler handler() {
    return reader;
  }

  /** Learns where it is; before anything is written. */
  void attach(ChannelHandlerContext where) {
    context = where;
    if (where.channel() instanceof UnixChannel channel
        && channel.fd() instanceof Socket own
        && where.pipeline().get(SslHandler.class) == null) {
      socket = own;
    }
  }

  /** Begins to serve; until then nothing that comes is read. */
  void open(Listener whoListens) {
    reader.tell(whoListens);
    if (framing == Framing.SOCKJS) {
      writeAndFlush(encoder.text(SockJsText.OPEN));
    }
    if (!context.channel().isActive()) {
      reader.channelInactive(context);
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
        && !over
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
    if (over) {
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
      reader.exceptionCaught(context, e);
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
    if (reader.isSilentFor(heartbeat.deadAfter())) {
      ClosingWait.cutOff(context);
    } else if (!over) {
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
  void answer(PingWebSocketFrame ping) {
    if (pendingBytes() <= Outbox.BEHIND) {
      writeAndFlush(encoder.pong(ping.content()));
    }
  }

  /** Who says that they go is told the same, and gone. */
  void answer(CloseWebSocketFrame close) {
    int code = close.statusCode();
    if (code >= 0 && !CloseReason.isLegal(code)) {
      close(CloseReason.PROTOCOL_ERROR);
      return;
    }
    queueHeld();
    over = true;
    why = code < 0 ? CloseReason.NO_CODE : new CloseReason(code, close.reasonText());
    context.write(
        code < 0 ? FrameEncoder.closeWithoutCode() : encoder.close(new CloseReason(code, "")));
    context.flush();
    context.close();
  }

  @Override
  public void close(CloseReason reason) {
    if (over) {
      return;
    }
    if (reason.equals(CloseReason.TOO_LARGE)) {
      metrics.reached(Limit.MESSAGE_SIZE);
    }
    over = true;
    why = reason;
    queueHeld();
    backlogged = true;
    if (framing == Framing.SOCKJS) {
      context.write(encoder.text(SockJsText.close(reason.code(), reason.text())));
    }
    wait = ClosingWait.begin(context, reason, context.writeAndFlush(encoder.close(reason)));
    resume(); // or the answer would not be read
  }

  /** Whether nothing more is said. */
  boolean isOver() {
    return over;
  }

  /** The connection has ended. */
  void end() {
    over = true;
    if (wait != null) {
      wait.end();
    }
    if (held != null) {
      held.release();
      held = null;
    }
  }

  /** Why it ended, or ends. */
  CloseReason why() {
    return why;
  }
}
