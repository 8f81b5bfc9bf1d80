package tickertalk.chat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import tickertalk.contract.Revocation;
import tickertalk.contract.Role;
import tickertalk.storage.Database;
import tickertalk.storage.Sql;

/** Which session tokens were revoked, on disk. Every call blocks. */
final class RevocationLog {
  private static final String SESSION = "session";
  private static final String USER = "user";

  private final Database database;
  private final Clock clock;

  RevocationLog(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Keeps a revocation; one of the same token, or user and role, that is there already becomes what
   * both of them cover. What is over is forgotten.
   */
  void revoke(Revocation revocation) {
    database.transact(
        sql -> {
          sql.update("delete from chat_revocation where expires_at <= ?", clock.millis());
          return keep(sql, revocation);
        });
  }

  private static int keep(Sql sql, Revocation revocation) {
    return sql.update(
        """
        insert into chat_revocation (kind, id, up_to, issued_before, expires_at)
        values (?, ?, ?, ?, ?)
        on conflict (kind, id, up_to) do update set
          issued_before = case when excluded.issued_before > chat_revocation.issued_before
            then excluded.issued_before else chat_revocation.issued_before end,
          expires_at = case when excluded.expires_at > chat_revocation.expires_at
            then excluded.expires_at else chat_revocation.expires_at end
        """,
        revocation.session().isPresent() ? SESSION : USER,
        revocation.session().or(revocation::user).orElseThrow(),
        revocation.upTo().map(Role::wireName).orElse(""),
        revocation.issuedBefore().orElse(0),
        revocation.until());
  }

  /** All that are not over. */
  List<Revocation> revocations() {
    return database.read(
        sql ->
            sql.query(
                """
                select kind, id, up_to, issued_before, expires_at from chat_revocation
                where expires_at > ? order by kind, id, up_to
                """,
                RevocationLog::revocation,
                clock.millis()));
  }

  private static Revocation revocation(ResultSet row) throws SQLException {
    String id = row.getString("id");
    long until = row.getLong("expires_at");
    return row.getString("kind").equals(SESSION)
        ? Revocation.ofSession(id, until)
        : Revocation.ofUser(
            id, row.getLong("issued_before"), Role.of(row.getString("up_to")), until);
  }
}
