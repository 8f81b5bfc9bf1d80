package tickertalk.bridge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;

/**
 * Makes messages of a WebSocket's frames: puts fragments together (RFC 6455, 5.4), inflates (RFC
 * 7692), and lets no text pass that is not UTF-8. For the channel's event loop.
 */
final class MessageReader {
  private static final int COMPRESSED = 0b100;

  private final Framing framing;
  private final boolean deflated;
  private final int maxBytes;
  private final Deflation deflation;
  private final Receiver receiver;
  private Fragments fragments;

  /** Who gets the messages. */
  interface Receiver {
    /** The client sent a text. */
    void text(String text);

    /** The client sent bytes, where they are not taken for text. */
    void bytes(Buffer bytes);
  }

  /** A message that ends its connection, and why. */
  static final class BrokenMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient CloseReason reason;

    BrokenMessageException(CloseReason reason) {
      super(reason.text(), null, false, false);
      this.reason = reason;
    }

    CloseReason reason() {
      return reason;
    }
  }

  /**
   * Begins with nothing.
   *
   * @param deflated whether the client may compress
   */
  MessageReader(Framing framing, boolean deflated, Loop loop, Receiver receiver) {
    this.framing = framing;
    this.deflated = deflated;
    this.maxBytes = loop.limits().maxMessageBytes();
    this.deflation = loop.deflation();
    this.receiver = receiver;
  }

  /** The first bit says that a message is compressed, on its first frame and no other. */
  boolean hasLegalReservedBits(WebSocketFrame frame) {
    boolean beginsMessage =
        frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame;
    return frame.rsv() == 0 || (frame.rsv() == COMPRESSED && deflated && beginsMessage);
  }

  /** Takes a frame of text, of bytes, or that continues either; gives a message that is whole. */
  void read(WebSocketFrame frame, ByteBufAllocator allocator) throws BrokenMessageException {
    if (fragments == null && frame.isFinalFragment()) {
      message(frame.content(), isCompressed(frame), frame instanceof BinaryWebSocketFrame);
      return;
    }
    if (fragments == null) {
      fragments = new Fragments(frame, allocator);
    } else {
      fragments.add(frame.content());
    }
    if (fragments.size() > maxBytes) {
      throw new BrokenMessageException(CloseReason.TOO_LARGE);
    }
    if (frame.isFinalFragment()) {
      Fragments whole = fragments;
      fragments = null;
      try {
        message(whole.content, whole.isCompressed, whole.isBinary);
      } finally {
        whole.content.release();
      }
    } else if (!fragments.mayBecomeText()) {
      throw new BrokenMessageException(CloseReason.INVALID_UTF8);
    }
  }

  private static boolean isCompressed(WebSocketFrame frame) {
    return frame.rsv() == COMPRESSED;
  }

  private void message(ByteBuf payload, boolean compressed, boolean binary)
      throws BrokenMessageException {
    try {
      ByteBuf plain = compressed ? deflation.inflate(payload, maxBytes) : payload;
      if (binary && framing.tellsBytesFromText()) {
        receiver.bytes(Buffer.buffer(ByteBufUtil.getBytes(plain)));
      } else if (ByteBufUtil.isText(plain, StandardCharsets.UTF_8)) {
        framing.unframe(plain.toString(StandardCharsets.UTF_8)).forEach(receiver::text);
      } else {
        throw new BrokenMessageException(CloseReason.INVALID_UTF8);
      }
    } catch (Deflation.TooLargeException e) {
      throw new BrokenMessageException(CloseReason.TOO_LARGE);
    } catch (DataFormatException | IllegalArgumentException e) {
      throw new BrokenMessageException(CloseReason.PROTOCOL_ERROR);
    }
  }

  /** Forgets what has come of a message. */
  void release() {
    if (fragments != null) {
      fragments.content.release();
      fragments = null;
    }
  }

  /** What has come of a message that comes in several frames. */
  private static final class Fragments {
    private static final int CHARS_AT_ONCE = 256;

    private final ByteBuf content;
    private final boolean isCompressed;
    private final boolean isBinary;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private int checked;

    Fragments(WebSocketFrame first, ByteBufAllocator allocator) {
      content = allocator.heapBuffer(first.content().readableBytes());
      content.writeBytes(first.content());
      isCompressed = isCompressed(first);
      isBinary = first instanceof BinaryWebSocketFrame;
    }

    void add(ByteBuf more) {
      content.writeBytes(more);
    }

    int size() {
      return content.readableBytes();
    }

    /** Whether what has come may be the beginning of a text; a character may be cut anywhere. */
    boolean mayBecomeText() {
      if (isBinary || isCompressed) {
        return true; // it is judged as a whole
      }
      ByteBuffer next = content.nioBuffer(checked, content.writerIndex() - checked);
      CharBuffer chars = CharBuffer.allocate(CHARS_AT_ONCE);
      CoderResult result = decoder.decode(next, chars, false);
      while (result.isOverflow()) {
        chars.clear();
        result = decoder.decode(next, chars, false);
      }
      checked = content.writerIndex() - next.remaining();
      return !result.isError();
    }
  }
}
