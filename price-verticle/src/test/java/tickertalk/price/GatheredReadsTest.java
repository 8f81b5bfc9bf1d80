package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When a connection is read on. */
class GatheredReadsTest {
  private final EmbeddedChannel channel = new EmbeddedChannel(new GatheredReads());

  @Test
  void shouldRestAfterARead() {
    channel.freezeTime();
    channel.writeInbound("a trade");
    assertThat((String) channel.readInbound()).isEqualTo("a trade");
    assertThat(channel.config().isAutoRead()).isFalse();
    pass(GatheredReads.REST.toMillis() - 1);
    assertThat(channel.config().isAutoRead()).isFalse();
    pass(1);
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  @Test
  void shouldLeaveAConnectionAloneThatIsOver() {
    channel.freezeTime();
    channel.writeInbound("a trade");
    assertThat(channel.close().isSuccess()).isTrue();
    pass(GatheredReads.REST.toMillis());
    assertThat(channel.config().isAutoRead()).isFalse();
  }

  private void pass(long ms) {
    channel.advanceTimeBy(ms, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }
}
