package tickertalk.chat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tickertalk.chat.AuditTrail.Action;
import tickertalk.contract.Caller;
import tickertalk.contract.ChatPost;
import tickertalk.contract.ChatReport;
import tickertalk.contract.ChatResolve;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Person;
import tickertalk.storage.Database;
import tickertalk.storage.Sql;

/**
 * What those who moderate have to look at, on disk: entries that somebody reported, and messages
 * that are held. Every call blocks; what it returns is committed.
 */
final class ReportLog {
  /** Nobody fills the disk with them. */
  private static final int MOST_OF_A_PERSON = 100;

  private final Database database;
  private final AuditTrail audit;
  private final Clock clock;

  /** A held message that somebody let into the room: it is to be posted, and then forgotten. */
  record Released(long report, Draft draft) {}

  private record Report(long id, String kind, String room, Optional<Draft> draft) {}

  ReportLog(Database database, AuditTrail audit, Clock clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  /** Those that wait, to be read. */
  OpenReports open() {
    return new OpenReports(database);
  }

  /**
   * Keeps a report; the same person's second one of an entry changes nothing.
   *
   * @throws CommandException 404 when there is no such entry, 409 when there are too many
   */
  void report(Person by, ChatReport report) {
    database.transact(
        sql -> {
          requireEntry(sql, report);
          requireFew(sql, by);
          return sql.update(
              """
              insert into chat_report (kind, state, at, person, name, room, seq, reason)
              values ('report', 'open', ?, ?, ?, ?, ?, ?) on conflict do nothing
              """,
              clock.millis(),
              by.id(),
              by.name(),
              report.room(),
              report.seq(),
              report.reason());
        });
  }

  private static void requireEntry(Sql sql, ChatReport report) {
    boolean none =
        sql.query(
                "select 1 from chat_entry where room = ? and seq = ? and kind = 'message'",
                row -> true,
                report.room(),
                report.seq())
            .isEmpty();
    if (none) {
      throw CommandException.unknown("seq", Long.toString(report.seq()));
    }
  }

  private static boolean isSaid(Sql sql, Person author, ChatPost post) {
    return !sql.query(
            "select 1 from chat_entry where room = ? and id = ? and author = ?",
            row -> true,
            post.room(),
            post.id(),
            author.id())
        .isEmpty();
  }

  private static void requireFew(Sql sql, Person by) {
    long count =
        sql.first(
                "select count(*) from chat_report where person = ?", row -> row.getLong(1), by.id())
            .orElseThrow();
    if (count >= MOST_OF_A_PERSON) {
      throw new CommandException(
          ErrorCode.CONFLICT,
          "report: " + count + " of yours wait for a moderator, which is the most");
    }
  }

  /**
   * Keeps a message that is not said yet; the same author's same id changes nothing, also once it
   * was let in.
   *
   * @throws CommandException 409 when there are too many
   */
  void hold(Person author, ChatPost post) {
    database.transact(
        sql -> {
          if (isSaid(sql, author, post)) {
            return 0;
          }
          requireFew(sql, author);
          return sql.update(
              """
              insert into chat_report (kind, state, at, person, name, room, id, body, reply_to)
              values ('held', 'open', ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
              """,
              clock.millis(),
              author.id(),
              author.name(),
              post.room(),
              post.id(),
              post.text(),
              post.replyTo());
        });
  }

  /**
   * The room that an open report is of.
   *
   * @throws CommandException 404 when there is no such report
   */
  String roomOf(long report) {
    return database.read(sql -> report(sql, report).room);
  }

  /**
   * Is done with a report; gives the message to post when it was held and is let in.
   *
   * @throws CommandException 404 when there is no such report
   */
  Optional<Released> resolve(Caller by, ChatResolve resolve) {
    return database.transact(
        sql -> {
          Report report = report(sql, resolve.report());
          Optional<Draft> released = report.draft.filter(draft -> resolve.post());
          released.ifPresentOrElse(draft -> release(sql, report.id), () -> forget(sql, report.id));
          audit.note(sql, by, action(report, released.isPresent()));
          return released.map(draft -> new Released(report.id, draft));
        });
  }

  private static Action action(Report report, boolean released) {
    String name = report.draft.isEmpty() ? "dismiss" : released ? "release" : "drop";
    return new Action(
        name,
        Optional.of(report.room),
        report.draft.map(draft -> draft.author().id()),
        Optional.of("report " + report.id));
  }

  private static Report report(Sql sql, long id) {
    return sql.first(
            """
            select report, kind, person, name, room, id, body, reply_to from chat_report
            where report = ? and state = 'open'
            """,
            ReportLog::report,
            id)
        .orElseThrow(() -> CommandException.unknown("report", Long.toString(id)));
  }

  private static Report report(ResultSet row) throws SQLException {
    String kind = row.getString("kind");
    return new Report(
        row.getLong("report"),
        kind,
        row.getString("room"),
        kind.equals("held") ? Optional.of(draft(row)) : Optional.empty());
  }

  private static Draft draft(ResultSet row) throws SQLException {
    long replyTo = row.getLong("reply_to");
    return new Draft(
        new ChatPost(
            row.getString("room"),
            row.getString("id"),
            row.getString("body"),
            replyTo == 0 ? OptionalLong.empty() : OptionalLong.of(replyTo)),
        new Person(row.getString("person"), row.getString("name")));
  }

  private static void release(Sql sql, long id) {
    sql.update("update chat_report set state = 'released' where report = ?", id);
  }

  private static void forget(Sql sql, long id) {
    sql.update("delete from chat_report where report = ?", id);
  }

  /** Forgets a held message that is in the room's log now. */
  void posted(long report) {
    database.transactLazily(
        sql -> {
          forget(sql, report);
          return null;
        });
  }

  /** What was let in by somebody who died before it was posted. */
  List<Released> released() {
    return database.read(
        sql ->
            sql.query(
                """
                select report, person, name, room, id, body, reply_to from chat_report
                where state = 'released' order by report
                """,
                row -> new Released(row.getLong("report"), draft(row))));
  }
}
