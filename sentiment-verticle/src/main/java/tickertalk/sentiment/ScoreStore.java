package tickertalk.sentiment;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tickertalk.contract.Label;
import tickertalk.contract.MoodQuery;
import tickertalk.contract.Score;
import tickertalk.storage.Database;

/**
 * The scores on disk. They are written in the order of the log, so that the greatest seq of a
 * room's epoch says how far it is scored. Every call blocks.
 */
final class ScoreStore {
  private static final String TURN =
      """
      insert into sentiment_room (room, epoch) values (?, ?)
      on conflict (room) do update set epoch = excluded.epoch
      where sentiment_room.epoch <> excluded.epoch
      """;

  private static final String INSERT =
      """
      insert into sentiment_score (room, epoch, seq, author, at, label, score)
      values (?, ?, ?, ?, ?, ?, ?)
      on conflict (room, epoch, seq) do nothing
      """;

  private final Database database;

  ScoreStore(Database database) {
    this.database = database;
  }

  /**
   * What a stretch of time came to.
   *
   * @param at epoch milliseconds of its begin
   */
  record MoodPoint(long at, double score, long messages, long people) {
    JsonObject toJson() {
      return new JsonObject()
          .put("at", at)
          .put("score", score)
          .put("messages", messages)
          .put("people", people);
    }
  }

  /** A room's scores, and the log they speak of; no epoch if nothing of the room is known. */
  record Page(String room, Optional<String> epoch, List<Score> scores) {
    JsonObject toJson() {
      JsonArray array = new JsonArray();
      scores.forEach(score -> array.add(toJson(score)));
      JsonObject json = new JsonObject().put("room", room).put("scores", array);
      epoch.ifPresent(name -> json.put("epoch", name));
      return json;
    }

    private static JsonObject toJson(Score score) {
      return new JsonObject()
          .put("seq", score.seq())
          .put("label", score.label().wireName())
          .put("score", score.score())
          .put("emoji", score.label().emoji());
    }
  }

  void migrate() {
    database.migrate("sentiment");
  }

  /**
   * Keeps the scores of some rooms' entries, those of each room following each other in one log,
   * which becomes the room's.
   *
   * @return those that were not there yet
   */
  List<ScoredEntry> save(List<ScoredEntry> entries) {
    return database.transactLazily(
        sql -> {
          sql.batch(TURN, turns(entries));
          int[] rows = sql.batch(INSERT, entries.stream().map(ScoreStore::row).toList());
          return IntStream.range(0, rows.length)
              .filter(i -> rows[i] == 1)
              .mapToObj(entries::get)
              .toList();
        });
  }

  /** In the order of the rooms' names, in which every JVM locks them. */
  private static List<Object[]> turns(List<ScoredEntry> entries) {
    Map<String, String> epochs = new TreeMap<>();
    entries.forEach(entry -> epochs.put(entry.room(), entry.epoch()));
    return epochs.entrySet().stream()
        .map(room -> new Object[] {room.getKey(), room.getValue()})
        .toList();
  }

  private static Object[] row(ScoredEntry entry) {
    return new Object[] {
      entry.room(),
      entry.epoch(),
      entry.seq(),
      entry.author(),
      entry.at(),
      entry.label().wireName(),
      entry.score()
    };
  }

  /** How far each room is scored. */
  Map<String, Position> positions() {
    Map<String, Position> positions = new HashMap<>();
    database.read(
        sql ->
            sql.query(
                """
                select r.room, r.epoch,
                  (select max(s.seq) from sentiment_score s where s.room = r.room and s.epoch = r.epoch)
                from sentiment_room r
                """,
                row ->
                    positions.put(
                        row.getString(1), new Position(row.getString(2), row.getLong(3)))));
    return positions;
  }

  /** The entries of the rooms' present logs since then, in no order. */
  List<ScoredEntry> since(long at) {
    return database.read(
        sql ->
            sql.query(
                """
                select s.room, s.epoch, s.seq, s.author, s.at, s.label, s.score
                from sentiment_score s join sentiment_room r on r.room = s.room and r.epoch = s.epoch
                where s.at > ?
                """,
                row ->
                    new ScoredEntry(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getLong(5),
                        Label.of(row.getString(6)),
                        row.getDouble(7)),
                at));
  }

  /** The scores of the room's present log after a seq, ascending. */
  Page scores(String room, long after, int limit) {
    return database.read(
        sql -> {
          Optional<String> epoch =
              sql.first(
                  "select epoch from sentiment_room where room = ?", row -> row.getString(1), room);
          List<Score> scores =
              sql.query(
                  """
                  select seq, label, score from sentiment_score
                  where room = ? and epoch = ? and seq > ? order by seq limit ?
                  """,
                  row ->
                      new Score(room, row.getLong(1), Label.of(row.getString(2)), row.getDouble(3)),
                  room,
                  epoch.orElse(""),
                  after,
                  limit);
          return new Page(room, epoch, scores);
        });
  }

  /**
   * The mood in steps, ascending; a step in which nobody spoke is left out. Each person is averaged
   * first, and then the people.
   */
  List<MoodPoint> mood(MoodQuery query) {
    return database.read(
        sql ->
            sql.query(
                """
                select step, avg(score), sum(messages), count(*)
                from (
                  select (s.at - ?) / ? as step, s.author as author,
                    avg(s.score) as score, count(*) as messages
                  from sentiment_score s
                    join sentiment_room r on r.room = s.room and r.epoch = s.epoch
                  where s.room = ? and s.at >= ? and s.at < ?
                  group by 1, 2
                ) person
                group by step order by step
                """,
                row ->
                    new MoodPoint(
                        query.from() + row.getLong(1) * query.step(),
                        Math.round(row.getDouble(2) * 1000) / 1000.0,
                        row.getLong(3),
                        row.getLong(4)),
                query.from(),
                query.step(),
                query.room(),
                query.from(),
                query.to()));
  }
}
