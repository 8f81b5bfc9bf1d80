package tickertalk.bridge;

import io.vertx.core.buffer.Buffer;

/**
 * The connection under a browser's socket, whatever carries it. What is written goes out with the
 * next {@link #flush}. For one thread.
 */
interface Wire {
  /** What came of a connection. */
  interface Listener {
    /** The browser sent a text. */
    void received(String text);

    /** The client sent bytes, over a framing that tells them from text. */
    default void receivedBytes(Buffer bytes) {
      throw new IllegalStateException("bytes, where only text is spoken");
    }

    /** What had been written is on its way; there is room again. */
    void drained();

    /** The connection is gone, for this reason, whoever's it was. Called once. */
    void gone(CloseReason why);
  }

  /** Sends events. */
  default void write(Batch batch) {
    batch.events().forEach(event -> write(event.envelope()));
  }

  /** Sends one text to this browser alone. */
  void write(String text);

  void flush();

  /** How many bytes were written that the network has not taken yet. */
  long pendingBytes();

  /** Asks the browser for a sign of life; ends the connection when there was none for long. */
  void beat();

  /** Lets the browser know why, and ends the connection. */
  void close(CloseReason reason);
}
