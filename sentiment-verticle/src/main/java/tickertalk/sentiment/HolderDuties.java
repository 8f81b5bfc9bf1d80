package tickertalk.sentiment;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import tickertalk.contract.Command;
import tickertalk.contract.CommandServer;
import tickertalk.contract.Entry;
import tickertalk.contract.Entry.Message;
import tickertalk.contract.Fields;
import tickertalk.contract.MoodQuery;
import tickertalk.contract.Topic;

/**
 * What the holder of the lease does, from taking it up once to laying it down: every entry is
 * scored, the score kept, and only then told.
 */
final class HolderDuties {
  /** The most scores one answer holds, as many as a page of history has entries. */
  private static final int MAX_SCORES = 500;

  private final Vertx vertx;
  private final Clock clock;
  private final Pace pace;
  private final SentimentConfig config;
  private final ScoreStore store;
  private final Scorer scorer;
  private final MoodBoard board;
  private final CommandServer commands;
  private final SharedSave together;

  private ChatFollower follower;

  HolderDuties(
      Vertx vertx,
      Clock clock,
      Pace pace,
      SentimentConfig config,
      ScoreStore store,
      Scorer scorer) {
    this.vertx = vertx;
    this.clock = clock;
    this.pace = pace;
    this.config = config;
    this.store = store;
    this.scorer = scorer;
    this.board = new MoodBoard(vertx, clock, pace, config);
    this.together = new SharedSave(vertx, this::save, this::tell);
    this.commands =
        new CommandServer(vertx.eventBus())
            .on(Command.SENTIMENT_SCORES, (caller, body) -> scores(body))
            .on(Command.SENTIMENT_MOOD, (caller, body) -> mood(body));
  }

  /** What the database remembers of the time before. */
  private record Memory(Map<String, Position> positions, List<ScoredEntry> voices) {}

  /** Done when the entries are listened to; what was missed is caught up with afterwards. */
  Future<Void> takeUp() {
    return remember().compose(this::goOn).compose(listening -> commands.start());
  }

  private Future<Memory> remember() {
    long windowBegin = clock.millis() - config.moodWindow().toMillis();
    return vertx.executeBlocking(() -> new Memory(store.positions(), store.since(windowBegin)));
  }

  private Future<Void> goOn(Memory memory) {
    board.start(memory.voices);
    follower = new ChatFollower(vertx, pace, memory.positions, this::score);
    return follower.start();
  }

  Future<Void> layDown() {
    board.stop();
    Future<Void> deaf = follower == null ? Future.succeededFuture() : follower.stop();
    return deaf.transform(done -> commands.stop());
  }

  /** What was said; not how it was put later, and nothing of what is deleted by now. */
  private Future<Void> score(List<Entry> entries) {
    List<Entry> said =
        entries.stream()
            .filter(entry -> entry instanceof Message && !entry.text().isEmpty())
            .toList();
    return said.isEmpty() ? Future.succeededFuture() : together.take(said);
  }

  private List<ScoredEntry> save(List<Entry> said) {
    return store.save(said.stream().map(this::scored).toList());
  }

  private ScoredEntry scored(Entry entry) {
    return ScoredEntry.of(entry, scorer.read(entry.text()));
  }

  private void tell(List<ScoredEntry> fresh) {
    for (ScoredEntry entry : fresh) {
      String address = Topic.SENTIMENT_ROOM.address(entry.room());
      vertx.eventBus().publish(address, entry.told().toJson());
    }
    board.heard(fresh);
  }

  private Future<JsonObject> scores(JsonObject body) {
    Fields fields = new Fields(body);
    String room = fields.room();
    long after = fields.optionalNumber("after", 0, Long.MAX_VALUE).orElse(0);
    int limit = (int) fields.optionalNumber("limit", 1, MAX_SCORES).orElse(MAX_SCORES);
    return vertx
        .executeBlocking(() -> store.scores(room, after, limit), false)
        .map(ScoreStore.Page::toJson);
  }

  private Future<JsonObject> mood(JsonObject body) {
    MoodQuery query = MoodQuery.fromJson(body, clock.millis());
    return vertx
        .executeBlocking(() -> store.mood(query), false)
        .map(points -> new JsonArray(points.stream().map(ScoreStore.MoodPoint::toJson).toList()))
        .map(points -> new JsonObject().put("room", query.room()).put("points", points));
  }
}
