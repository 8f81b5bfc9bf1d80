package tickertalk.bridge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The compression of {@code permessage-deflate} (RFC 7692). Neither side keeps anything from one
 * message to the next, so that one compressor and one decompressor serve all connections of an
 * event loop, and a message to many is compressed once. For one thread.
 */
final class Deflation implements AutoCloseable {
  /** Higher ones spare no more of messages as short as these (docs/benchmarks.md). */
  private static final int LEVEL = 3;

  /** What ends every compressed block, and is left out on the wire (RFC 7692, 7.2.1). */
  private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

  private static final int CHUNK = 8 * 1024;

  private final Deflater deflater = new Deflater(LEVEL, true);
  private final Inflater inflater = new Inflater(true);
  private final byte[] chunk = new byte[CHUNK];
  private final ByteBuf out = Unpooled.buffer(CHUNK);

  /** The compressed payload, good until the next call. */
  ByteBuf deflate(byte[] payload) {
    out.clear();
    deflater.reset();
    deflater.setInput(payload);
    int length;
    do {
      length = deflater.deflate(chunk, 0, CHUNK, Deflater.SYNC_FLUSH);
      out.writeBytes(chunk, 0, length);
    } while (length == CHUNK);
    return out.writerIndex(out.writerIndex() - TAIL.length);
  }

  /**
   * The message that a compressed payload stands for, good until the next call.
   *
   * @throws DataFormatException when it is not compressed
   * @throws TooLargeException when the message has more than {@code max} bytes
   */
  ByteBuf inflate(ByteBuf payload, int max) throws DataFormatException, TooLargeException {
    out.clear();
    inflater.reset();
    byte[] input = new byte[payload.readableBytes() + TAIL.length];
    payload.readBytes(input, 0, payload.readableBytes());
    System.arraycopy(TAIL, 0, input, input.length - TAIL.length, TAIL.length);
    inflater.setInput(input);
    int length;
    do {
      length = inflater.inflate(chunk);
      out.writeBytes(chunk, 0, length);
      if (out.readableBytes() > max) {
        throw new TooLargeException();
      }
    } while (length > 0);
    return out;
  }

  /** A message that is small only while it is compressed. */
  static final class TooLargeException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void close() {
    deflater.end();
    inflater.end();
  }
}
