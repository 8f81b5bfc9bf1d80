package tickertalk.notifier;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tickertalk.contract.MessageRefs;
import tickertalk.contract.Notice;
import tickertalk.storage.Database;
import tickertalk.storage.Sql;

/**
 * The notices as they are kept, and how far each person has read. A person's inbox is what was sent
 * to them and, since they were first seen, to everybody; except that they came in themselves. Safe
 * to use from any thread; blocks.
 */
final class Inbox {
  static final int MAX_LIMIT = 100;
  static final int DEFAULT_LIMIT = 50;

  private static final String TO_EVERYBODY =
      "person is null and not (kind = 'joined' and from_id = ?)";

  // Each half stops at the limit on an index of its own; one condition with "or" would walk through
  // everybody else's notices.
  private static final String PAGE =
      """
      select * from (
        select * from (
          select * from notifier_notice
          where person = ? and id > ? and id < ? order by id desc limit ?) as own
        union all
        select * from (
          select * from notifier_notice
          where %s and id > ? and id < ? order by id desc limit ?) as everybody
      ) as inbox
      order by id desc limit ?"""
          .formatted(TO_EVERYBODY);

  private static final String UNREAD =
      """
      select (select count(*) from notifier_notice where person = ? and id > ?)
           + (select count(*) from notifier_notice where %s and id > ?)"""
          .formatted(TO_EVERYBODY);

  private static final String WITHHELD = "from_name || ' in ' || room || ': …'";

  private static final String WITHHOLD =
      """
      update notifier_notice set text = %s
      where room = ? and epoch = ? and seq = ? and kind = 'mention'"""
          .formatted(WITHHELD);

  // That seq is not null lets SQLite walk along the index of what notices are about.
  private static final String QUOTED =
      """
      select distinct room, epoch, seq from notifier_notice
      where seq is not null and kind = 'mention' and (room, epoch, seq) > (?, ?, ?) and text <> %s
      order by room, epoch, seq limit ?"""
          .formatted(WITHHELD);

  /** Where a person's inbox begins, and how far it is read. */
  private record Bounds(long after, long lastRead) {
    static Bounds of(ResultSet row) throws SQLException {
      return new Bounds(row.getLong(1), row.getLong(2));
    }
  }

  private final Database database;
  private final int keep;

  /**
   * An inbox on this database.
   *
   * @param keep the most notices that are kept to everybody, and to each person
   */
  Inbox(Database database, int keep) {
    this.database = database;
    this.keep = keep;
  }

  /**
   * Stores these notices, all or none; gives back those that are new. Not new is a second notice
   * about the same log entry to the same person, and a second periodic one of the same instant.
   */
  List<Sent> add(List<Draft> drafts) {
    return database.transact(
        sql -> {
          List<Sent> added = new ArrayList<>();
          drafts.forEach(draft -> add(sql, draft).ifPresent(added::add));
          return added;
        });
  }

  /** The same with one notice, in a transaction that does more. */
  Optional<Sent> add(Sql sql, Draft draft) {
    Optional<Long> id = NoticeRow.insert(sql, draft);
    prune(sql, draft.to());
    return id.map(given -> new Sent(draft.to(), draft.stored(given)));
  }

  /** Takes the words of these messages out of the notices about them. */
  void withhold(MessageRefs messages) {
    database.transact(
        sql -> {
          sql.batch(
              WITHHOLD,
              messages.seqs().stream()
                  .map(seq -> new Object[] {messages.room(), messages.epoch(), seq})
                  .toList());
          return null;
        });
  }

  /**
   * The messages whose words stand in notices, in the order of their places.
   *
   * @param after where to go on; {@link Quoted#NONE} for the beginning
   */
  List<Quoted> quoted(Quoted after, int limit) {
    return database.read(
        sql ->
            sql.query(
                QUOTED,
                row -> new Quoted(row.getString(1), row.getString(2), row.getLong(3)),
                after.room(),
                after.epoch(),
                after.seq(),
                limit));
  }

  private void prune(Sql sql, Optional<String> to) {
    if (to.isPresent()) {
      sql.update(
          """
          delete from notifier_notice where person = ? and id <= (
            select id from notifier_notice where person = ? order by id desc limit 1 offset ?)""",
          to,
          to,
          keep);
    } else {
      sql.update(
          """
          delete from notifier_notice where person is null and id <= (
            select id from notifier_notice where person is null
            order by id desc limit 1 offset ?)""",
          keep);
    }
  }

  /**
   * A page of somebody's inbox; empty for somebody never seen.
   *
   * @param before the id below which it begins; at the newest when empty
   * @param limit 1 to {@value #MAX_LIMIT}
   */
  Page list(String person, OptionalLong before, int limit) {
    return database.read(
        sql ->
            bounds(sql, person)
                .map(bounds -> page(sql, person, bounds, before, limit))
                .orElse(new Page(0, 0, List.of())));
  }

  private static Page page(Sql sql, String person, Bounds bounds, OptionalLong before, int limit) {
    long end = before.orElse(Long.MAX_VALUE);
    List<Notice> notices =
        sql.query(
            PAGE,
            NoticeRow::notice,
            person,
            bounds.after(),
            end,
            limit,
            person,
            bounds.after(),
            end,
            limit,
            limit);
    return new Page(unread(sql, person, bounds.lastRead()), bounds.lastRead(), notices);
  }

  /**
   * Marks a person's notices as read up to this one; never takes back what was read.
   *
   * @param upTo an id; one that is not given out yet means the newest
   * @return how many are still unread
   */
  long read(String person, long upTo) {
    return database.transact(
        sql -> {
          sql.update(
              """
              insert into notifier_last_read (person, notice)
              select id, ? from notifier_person where id = ?
              on conflict (person) do update set notice = excluded.notice
              where excluded.notice > notifier_last_read.notice""",
              Math.min(upTo, newest(sql)),
              person);
          return bounds(sql, person)
              .map(bounds -> unread(sql, person, bounds.lastRead()))
              .orElse(0L);
        });
  }

  private static long newest(Sql sql) {
    return sql.first("select coalesce(max(id), 0) from notifier_notice", row -> row.getLong(1))
        .orElseThrow();
  }

  private static Optional<Bounds> bounds(Sql sql, String person) {
    return sql.first(
        """
        select after_notice, case when notice > after_notice then notice else after_notice end
        from notifier_person left join notifier_last_read on person = id
        where id = ?""",
        Bounds::of,
        person);
  }

  private static long unread(Sql sql, String person, long lastRead) {
    return sql.first(UNREAD, row -> row.getLong(1), person, lastRead, person, lastRead)
        .orElseThrow();
  }
}
