package tickertalk.sentiment;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tickertalk.contract.Label;
import tickertalk.contract.Score;
import tickertalk.storage.Database;
import tickertalk.storage.Sql;
import tickertalk.storage.ValueList;

/**
 * The scores on disk. They are written in the order of the log, so that the greatest seq of a
 * room's epoch says how far it is scored. Every call blocks; one saves at a time.
 */
final class ScoreStore {
  private static final String INSERT =
      """
      insert into sentiment_score (room, epoch, seq, author, at, gist, label, score)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String POSITIONS =
      """
      select r.room, r.epoch,
        (select max(s.seq) from sentiment_score s where s.room = r.room and s.epoch = r.epoch)
      from sentiment_room r
      """;

  private static final String ENTRIES =
      """
      select s.room, s.epoch, s.seq, s.author, a.since, s.at, s.gist, s.label, s.score
      from sentiment_score s join sentiment_author a on a.author = s.author
      where s.room = ? and s.epoch = ?
      """;

  /** Of somebody who said more in a day, the newest so many count once one of them is changed. */
  private static final int MOST_OF_ONE = 2_000;

  private static final int PAGE = 10_000;

  private final Database database;
  private final Seniority seniority = new Seniority();

  ScoreStore(Database database) {
    this.database = database;
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

  /**
   * What a batch changed.
   *
   * @param said the scores that were not there yet
   * @param edited those that are others now
   * @param corrections whose messages were edited or deleted, and what is left of them
   */
  record Saved(List<ScoredEntry> said, List<ScoredEntry> edited, List<Correction> corrections) {}

  void migrate() {
    database.migrate("sentiment");
  }

  /**
   * Keeps what some rooms' entries mean for the scores, those of each room following each other in
   * one log, which becomes the room's.
   *
   * @param earliest epoch milliseconds; corrections tell what was said after it
   */
  Saved save(ScoredBatch batch, long earliest) {
    Saved saved =
        database.transactLazily(
            sql -> {
              MoodHistory.begin(sql, batch);
              List<ScoredEntry> said = insert(sql, batch.said());
              Revisions revisions = new Revisions(sql);
              batch.edited().forEach(revisions::edit);
              batch.deleted().forEach(revisions::delete);
              return new Saved(
                  said, revisions.edited(), corrections(sql, revisions.writers(), earliest));
            });
    seniority.remember(saved.said());
    return saved;
  }

  private List<ScoredEntry> insert(Sql sql, List<ScoredEntry> entries) {
    List<ScoredEntry> introduced = seniority.introduce(sql, unscored(sql, entries));
    sql.batch(INSERT, introduced.stream().map(ScoreStore::row).toList());
    return introduced;
  }

  /** Those after their room's newest score; their rooms are locked, so that it stays the newest. */
  private static List<ScoredEntry> unscored(Sql sql, List<ScoredEntry> entries) {
    List<String> rooms = entries.stream().map(ScoredEntry::room).distinct().toList();
    Map<String, Position> positions = positions(sql, rooms);
    List<ScoredEntry> unscored = new ArrayList<>(entries.size());
    for (ScoredEntry entry : entries) {
      if (entry.seq() > positions.get(entry.room()).seq()) {
        positions.put(entry.room(), new Position(entry.epoch(), entry.seq()));
        unscored.add(entry);
      }
    }
    return unscored;
  }

  private static Map<String, Position> positions(Sql sql, List<String> rooms) {
    Map<String, Position> positions = new HashMap<>();
    if (!rooms.isEmpty()) {
      ValueList named = ValueList.of(rooms);
      sql.query(
          POSITIONS + "where r.room in (" + named.marks() + ")",
          row -> positions.put(row.getString(1), new Position(row.getString(2), row.getLong(3))),
          named.args().toArray());
    }
    return positions;
  }

  private static Object[] row(ScoredEntry entry) {
    return new Object[] {
      entry.room(),
      entry.epoch(),
      entry.seq(),
      entry.author(),
      entry.at(),
      entry.gist(),
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
                POSITIONS,
                row ->
                    positions.put(
                        row.getString(1), new Position(row.getString(2), row.getLong(3)))));
    return positions;
  }

  /** The moods that the entries since then make of these rooms; none of a silent one. */
  Map<String, RoomMood> moods(Map<String, Position> rooms, long since) {
    Map<String, RoomMood> moods = new HashMap<>();
    rooms.forEach(
        (room, position) -> {
          List<ScoredEntry> page = after(room, position.epoch(), since, Long.MAX_VALUE);
          while (!page.isEmpty()) {
            page.forEach(moods.computeIfAbsent(room, name -> new RoomMood())::add);
            ScoredEntry last = page.get(page.size() - 1);
            page = after(room, position.epoch(), last.at(), last.seq());
          }
        });
    return moods;
  }

  private List<ScoredEntry> after(String room, String epoch, long at, long seq) {
    return database.read(
        sql ->
            sql.query(
                ENTRIES + " and (s.at, s.seq) > (?, ?) order by s.at, s.seq limit ?",
                ScoreStore::entry,
                room,
                epoch,
                at,
                seq,
                PAGE));
  }

  private static List<Correction> corrections(
      Sql sql, Set<Revisions.Writer> writers, long earliest) {
    return writers.stream()
        .map(it -> new Correction(it.room(), it.author(), said(sql, it, earliest)))
        .toList();
  }

  /** In the order in which it was said, as at a start. */
  private static List<ScoredEntry> said(Sql sql, Revisions.Writer writer, long earliest) {
    List<ScoredEntry> newestFirst =
        sql.query(
            ENTRIES + " and s.author = ? and s.at > ? order by s.at desc, s.seq desc limit ?",
            ScoreStore::entry,
            writer.room(),
            writer.epoch(),
            writer.author(),
            earliest,
            MOST_OF_ONE);
    List<ScoredEntry> said = new ArrayList<>(newestFirst);
    Collections.reverse(said);
    return said;
  }

  private static ScoredEntry entry(ResultSet row) throws SQLException {
    return new ScoredEntry(
        row.getString(1),
        row.getString(2),
        row.getLong(3),
        row.getString(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        Label.of(row.getString(8)),
        row.getDouble(9));
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
}
