package tickertalk.chat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tickertalk.contract.Entry.Kind;
import tickertalk.storage.Sql;
import tickertalk.storage.ValueList;

/**
 * An entry of a room's log as the search index follows it.
 *
 * @param after the seq of the room's entry before it, 0 if there is none
 * @param author the name of who said it, or changed what was said
 * @param at when, epoch milliseconds
 * @param order when it was said, or what was said before it in the room, whichever is later: a
 *     clock may be set back
 * @param message the seq of the message that it is, or that it is about
 * @param text what that message says now; empty when it was deleted
 */
record LogStep(
    String room,
    long seq,
    long after,
    String author,
    long at,
    long order,
    Kind kind,
    long message,
    Optional<String> text) {

  /** Of so many rooms at a time the next entries are put in order. */
  private static final int MOST_ROOMS = 64;

  private static final int FEWEST_OF_A_ROOM = 16;

  private static final String BEHIND =
      """
      select name, seq, next_at from (
        select r.name, coalesce(p.seq, 0) as seq,
          (select e.at from chat_entry e where e.room = r.name and e.seq > coalesce(p.seq, 0)
           order by e.seq limit 1) as next_at
        from chat_room r left join chat_search_position p on p.room = r.name
        where r.last > coalesce(p.seq, 0) %s
      ) as b
      where next_at is not null
      order by next_at limit ?
      """;

  private static final String NEXT =
      """
      select e.room, e.seq, e.author_name, e.at, e.kind, coalesce(e.target, e.seq) as message,
        coalesce(
          (select x.body from chat_entry x
           where x.room = e.room and x.target = m.seq and x.kind = 'edit'
           order by x.seq desc limit 1),
          m.body) as body
      from chat_entry e
        left join chat_entry m on m.room = e.room and m.seq = coalesce(e.target, e.seq)
      where e.room = ? and e.seq > ? order by e.seq limit ?
      """;

  /** A room of whose log something is not in the index. */
  private record Behind(String room, long seq, long nextAt) {}

  /**
   * The entries of these rooms that come next, in the order in which they were said, as far as it
   * is certain that none is between.
   *
   * @param rooms empty for all
   */
  static List<LogStep> next(Sql sql, Set<String> rooms, int limit) {
    List<Behind> behind = behind(sql, rooms);
    int each = Math.max(FEWEST_OF_A_ROOM, limit / Math.max(1, behind.size()));
    long horizon = behind.size() > MOST_ROOMS ? behind.get(MOST_ROOMS).nextAt() : Long.MAX_VALUE;
    List<LogStep> steps = new ArrayList<>();
    for (Behind room : behind.subList(0, Math.min(MOST_ROOMS, behind.size()))) {
      List<LogStep> ofRoom = next(sql, room, each);
      steps.addAll(ofRoom);
      if (ofRoom.size() == each) {
        horizon = Math.min(horizon, ofRoom.get(each - 1).order());
      }
    }
    long end = horizon;
    return steps.stream()
        .filter(step -> step.order() <= end)
        .sorted(Comparator.comparingLong(LogStep::order).thenComparing(LogStep::room))
        .limit(limit)
        .toList();
  }

  private static List<Behind> behind(Sql sql, Set<String> rooms) {
    List<Object> args = new ArrayList<>();
    String some = "";
    if (!rooms.isEmpty()) {
      ValueList named = ValueList.of(rooms);
      some = "and r.name in (" + named.marks() + ")";
      args.addAll(named.args());
    }
    args.add(MOST_ROOMS + 1);
    return sql.query(
        BEHIND.formatted(some),
        row -> new Behind(row.getString("name"), row.getLong("seq"), row.getLong("next_at")),
        args.toArray());
  }

  private static List<LogStep> next(Sql sql, Behind room, int limit) {
    Reached reached = new Reached(room.seq(), room.nextAt());
    return sql.query(NEXT, reached::step, room.room(), room.seq(), limit);
  }

  /** How far a room's log was read. */
  private static final class Reached {
    private long seq;
    private long order;

    Reached(long seq, long order) {
      this.seq = seq;
      this.order = order;
    }

    LogStep step(ResultSet row) throws SQLException {
      order = Math.max(order, row.getLong("at"));
      LogStep step = LogStep.step(row, seq, order);
      seq = step.seq();
      return step;
    }
  }

  private static LogStep step(ResultSet row, long after, long order) throws SQLException {
    return new LogStep(
        row.getString("room"),
        row.getLong("seq"),
        after,
        row.getString("author_name"),
        row.getLong("at"),
        order,
        Kind.of(row.getString("kind")),
        row.getLong("message"),
        Optional.ofNullable(row.getString("body")));
  }

  /** Whether it changes what a message says. */
  boolean isChange() {
    return kind == Kind.EDIT || kind == Kind.DELETE;
  }
}
