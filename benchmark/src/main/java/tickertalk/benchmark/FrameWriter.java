package tickertalk.benchmark;

import java.nio.ByteBuffer;

/** Writes a client's WebSocket frames, with a mask that changes nothing. */
final class FrameWriter {
  static final int TEXT = 1;
  static final int PONG = 10;

  /** Two bytes, eight of a length, four of the mask. */
  static final int MAX_HEADER = 14;

  private static final int FIN = 0x80;
  private static final int MASKED = 0x80;
  private static final int LARGEST_SHORT = 125;
  private static final int LARGEST_MEDIUM = 0xFFFF;

  private FrameWriter() {}

  static void write(ByteBuffer out, int opcode, byte[] payload) {
    out.put((byte) (FIN | opcode));
    if (payload.length <= LARGEST_SHORT) {
      out.put((byte) (MASKED | payload.length));
    } else if (payload.length <= LARGEST_MEDIUM) {
      out.put((byte) (MASKED | 126)).putShort((short) payload.length);
    } else {
      out.put((byte) (MASKED | 127)).putLong(payload.length);
    }
    out.putInt(0).put(payload);
  }
}
