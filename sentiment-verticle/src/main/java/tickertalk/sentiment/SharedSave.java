package tickertalk.sentiment;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import tickertalk.contract.Entry;

/**
 * Lets the rooms whose entries wait share a transaction: a hundred busy rooms would else have a
 * hundred of them between two commits of chat. For one event loop.
 *
 * @param <R> what saving comes to
 */
final class SharedSave<R> {
  /** Some milliseconds of SQLite's only turn to write, for which posts wait. */
  static final int MAX_ENTRIES = 150;

  private final Vertx vertx;
  private final Function<List<Entry>, R> save;
  private final Consumer<R> saved;
  private List<Waiting> waiting = new ArrayList<>();
  private boolean saving;

  private record Waiting(List<Entry> entries, Promise<Void> promise) {}

  /**
   * Begins with nothing to save.
   *
   * @param save saves entries, those of each room in their order; blocks
   * @param saved hears what it came to, before the next are saved
   */
  SharedSave(Vertx vertx, Function<List<Entry>, R> save, Consumer<R> saved) {
    this.vertx = vertx;
    this.save = save;
    this.saved = saved;
  }

  /** Takes the next entries of a room; done when they are saved. */
  Future<Void> take(List<Entry> entries) {
    Promise<Void> promise = Promise.promise();
    waiting.add(new Waiting(entries, promise));
    if (!saving) {
      saving = true;
      vertx.runOnContext(v -> saveNext());
    }
    return promise.future();
  }

  private void saveNext() {
    List<Waiting> turn = takeTurn();
    if (turn.isEmpty()) {
      saving = false;
      return;
    }
    attempt(turn)
        .recover(cause -> turn.size() == 1 ? Future.failedFuture(cause) : oneByOne(turn))
        .onComplete(done -> saveNext());
  }

  private List<Waiting> takeTurn() {
    int entries = 0;
    int rooms = 0;
    while (rooms < waiting.size()
        && (rooms == 0 || entries + waiting.get(rooms).entries.size() <= MAX_ENTRIES)) {
      entries += waiting.get(rooms++).entries.size();
    }
    List<Waiting> turn = waiting.subList(0, rooms);
    waiting = new ArrayList<>(waiting.subList(rooms, waiting.size()));
    return turn;
  }

  /** One of them cannot be saved, and keeps no other out. */
  private Future<Void> oneByOne(List<Waiting> turn) {
    Future<Void> before = Future.succeededFuture();
    for (Waiting one : turn) {
      before = before.transform(done -> attempt(List.of(one)));
    }
    return before;
  }

  private Future<Void> attempt(List<Waiting> turn) {
    List<Entry> entries = turn.stream().flatMap(one -> one.entries.stream()).toList();
    return vertx
        .executeBlocking(() -> save.apply(entries))
        .onSuccess(
            result -> {
              saved.accept(result);
              turn.forEach(one -> one.promise.complete());
            })
        .onFailure(
            cause -> {
              if (turn.size() == 1) {
                turn.get(0).promise.fail(cause);
              }
            })
        .mapEmpty();
  }
}
