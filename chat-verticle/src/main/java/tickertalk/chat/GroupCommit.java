package tickertalk.chat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import tickertalk.chat.Outcome.Appended;
import tickertalk.chat.Outcome.Refused;
import tickertalk.contract.CommandException;
import tickertalk.contract.Entry;
import tickertalk.contract.ErrorCode;

/**
 * Lets what waits for the log, posts and changes, share one commit, so that the disk's flush is
 * paid once for all of them. A post that comes alone is committed at once; what comes while a
 * commit is under way gathers for the next. For one event loop.
 */
final class GroupCommit {
  /** Enough that the flush costs less than the posts, and a commit still takes some 10 ms only. */
  static final int MAX_BATCH = 512;

  /** Writes entries, and gives what became of each, in their order; blocks. */
  interface Writer {
    List<Outcome> append(List<Draft> drafts);
  }

  private final Vertx vertx;
  private final ChatConfig bounds;
  private final Writer writer;
  private final Consumer<List<Entry>> committed;

  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private long waitingChars;
  private boolean committing;
  private Promise<Void> drained = Promise.promise();

  private record Waiting(Draft draft, Promise<Appended> promise) {
    void resolve(Outcome outcome) {
      if (outcome instanceof Appended appended) {
        promise.complete(appended);
      } else if (outcome instanceof Refused refused) {
        promise.fail(refused.reason());
      }
    }
  }

  /**
   * Begins with nothing to commit.
   *
   * @param committed hears, in one turn of the event loop, of all that a commit brought, in the
   *     order of each room's log; the authors hear after that
   */
  GroupCommit(Vertx vertx, ChatConfig bounds, Writer writer, Consumer<List<Entry>> committed) {
    this.vertx = vertx;
    this.bounds = bounds;
    this.writer = writer;
    this.committed = committed;
  }

  /** Appends an entry; done when it is on disk, or refused. */
  Future<Appended> append(Draft draft) {
    int chars = draft.request().text().length();
    if (waiting.size() >= bounds.maxWaitingPosts()
        || waitingChars + chars > bounds.maxWaitingChars()) {
      return Future.failedFuture(
          new CommandException(ErrorCode.UNAVAILABLE, "too many posts wait, try again"));
    }
    Promise<Appended> promise = Promise.promise();
    waiting.add(new Waiting(draft, promise));
    waitingChars += chars;
    if (!committing) {
      begin();
    }
    return promise.future();
  }

  /** Posts that are in the loop's queue behind the first are to come along with it. */
  private void begin() {
    committing = true;
    drained = Promise.promise();
    vertx.runOnContext(v -> commit());
  }

  private void commit() {
    List<Waiting> batch = takeBatch();
    List<Draft> drafts = batch.stream().map(Waiting::draft).toList();
    vertx
        .executeBlocking(() -> writer.append(drafts), false)
        .onComplete(
            result -> {
              try {
                if (result.succeeded()) {
                  tell(batch, result.result());
                } else {
                  batch.forEach(it -> it.promise().fail(result.cause()));
                }
              } finally { // a room that cannot be told must not keep the others from the disk
                vertx.runOnContext(v -> goOn());
              }
            });
  }

  private List<Waiting> takeBatch() {
    List<Waiting> batch = new ArrayList<>(Math.min(waiting.size(), MAX_BATCH));
    while (batch.size() < MAX_BATCH && !waiting.isEmpty()) {
      Waiting next = waiting.remove();
      waitingChars -= next.draft().request().text().length();
      batch.add(next);
    }
    return batch;
  }

  private void goOn() {
    if (waiting.isEmpty()) {
      committing = false;
      drained.complete();
    } else {
      commit();
    }
  }

  private void tell(List<Waiting> batch, List<Outcome> outcomes) {
    List<Entry> fresh = new ArrayList<>(outcomes.size());
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Appended appended && appended.fresh()) {
        fresh.add(appended.entry());
      }
    }
    fresh.sort(Comparator.comparingLong(Entry::seq));
    try {
      committed.accept(fresh);
    } finally { // it is on disk, whether the room can be told or not
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).resolve(outcomes.get(i));
      }
    }
  }

  /** Done when nothing waits and nothing is under way. */
  Future<Void> drained() {
    return committing ? drained.future() : Future.succeededFuture();
  }
}
