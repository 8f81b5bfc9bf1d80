package tickertalk.price;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;

/**
 * Collects a body of {@value #MAX_BYTES} bytes at most. What is longer, or still dripping in after
 * the deadline, is not read on; the connection is then idle, and closed for it.
 */
final class BoundedBody implements BodyCodec<Buffer> {
  /** A thousand of Binance's candles, the longest answer there is, have about 170 KiB. */
  static final int MAX_BYTES = 256 * 1024;

  private final long deadlineNanos;

  /**
   * A body that is to be complete in time.
   *
   * @param patienceNanos counted from now
   */
  BoundedBody(long patienceNanos) {
    this.deadlineNanos = System.nanoTime() + patienceNanos;
  }

  @Override
  public BodyStream<Buffer> stream() {
    return new Bytes();
  }

  private final class Bytes implements BodyStream<Buffer> {
    private final Buffer collected = Buffer.buffer();
    private final Promise<Buffer> result = Promise.promise();
    private boolean full;

    @Override
    public Future<Void> write(Buffer data) {
      full |= collected.length() + data.length() > MAX_BYTES || System.nanoTime() > deadlineNanos;
      if (!full) {
        collected.appendBuffer(data);
      }
      return Future.succeededFuture();
    }

    @Override
    public boolean writeQueueFull() {
      return full;
    }

    @Override
    public Future<Void> end() {
      if (full) {
        result.tryFail("a body of more than " + MAX_BYTES + " bytes");
      } else {
        result.tryComplete(collected);
      }
      return Future.succeededFuture();
    }

    @Override
    public Future<Buffer> result() {
      return result.future();
    }

    @Override
    public void handle(Throwable failure) {
      result.tryFail(failure);
    }

    @Override
    public WriteStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
      return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
      return this;
    }

    @Override
    public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
      return this; // it is never read on
    }
  }
}
