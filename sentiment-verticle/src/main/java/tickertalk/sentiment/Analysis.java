package tickertalk.sentiment;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import tickertalk.contract.ChatPost;
import tickertalk.contract.Command;
import tickertalk.contract.CommandServer;
import tickertalk.contract.Fields;

/**
 * What every instance does, the holder of the lease or not: it says what a text feels like, in
 * whichever room.
 */
final class Analysis {
  private final Vocabularies vocabularies;
  private final Scorer scorer;
  private final CommandServer commands;

  Analysis(Vertx vertx, Vocabularies vocabularies, Scorer scorer) {
    this.vocabularies = vocabularies;
    this.scorer = scorer;
    this.commands =
        new CommandServer(vertx.eventBus())
            .on(Command.SENTIMENT_ANALYZE, (caller, body) -> analyze(body));
  }

  Future<Void> start() {
    return vocabularies.start().compose(read -> commands.start());
  }

  Future<Void> stop() {
    return commands.stop().transform(silent -> vocabularies.stop());
  }

  private Future<JsonObject> analyze(JsonObject body) {
    Fields fields = new Fields(body);
    fields.text("text", ChatPost.MAX_TEXT);
    Vocabulary room = fields.optionalRoom().map(vocabularies::of).orElse(Vocabulary.NONE);
    // Not its NFC form, which has been checked: the places must fit what the caller sent.
    return Future.succeededFuture(scorer.read(body.getString("text"), room).toJson());
  }
}
