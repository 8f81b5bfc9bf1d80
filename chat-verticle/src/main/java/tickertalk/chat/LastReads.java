package tickertalk.chat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;

/**
 * Gathers how far people have read, and writes it down for all of them together: a message is read
 * by a whole room at once. For one event loop.
 */
final class LastReads {
  /**
   * Nobody waits for this; a thousand readers of a message are some twenty transactions a second.
   */
  private static final long GATHER_MS = 50;

  /** Writes down how far people have read; blocks. */
  interface Writer {
    void write(List<LastRead> reads);
  }

  private final Vertx vertx;
  private final int maxWaiting;
  private final Writer writer;

  private Map<Key, LastRead> waiting = new LinkedHashMap<>();
  private Promise<Void> written = Promise.promise();
  private boolean due;
  private Promise<Void> drained = Promise.promise();

  private record Key(String person, String room) {}

  /**
   * Begins with nothing to write.
   *
   * @param maxWaiting how many people's rooms may wait; more end with 503
   */
  LastReads(Vertx vertx, int maxWaiting, Writer writer) {
    this.vertx = vertx;
    this.maxWaiting = maxWaiting;
    this.writer = writer;
  }

  /** Done when it is written down, together with what others have read meanwhile. */
  Future<Void> seen(LastRead read) {
    Key key = new Key(read.person().id(), read.room());
    if (waiting.size() >= maxWaiting && !waiting.containsKey(key)) {
      return Future.failedFuture(
          new CommandException(ErrorCode.UNAVAILABLE, "too many readers wait, try again"));
    }
    waiting.merge(key, read, (one, other) -> one.seq() > other.seq() ? one : other);
    Future<Void> done = written.future();
    if (!due) {
      due = true;
      drained = Promise.promise();
      vertx.setTimer(GATHER_MS, timer -> write());
    }
    return done;
  }

  private void write() {
    List<LastRead> reads = List.copyOf(waiting.values());
    Promise<Void> done = written;
    waiting = new LinkedHashMap<>();
    written = Promise.promise();
    vertx
        .<Void>executeBlocking(
            () -> {
              writer.write(reads);
              return null;
            },
            false)
        .onComplete(
            result -> {
              done.handle(result);
              goOn();
            });
  }

  /** What came meanwhile has waited for a write already. */
  private void goOn() {
    if (waiting.isEmpty()) {
      due = false;
      drained.complete();
    } else {
      vertx.setTimer(GATHER_MS, timer -> write());
    }
  }

  /** Done when nothing waits and nothing is under way. */
  Future<Void> drained() {
    return due ? drained.future() : Future.succeededFuture();
  }
}
