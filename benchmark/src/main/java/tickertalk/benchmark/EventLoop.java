package tickertalk.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.BooleanSupplier;

/** Serves all connections of a client on the thread that runs it, with one buffer. */
final class EventLoop implements AutoCloseable {
  private static final int BUFFER_BYTES = 256 * 1024;

  /** So that what is due by the clock is done in time, also while the network is silent. */
  private static final long LONGEST_WAIT_MS = 1;

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final Selector selector;

  EventLoop() {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new LoadException("no selector", e);
    }
  }

  Selector selector() {
    return selector;
  }

  /**
   * Serves the network, with {@code step} before each turn, until that says it is done.
   *
   * @param deadline as {@link System#nanoTime()} gives it; then the loop ends in any case
   */
  void runUntil(BooleanSupplier step, long deadline) {
    while (!step.getAsBoolean() && System.nanoTime() - deadline < 0) {
      try {
        selector.select(this::serve, LONGEST_WAIT_MS);
      } catch (IOException e) {
        throw new LoadException("select failed", e);
      }
    }
  }

  private void serve(SelectionKey key) {
    ((Connection) key.attachment()).serve(buffer);
  }

  @Override
  public void close() {
    try {
      selector.close();
    } catch (IOException e) {
      throw new LoadException("the selector does not close", e);
    }
  }
}
