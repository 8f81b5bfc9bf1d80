package tickertalk.bridge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** WebSocket frames as no client should send them, and some that it may; the same for one seed. */
final class BrokenFrames {
  private static final int[] LIES = {0, 1, 124, 125, 126, 127, 65_535, 65_536, 300_000};
  private static final int[] CODES = {
    0, 999, 1_000, 1_001, 1_004, 1_005, 1_006, 1_015, 2_999, 4_001, 65_535
  };

  private final Random random;
  private final BrokenEnvelopes envelopes;

  BrokenFrames(Random random) {
    this.random = random;
    this.envelopes = new BrokenEnvelopes(random);
  }

  /** Some bytes: about one frame. */
  byte[] next() {
    return switch (random.nextInt(10)) {
      case 0 -> noise();
      case 1 -> lie();
      case 2 -> cut(frame(random.nextInt(256), true, payload()));
      case 3 -> frame(0x80 | 0x8, true, closing());
      case 4 -> fragments();
      case 5 -> frame(0x80 | (0x8 + random.nextInt(8)), true, new byte[random.nextInt(200)]);
      case 6 -> frame(random.nextInt(256), random.nextBoolean(), payload());
      case 7 -> frame(0xC1, true, payload()); // says that it is compressed
      default -> frame(0x81, true, payload());
    };
  }

  private byte[] noise() {
    byte[] bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] payload() {
    return random.nextInt(4) == 0 ? noise() : envelopes.next().getBytes(StandardCharsets.UTF_8);
  }

  /** A frame that has less or more than it says. */
  private byte[] lie() {
    byte[] rest = noise();
    ByteBuf out = Unpooled.buffer().writeByte(0x81);
    int length = LIES[random.nextInt(LIES.length)];
    switch (random.nextInt(3)) {
      case 0 -> out.writeByte(0x80 | (length & 0x7F));
      case 1 -> out.writeByte(0xFE).writeShort(length);
      default -> out.writeByte(0xFF).writeLong(random.nextBoolean() ? length : random.nextLong());
    }
    return ByteBufUtil.getBytes(out.writeInt(random.nextInt()).writeBytes(rest));
  }

  private byte[] cut(byte[] frame) {
    return ByteBufUtil.getBytes(Unpooled.wrappedBuffer(frame, 0, random.nextInt(frame.length)));
  }

  private byte[] closing() {
    byte[] reason = random.nextBoolean() ? noise() : new byte[0];
    return ByteBufUtil.getBytes(
        Unpooled.buffer().writeShort(CODES[random.nextInt(CODES.length)]).writeBytes(reason));
  }

  /** A message in pieces, between which others come that may or may not. */
  private byte[] fragments() {
    ByteBuf out = Unpooled.buffer().writeBytes(frame(0x1, true, payload()));
    for (int i = random.nextInt(4); i > 0; i--) {
      out.writeBytes(frame(random.nextBoolean() ? 0x0 : 0x89, true, new byte[random.nextInt(9)]));
    }
    return ByteBufUtil.getBytes(out.writeBytes(frame(0x80, true, payload())));
  }

  /**
   * One frame with the right length.
   *
   * @param first its first byte: FIN, the reserved bits and the opcode
   */
  byte[] frame(int first, boolean masked, byte[] payload) {
    int mask = masked ? random.nextInt() : 0;
    ByteBuf out = Unpooled.buffer(payload.length + 14).writeByte(first);
    int bit = masked ? 0x80 : 0;
    if (payload.length < 126) {
      out.writeByte(bit | payload.length);
    } else if (payload.length < 1 << 16) {
      out.writeByte(bit | 126).writeShort(payload.length);
    } else {
      out.writeByte(bit | 127).writeLong(payload.length);
    }
    if (masked) {
      out.writeInt(mask);
    }
    for (int i = 0; i < payload.length; i++) {
      out.writeByte(payload[i] ^ (mask >> (8 * (3 - i % 4))));
    }
    return ByteBufUtil.getBytes(out);
  }
}
