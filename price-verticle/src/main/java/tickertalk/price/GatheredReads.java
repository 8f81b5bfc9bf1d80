package tickertalk.price;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Lets a connection rest for a moment after each read, so that what comes meanwhile is read at
 * once. A busy exchange sends its trades one by one, and waking up for each took two fifths of what
 * the whole market cost. The system's buffer holds what waits.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a rest that the channel's end cuts short is over
final class GatheredReads extends ChannelInboundHandlerAdapter {
  /** A browser is told of each symbol every 250 ms at most, and looked after every 20 ms. */
  static final Duration REST = Duration.ofMillis(10);

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.fireChannelReadComplete();
    if (context.channel().config().isAutoRead()) {
      context.channel().config().setAutoRead(false);
      context.executor().schedule(() -> readOn(context), REST.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static void readOn(ChannelHandlerContext context) {
    if (context.channel().isActive()) {
      context.channel().config().setAutoRead(true);
    }
  }
}
