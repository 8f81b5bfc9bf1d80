package tickertalk.bridge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The wait for a client to answer our close frame and end the connection (RFC 6455, 7.1), which is
 * not for ever. For the channel's event loop.
 */
// What becomes of a connection that is closed is told by its own way.
@SuppressWarnings("FutureReturnValueIgnored")
final class ClosingWait {
  /** How long a browser may take to answer that it was sent away, before it is cut off. */
  private static final long CLOSING_MS = 3_000;

  /** A browser that was frozen gets this long to read up to the word that it was too slow. */
  private static final long SLOW_CLOSING_MS = 30_000;

  private final ScheduledFuture<?> cutOff;

  private ClosingWait(ScheduledFuture<?> cutOff) {
    this.cutOff = cutOff;
  }

  /**
   * Begins.
   *
   * @param told is done when the network has our frame
   */
  static ClosingWait begin(ChannelHandlerContext context, CloseReason reason, ChannelFuture told) {
    if (reason.isOfABrokenRule()) {
      told.addListener(sent -> sayNoMore(context));
    }
    long patienceMs = reason.equals(CloseReason.SLOW) ? SLOW_CLOSING_MS : CLOSING_MS;
    return new ClosingWait(
        context.executor().schedule(() -> cutOff(context), patienceMs, TimeUnit.MILLISECONDS));
  }

  /**
   * Who broke a rule may have closed already, and wait for the connection's end (RFC 6455, 7.1.7);
   * the half of it, so that the word about the rule is not lost for what still comes unread.
   */
  private static void sayNoMore(ChannelHandlerContext context) {
    if (context.channel() instanceof DuplexChannel both
        && context.pipeline().get(SslHandler.class) == null) {
      both.shutdownOutput();
    }
  }

  /** Ends a connection; what the network still holds for somebody who reads nothing goes too. */
  static void cutOff(ChannelHandlerContext context) {
    Channel channel = context.channel();
    ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
    if (waiting != null && waiting.totalPendingWriteBytes() > 0) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    }
    context.close();
  }

  /** The connection has ended. */
  void end() {
    cutOff.cancel(false);
  }
}
