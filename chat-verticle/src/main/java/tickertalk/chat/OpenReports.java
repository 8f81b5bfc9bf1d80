package tickertalk.chat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import tickertalk.contract.AuditQuery;
import tickertalk.contract.Person;
import tickertalk.storage.Database;

/** What those who moderate have to look at, as they get it to see. Every call blocks. */
final class OpenReports {
  /** The text of the newest edit, or the message's own; none once it is deleted. */
  private static final String AS_IT_STANDS =
      """
      coalesce((select c.body from chat_entry c
        where c.room = p.room and c.target = p.seq and c.kind = 'edit'
        order by c.seq desc limit 1), e.body)
      """;

  private final Database database;

  OpenReports(Database database) {
    this.database = database;
  }

  /**
   * A page of what is open, newest first; of a reported entry with what it says now.
   *
   * @param reach of which rooms
   */
  JsonObject page(AuditQuery query, Reach reach) {
    AuditTrail.Where where = AuditTrail.Where.of("report", query, reach, "state = 'open'");
    JsonArray reports = new JsonArray();
    database
        .read(
            sql ->
                sql.query(
                    "select p.*, e.author, e.author_name, "
                        + AS_IT_STANDS
                        + " as entry_body from (select * from chat_report "
                        + where.clause()
                        + " order by report desc limit ?) p"
                        + " left join chat_entry e on e.room = p.room and e.seq = p.seq"
                        + " order by p.report desc",
                    OpenReports::toJson,
                    where.argsAnd(query.limit())))
        .forEach(reports::add);
    return new JsonObject().put("reports", reports);
  }

  private static JsonObject toJson(ResultSet row) throws SQLException {
    JsonObject json =
        new JsonObject()
            .put("id", row.getLong("report"))
            .put("kind", row.getString("kind"))
            .put("at", row.getLong("at"))
            .put("room", row.getString("room"))
            .put("by", new Person(row.getString("person"), row.getString("name")).toJson());
    if (row.getLong("seq") > 0) {
      json.put("seq", row.getLong("seq"));
    }
    if (row.getString("author") != null) {
      json.put("from", new Person(row.getString("author"), row.getString("author_name")).toJson());
    }
    String body = row.getString("body");
    AuditTrail.putIfThere(json, "text", body == null ? row.getString("entry_body") : body);
    AuditTrail.putIfThere(json, "reason", row.getString("reason"));
    return json;
  }
}
