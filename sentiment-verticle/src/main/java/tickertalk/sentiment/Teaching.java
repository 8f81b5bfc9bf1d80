package tickertalk.sentiment;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import tickertalk.contract.Caller;
import tickertalk.contract.Command;
import tickertalk.contract.CommandException;
import tickertalk.contract.CommandServer;
import tickertalk.contract.Entry;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Fields;
import tickertalk.contract.HistoryQuery;
import tickertalk.contract.Internal;
import tickertalk.contract.RoomWord;
import tickertalk.contract.WordChange;

/**
 * The commands by which those who run a room set what words say there. What is taught is on disk
 * and holds on this JVM, which scores, before it is acknowledged.
 */
final class Teaching {
  private static final int USUAL_TRIAL = 200;

  private final Vertx vertx;
  private final ChatLog chat;
  private final Vocabularies vocabularies;
  private final Scorer scorer;

  Teaching(Vertx vertx, Vocabularies vocabularies, Scorer scorer) {
    this.vertx = vertx;
    this.chat = new ChatLog(vertx.eventBus());
    this.vocabularies = vocabularies;
    this.scorer = scorer;
  }

  /** Adds the commands. */
  void serve(CommandServer commands) {
    commands
        .onSignedIn(Command.SENTIMENT_WORDS, (caller, body) -> words(caller, body))
        .onSignedIn(
            Command.SENTIMENT_TEACH, (caller, body) -> teach(caller, WordChange.fromJson(body)))
        .onSignedIn(Command.SENTIMENT_TRY, (caller, body) -> attempt(caller, body));
  }

  private Future<JsonObject> words(Caller caller, JsonObject body) {
    String room = new Fields(body).room();
    caller.requireFor(room);
    return vocabularies.kept(room).map(words -> words.toJson(room));
  }

  private Future<JsonObject> teach(Caller caller, WordChange change) {
    caller.requireFor(change.room());
    requireTeachable(change);
    return last(change.room(), 1)
        .compose(there -> vocabularies.change(change))
        .onSuccess(words -> tell(change.room()))
        .map(words -> words.toJson(change.room()));
  }

  private Future<List<Entry>> last(String room, int limit) {
    return chat.last(room, limit)
        .map(ChatLog.Page::entries)
        .recover(cause -> Future.failedFuture(told(room, cause)));
  }

  /** That there is no such room is for the caller to know, all else for the log. */
  private static Throwable told(String room, Throwable cause) {
    boolean unknown =
        cause instanceof ReplyException reply && reply.failureCode() == ErrorCode.UNKNOWN.code();
    return unknown ? CommandException.unknown("room", room) : cause;
  }

  /** What was taught before can always be forgotten. */
  private static void requireTeachable(WordChange change) {
    if (change.weight().isPresent()) {
      Vocabulary.requireTeachable(change.word());
    }
  }

  private void tell(String room) {
    vertx.eventBus().publish(Internal.SENTIMENT_TAUGHT, new JsonObject().put("room", room));
  }

  private Future<JsonObject> attempt(Caller caller, JsonObject body) {
    WordChange change = WordChange.fromJson(body);
    int limit =
        (int)
            new Fields(body).optionalNumber("limit", 1, HistoryQuery.MAX_LIMIT).orElse(USUAL_TRIAL);
    caller.requireFor(change.room());
    requireTeachable(change);
    return Future.all(last(change.room(), HistoryQuery.MAX_LIMIT), vocabularies.kept(change.room()))
        .compose(both -> attempt(change, both.resultAt(0), both.resultAt(1), limit))
        .map(trial -> trial.toJson(change.room()));
  }

  private Future<Trial> attempt(
      WordChange change, List<Entry> entries, Vocabulary before, int limit) {
    Vocabulary after = after(before, change);
    return vertx.executeBlocking(() -> Trial.of(entries, limit, scorer, before, after), false);
  }

  private static Vocabulary after(Vocabulary before, WordChange change) {
    return change.weight().isPresent()
        ? before.with(new RoomWord(change.word(), change.weight().getAsDouble()))
        : before.without(change.word());
  }
}
