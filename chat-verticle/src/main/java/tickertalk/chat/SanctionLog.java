package tickertalk.chat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import tickertalk.chat.AuditTrail.Action;
import tickertalk.contract.Caller;
import tickertalk.contract.CommandException;
import tickertalk.contract.Role;
import tickertalk.contract.Sanction;
import tickertalk.storage.Database;
import tickertalk.storage.Sql;

/**
 * What those who moderate decided about people, on disk, each decision in one transaction with the
 * note of who took it. Every call blocks; what it returns is committed.
 */
final class SanctionLog {
  /** Stands for every room, as NULL is equal to nothing. */
  private static final String EVERY_ROOM = "";

  private final Database database;
  private final AuditTrail audit;
  private final Clock clock;

  SanctionLog(Database database, AuditTrail audit, Clock clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Keeps a sanction in the place of the last of its kind, person and room, or takes that away.
   *
   * @throws CommandException 404 for an unknown room
   */
  void decide(Caller by, Sanction sanction, Action action) {
    database.transact(
        sql -> {
          sanction.room().ifPresent(room -> SettingsLog.access(sql, room));
          sql.update("delete from chat_sanction where until <= ?", clock.millis());
          if (sanction.until() == Sanction.LIFTED) {
            lift(sql, sanction); // of a kick, which is over at once, there is nothing
          } else {
            keep(sql, sanction);
          }
          audit.note(sql, by, action);
          return null;
        });
  }

  private static void lift(Sql sql, Sanction sanction) {
    sql.update(
        "delete from chat_sanction where person = ? and kind = ? and room = ?",
        sanction.user(),
        sanction.kind().wireName(),
        sanction.room().orElse(EVERY_ROOM));
  }

  private static void keep(Sql sql, Sanction sanction) {
    sql.update(
        """
        insert into chat_sanction (person, kind, room, until, by_role, reason)
        values (?, ?, ?, ?, ?, ?)
        on conflict (person, kind, room) do update set
          until = excluded.until, by_role = excluded.by_role, reason = excluded.reason
        """,
        sanction.user(),
        sanction.kind().wireName(),
        sanction.room().orElse(EVERY_ROOM),
        sanction.until() == Sanction.FOR_GOOD
            ? OptionalLong.empty()
            : OptionalLong.of(sanction.until()),
        sanction.by().wireName(),
        sanction.reason());
  }

  /** Keeps that somebody is of the staff, or is no more. */
  void keepStaff(Caller caller) {
    database.transact(
        sql ->
            caller.role().atLeast(Role.MODERATOR)
                ? sql.update(
                    """
                    insert into chat_staff (person, role) values (?, ?)
                    on conflict (person) do update set role = excluded.role
                    """,
                    caller.person().id(),
                    caller.role().wireName())
                : sql.update("delete from chat_staff where person = ?", caller.person().id()));
  }

  /** All that stand. */
  static List<Sanction> sanctions(Sql sql, long nowMs) {
    return sql.query(
        """
        select person, kind, room, until, by_role, reason from chat_sanction
        where until is null or until > ?
        """,
        SanctionLog::sanction,
        nowMs);
  }

  private static Sanction sanction(ResultSet row) throws SQLException {
    long until = row.getLong("until");
    return new Sanction(
        Sanction.Kind.of(row.getString("kind")),
        row.getString("person"),
        Optional.of(row.getString("room")).filter(room -> !room.equals(EVERY_ROOM)),
        until == 0 ? Sanction.FOR_GOOD : until,
        Role.of(row.getString("by_role")),
        Optional.ofNullable(row.getString("reason")));
  }

  /** Who is of the staff, as far as that was seen. */
  static Map<String, Role> staff(Sql sql) {
    return sql
        .query(
            "select person, role from chat_staff",
            row -> Map.entry(row.getString("person"), Role.of(row.getString("role"))))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
