package tickertalk.price;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.util.Optional;

/**
 * Puts a stream's messages together, each of which may come in several frames, and hands out their
 * bytes: a text of each would be made only to be taken apart.
 */
final class MessageAssembly {
  private final int maxBytes;
  private final String source;
  private Optional<Buffer> begun = Optional.empty();

  /**
   * An assembly of nothing yet.
   *
   * @param maxBytes of a message
   */
  MessageAssembly(String source, int maxBytes) {
    this.source = source;
    this.maxBytes = maxBytes;
  }

  /**
   * Takes a frame; the message that it ends, if it ends one.
   *
   * @throws SourceException if the message is too long
   */
  Optional<byte[]> take(WebSocketFrame frame) {
    if (!frame.isText() && !frame.isBinary() && !frame.isContinuation()) {
      return Optional.empty();
    }
    if (begun.isEmpty() && frame.isFinal()) {
      return Optional.of(frame.binaryData().getBytes());
    }
    Buffer message = begun.orElseGet(Buffer::buffer).appendBuffer(frame.binaryData());
    begun = frame.isFinal() ? Optional.empty() : Optional.of(message);
    if (message.length() > maxBytes) {
      throw new SourceException(source + " sent a message without end");
    }
    return frame.isFinal() ? Optional.of(message.getBytes()) : Optional.empty();
  }
}
