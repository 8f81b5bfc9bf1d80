package tickertalk.sentiment;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tickertalk.contract.MoodQuery;
import tickertalk.storage.Database;
import tickertalk.storage.Sql;

/**
 * The moods of before. A minute that is over is written down, and a course by minutes is read from
 * there; what is not written down yet, and other steps, are worked out of the scores. Every call
 * blocks.
 *
 * <p>A room's row says up to which minute its minutes are written down. What is said with an
 * earlier time, when a log is caught up with, sets that back.
 */
final class MoodHistory {
  private static final long MINUTE_MS = 60_000;

  /** So much is written down in one transaction, which the others wait for. */
  private static final long MOST_AT_ONCE_MS = 60 * MINUTE_MS;

  private static final String BEGIN =
      """
      insert into sentiment_room (room, epoch, settled) values (?, ?, ?)
      on conflict (room) do update set epoch = excluded.epoch, settled = excluded.settled
      where sentiment_room.epoch <> excluded.epoch or sentiment_room.settled > excluded.settled
      """;

  /**
   * A step's people, each averaged over what they said in it, nearly the same once, and then the
   * people by their weight at its end. Arguments: the step four times, room, epoch, from, to.
   */
  private static final String POINTS =
      """
      select step * ? as at, sum(weight * score) / sum(weight) as score, sum(messages) as messages,
        count(*) as people
      from (
        select said.step as step, avg(said.score) as score, count(*) as messages, %s as weight
        from (
          select s.at / ? as step, s.author as author, s.gist as gist, avg(s.score) as score
          from sentiment_score s
          where s.room = ? and s.epoch = ? and s.at >= ? and s.at < ?
          group by 1, 2, 3
        ) said join sentiment_author a on a.author = said.author
        group by said.step, said.author, a.since
      ) person
      group by step
      """
          .formatted(Seniority.weight("((said.step + 1) * ? - a.since)"));

  private static final String WRITE_DOWN =
      "insert into sentiment_minute (room, epoch, at, score, messages, people)"
          + " select ?, ?, at, score, messages, people from ("
          + POINTS
          + ") point";

  private final Database database;

  MoodHistory(Database database) {
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

  /** A room's present log, and up to where its minutes are written down. */
  private record Log(String epoch, long settled) {}

  /** Makes room for what a batch says, whose logs become the rooms'. */
  static void begin(Sql sql, ScoredBatch batch) {
    // In the order of the rooms' names, in which every JVM locks them.
    Map<String, Object[]> rows = new TreeMap<>();
    batch
        .logs()
        .forEach(
            log -> rows.put(log.room(), new Object[] {log.room(), log.epoch(), Long.MAX_VALUE}));
    for (ScoredEntry entry : batch.said()) {
      Object[] row = rows.get(entry.room());
      row[2] = Math.min((long) row[2], floor(entry.at(), MINUTE_MS));
    }
    sql.batch(BEGIN, List.copyOf(rows.values()));
  }

  /** Writes a minute down again of which a message was changed, if it is written down. */
  static void rewrite(Sql sql, String room, String epoch, long at) {
    long minute = floor(at, MINUTE_MS);
    boolean written =
        log(sql, room).filter(log -> log.epoch.equals(epoch) && log.settled > minute).isPresent();
    if (written) {
      write(sql, room, epoch, minute, minute + MINUTE_MS);
    }
  }

  /**
   * Writes down the minutes of a room that are over.
   *
   * @return whether there are others, which are not over
   */
  boolean settle(String room, long now) {
    long thisMinute = floor(now, MINUTE_MS);
    Optional<Long> next = firstUnsettled(room);
    while (next.isPresent() && next.get() < thisMinute) {
      settle(room, next.get(), Math.min(next.get() + MOST_AT_ONCE_MS, thisMinute));
      next = firstUnsettled(room);
    }
    return next.isPresent();
  }

  /** The first minute in which something was said that is not written down. */
  private Optional<Long> firstUnsettled(String room) {
    return database.read(
        sql ->
            sql.first(
                """
                select s.at from sentiment_room r
                  join sentiment_score s on s.room = r.room and s.epoch = r.epoch
                where r.room = ? and s.at >= r.settled order by s.at limit 1
                """,
                row -> floor(row.getLong(1), MINUTE_MS),
                room));
  }

  private void settle(String room, long from, long to) {
    database.transactLazily(
        sql -> {
          Optional<Log> log = log(sql, room);
          log.ifPresent(
              it -> {
                // What was said meanwhile with an earlier time set it back.
                write(sql, room, it.epoch, Math.min(from, it.settled), to);
                sql.update("update sentiment_room set settled = ? where room = ?", to, room);
              });
          return log;
        });
  }

  /** Locks the room, so that nothing is said in it before the transaction ends. */
  private static Optional<Log> log(Sql sql, String room) {
    return sql.first(
        "select epoch, settled from sentiment_room where room = ? " + sql.forUpdate(),
        row -> new Log(row.getString(1), row.getLong(2)),
        room);
  }

  private static void write(Sql sql, String room, String epoch, long from, long to) {
    sql.update(
        "delete from sentiment_minute where room = ? and epoch = ? and at >= ? and at < ?",
        room,
        epoch,
        from,
        to);
    Object[] source = arguments(MINUTE_MS, room, epoch, from, to);
    sql.update(WRITE_DOWN, Stream.concat(Stream.of(room, epoch), Stream.of(source)).toArray());
  }

  private static Object[] arguments(long step, String room, String epoch, long from, long to) {
    return new Object[] {step, step, step, step, room, epoch, from, to};
  }

  /** The mood in whole steps, ascending; a step in which nobody spoke is left out. */
  List<MoodPoint> points(MoodQuery query) {
    long step = query.step();
    long from = floor(query.from(), step);
    long to = floor(query.to() - 1, step) + step;
    return database.read(
        sql ->
            sql.first(
                    "select epoch, settled from sentiment_room where room = ?",
                    row -> new Log(row.getString(1), row.getLong(2)),
                    query.room())
                .map(log -> points(sql, query.room(), log, step, from, to))
                .orElse(List.of()));
  }

  private static List<MoodPoint> points(
      Sql sql, String room, Log log, long step, long from, long to) {
    long written = step == MINUTE_MS ? Math.max(from, Math.min(to, log.settled)) : from;
    Stream<MoodPoint> before =
        query(
            sql,
            """
            select at, score, messages, people from sentiment_minute
            where room = ? and epoch = ? and at >= ? and at < ? order by at
            """,
            room,
            log.epoch,
            from,
            written);
    Stream<MoodPoint> after =
        query(sql, POINTS + " order by 1", arguments(step, room, log.epoch, written, to));
    return Stream.concat(before, after).toList();
  }

  private static Stream<MoodPoint> query(Sql sql, String statement, Object... arguments) {
    return sql
        .query(
            statement,
            row ->
                new MoodPoint(
                    row.getLong(1),
                    Math.round(row.getDouble(2) * 1000) / 1000.0,
                    row.getLong(3),
                    row.getLong(4)),
            arguments)
        .stream();
  }

  private static long floor(long at, long step) {
    return at - Math.floorMod(at, step);
  }
}
