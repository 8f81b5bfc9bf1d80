package tickertalk.sentiment;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tickertalk.contract.Command;
import tickertalk.contract.CommandServer;
import tickertalk.contract.Entry;
import tickertalk.contract.Fields;
import tickertalk.contract.Mood;
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
  private final ScoreStore store;
  private final MoodHistory history;
  private final Scorer scorer;
  private final Vocabularies vocabularies;
  private final MoodBoard board;
  private final MoodRecorder recorder;
  private final CommandServer commands;
  private final SharedSave<ScoreStore.Saved> together;

  private ChatFollower follower;

  HolderDuties(
      Vertx vertx,
      Clock clock,
      Pace pace,
      SentimentConfig config,
      ScoreStore store,
      MoodHistory history,
      Scorer scorer,
      Vocabularies vocabularies) {
    this.vertx = vertx;
    this.clock = clock;
    this.pace = pace;
    this.store = store;
    this.history = history;
    this.scorer = scorer;
    this.vocabularies = vocabularies;
    this.board = new MoodBoard(vertx, clock, pace, config);
    this.recorder = new MoodRecorder(vertx, clock, pace, history);
    this.together = new SharedSave<>(vertx, this::save, this::tell);
    this.commands =
        new CommandServer(vertx.eventBus())
            .on(Command.SENTIMENT_SCORES, (caller, body) -> scores(body))
            .on(Command.SENTIMENT_MOOD, (caller, body) -> mood(body));
    new Teaching(vertx, vocabularies, scorer).serve(commands);
  }

  /** What the database remembers of the time before. */
  private record Memory(Map<String, Position> positions, Map<String, RoomMood> moods) {}

  /** Done when the entries are listened to; what was missed is caught up with afterwards. */
  Future<Void> takeUp() {
    return remember().compose(this::goOn).compose(listening -> commands.start());
  }

  private Future<Memory> remember() {
    long earliest = MoodWindow.earliest(clock.millis());
    return vertx.executeBlocking(
        () -> {
          Map<String, Position> positions = store.positions();
          return new Memory(positions, store.moods(positions, earliest));
        });
  }

  private Future<Void> goOn(Memory memory) {
    board.start(memory.moods);
    recorder.start(memory.positions.keySet());
    follower = new ChatFollower(vertx, pace, memory.positions, this::score);
    return follower.start();
  }

  Future<Void> layDown() {
    board.stop();
    recorder.stop();
    Future<Void> deaf = follower == null ? Future.succeededFuture() : follower.stop();
    return deaf.transform(done -> commands.stop());
  }

  private Future<Void> score(List<Entry> entries) {
    List<Entry> meaning = entries.stream().filter(ScoredBatch::takes).toList();
    return meaning.isEmpty() ? Future.succeededFuture() : together.take(meaning);
  }

  private ScoreStore.Saved save(List<Entry> entries) {
    return store.save(
        ScoredBatch.of(entries, scorer, vocabularies), MoodWindow.earliest(clock.millis()));
  }

  private void tell(ScoreStore.Saved saved) {
    Stream.concat(saved.said().stream(), saved.edited().stream()).forEach(this::tellScore);
    board.heard(saved.said(), saved.corrections());
  }

  private void tellScore(ScoredEntry entry) {
    String address = Topic.SENTIMENT_ROOM.address(entry.room());
    vertx.eventBus().publish(address, entry.told().toJson());
    recorder.heard(entry.room());
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

  /** The course of before, and the mood as it is now. */
  private Future<JsonObject> mood(JsonObject body) {
    MoodQuery query = MoodQuery.fromJson(body, clock.millis());
    return vertx
        .executeBlocking(() -> history.points(query), false)
        .map(
            points ->
                new JsonObject()
                    .put("room", query.room())
                    .put("points", array(points.stream().map(MoodHistory.MoodPoint::toJson)))
                    .put("moods", array(board.moods(query.room()).stream().map(Mood::toJson))));
  }

  private static JsonArray array(Stream<JsonObject> items) {
    return new JsonArray(items.toList());
  }
}
