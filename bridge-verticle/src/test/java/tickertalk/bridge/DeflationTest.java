package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeflationTest {
  private static final int BOUND = 256 * 1024;

  private final Deflation deflation = new Deflation();

  @AfterEach
  void close() {
    deflation.close();
  }

  private ByteBuf deflated(byte[] message) {
    return Unpooled.copiedBuffer(deflation.deflate(message));
  }

  @Test
  void aMessageOfAnyLengthComesBack() throws Exception {
    Random random = new Random(1);
    for (int length = 0; length < 40_000; length += 1 + random.nextInt(400)) {
      byte[] message = new byte[length];
      random.nextBytes(message); // it hardly gets shorter, so that it fills every chunk
      assertThat(ByteBufUtil.getBytes(deflation.inflate(deflated(message), BOUND)))
          .as("%d bytes", length)
          .isEqualTo(message);
    }
  }

  /** RFC 7692, 7.2.3.1: the example of a message with an empty block at its end, left out. */
  @Test
  void theTailIsLeftOutOnTheWire() throws Exception {
    assertThat(
            ByteBufUtil.getBytes(
                deflation.inflate(
                    Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump("f248cdc9c90700")), BOUND)))
        .asString()
        .isEqualTo("Hello");
    ByteBuf hello = deflated("Hello".getBytes(StandardCharsets.US_ASCII));
    assertThat(ByteBufUtil.hexDump(hello)).doesNotEndWith("0000ffff");
  }

  @Test
  void theBoundIsOfTheMessageAndNotOfItsPayload() throws Exception {
    ByteBuf full = deflated(new byte[BOUND]);
    assertThat(full.readableBytes()).isLessThan(BOUND / 100);
    assertThat(deflation.inflate(full, BOUND).readableBytes()).isEqualTo(BOUND);

    ByteBuf more = deflated(new byte[BOUND + 1]);
    assertThatThrownBy(() -> deflation.inflate(more, BOUND))
        .isInstanceOf(Deflation.TooLargeException.class);
  }

  @Test
  void inflatingStopsAtTheBound() {
    ByteBuf bomb = deflated(new byte[100 << 20]);
    assertThatThrownBy(() -> deflation.inflate(bomb, BOUND))
        .isInstanceOf(Deflation.TooLargeException.class);
    assertThat(deflation.deflate(new byte[1]).capacity())
        .as("what all that was inflated took")
        .isLessThanOrEqualTo(2 * BOUND);
  }

  @Test
  void afterGarbageTheNextMessageIsReadAsEver() throws Exception {
    assertThatThrownBy(
            () -> deflation.inflate(Unpooled.wrappedBuffer(new byte[] {-1, -1, -1}), BOUND))
        .isInstanceOf(DataFormatException.class);
    assertThat(deflation.inflate(deflated(new byte[3]), BOUND).readableBytes()).isEqualTo(3);
  }
}
