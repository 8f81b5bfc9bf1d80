package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import tickertalk.contract.Caller;
import tickertalk.contract.Command;
import tickertalk.contract.CommandException;
import tickertalk.contract.HistoryQuery;
import tickertalk.contract.Topic;

/**
 * Reads a room's log for one reader of a plain door: registers first, reads from the history what
 * the reader misses, page by page and no faster than the reader takes it, and then passes on what
 * is told. For the bridge's event loop.
 */
final class RoomReader implements Subscriber {
  /** A service that is away is back within some seconds, or not soon. */
  private static final long RETRY_MS = 1_000;

  private final Vertx vertx;
  private final Loop loop;
  private final CommandGate commands;
  private final Optional<Caller> caller;
  private final String room;
  private final Resume resume;

  private Optional<Reader> reader = Optional.empty();
  private boolean listening;
  private boolean busy;
  private boolean stopped;

  /** Who gets the entries. */
  interface Reader {
    /** Gets the next entry; {@code id} is the place of it. */
    void entry(String id, JsonObject entry);

    /** Learns that what it had and what follows do not join: another log, or a part is gone. */
    void reset(String id, JsonObject page);

    /** Learns that the log cannot be read, and never will be by asking again. */
    void refused(CommandException cause);

    /** Whether it has taken what it got; while not, it gets nothing. */
    boolean keepsUp();
  }

  RoomReader(
      Vertx vertx,
      Loop loop,
      CommandGate commands,
      Optional<Caller> caller,
      String room,
      Resume resume) {
    this.vertx = vertx;
    this.loop = loop;
    this.commands = commands;
    this.caller = caller;
    this.room = room;
    this.resume = resume;
  }

  /** Begins to listen. Done when nothing that is said from then on will be missed. */
  Future<Void> listen() {
    Future<Void> placed = resume.isPlaced() ? Future.succeededFuture() : place();
    return placed
        .compose(known -> loop.listen(Topic.CHAT_ROOM, room, this))
        .onSuccess(
            live -> {
              listening = true;
              if (stopped) {
                stop(); // it left while this was on its way
              }
            });
  }

  private Future<Void> place() {
    return history(new JsonObject().put("room", room).put("limit", 1))
        .onSuccess(resume::place)
        .mapEmpty();
  }

  private Future<JsonObject> history(JsonObject query) {
    return commands
        .send(caller, Command.CHAT_HISTORY, query)
        .recover(
            cause ->
                Future.failedFuture(CommandFailure.told(Command.CHAT_HISTORY.address(), cause)));
  }

  /** Begins to give entries; begins to listen if that was not done. */
  void begin(Reader who) {
    reader = Optional.of(who);
    proceed();
  }

  /** Goes on after the reader was not keeping up. */
  void proceed() {
    if (busy || stopped || reader.isEmpty()) {
      return;
    }
    if (!listening) {
      take(listen());
    } else if (resume.isBehind() && reader.get().keepsUp()) {
      take(readPage());
    }
  }

  private void take(Future<?> step) {
    busy = true;
    step.onComplete(
        done -> {
          busy = false;
          proceed();
        },
        cause -> {
          busy = false;
          goOnAfter(cause);
        });
  }

  private void goOnAfter(Throwable cause) {
    if (cause instanceof CommandException refusal && !refusal.code().temporary()) {
      reader.filter(who -> !stopped).ifPresent(who -> who.refused(refusal));
    } else {
      vertx.setTimer(RETRY_MS, timer -> proceed());
    }
  }

  private Future<Void> readPage() {
    long after = resume.ask();
    JsonObject query =
        new JsonObject().put("room", room).put("after", after).put("limit", HistoryQuery.MAX_LIMIT);
    return history(query).compose(page -> give(after, page));
  }

  private Future<Void> give(long after, JsonObject page) {
    if (stopped) {
      return Future.succeededFuture();
    }
    Resume.Step step = resume.read(page);
    Reader who = reader.orElseThrow();
    if (step.reset()) {
      who.reset(resume.id(), page);
    }
    giveEntries(who, page.getString("epoch"), after, step.entries());
    boolean stuck = !step.reset() && step.entries().isEmpty() && after < page.getLong("last");
    return stuck
        ? Future.failedFuture("room " + room + ": the history lacks what it says it has")
        : Future.succeededFuture();
  }

  /** As many as the reader takes; the rest is read again when it goes on. */
  private void giveEntries(Reader who, String epoch, long after, List<JsonObject> entries) {
    long given = after;
    for (JsonObject entry : entries) {
      if (!who.keepsUp()) {
        resume.stoppedAt(given);
        return;
      }
      given = entry.getLong("seq");
      who.entry(epoch + ":" + given, entry);
    }
  }

  @Override
  public void deliver(Event event) {
    Object body = event.body();
    JsonObject entry = (JsonObject) body;
    String epoch = entry.getString("epoch");
    long seq = entry.getLong("seq");
    if (reader.isEmpty() || !reader.get().keepsUp()) {
      resume.passOver(epoch, seq);
    } else if (resume.takes(epoch, seq)) {
      reader.get().entry(resume.id(), entry);
    }
    proceed();
  }

  /** Ceases to listen, for good. */
  void stop() {
    stopped = true;
    if (listening) {
      loop.leave(Topic.CHAT_ROOM, room, this);
    }
  }
}
