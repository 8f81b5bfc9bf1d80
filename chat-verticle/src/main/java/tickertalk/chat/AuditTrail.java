package tickertalk.chat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tickertalk.contract.AuditQuery;
import tickertalk.contract.Caller;
import tickertalk.contract.Person;
import tickertalk.storage.Database;
import tickertalk.storage.Sql;
import tickertalk.storage.ValueList;

/**
 * Who did what, on disk. What is noted stands or falls with the transaction that it is noted in.
 */
final class AuditTrail {
  private final Clock clock;

  AuditTrail(Clock clock) {
    this.clock = clock;
  }

  /**
   * What somebody did.
   *
   * @param user the id of whom it was done to, if it was
   * @param detail how, and why
   */
  record Action(
      String name, Optional<String> room, Optional<String> user, Optional<String> detail) {}

  void note(Sql sql, Caller by, Action action) {
    note(sql, clock.millis(), by.person(), action);
  }

  /** The same, at this time. */
  static void note(Sql sql, long atMs, Person by, Action action) {
    sql.update(
        """
        insert into chat_action (at, by_id, by_name, action, room, person, detail)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        atMs,
        by.id(),
        by.name(),
        action.name,
        action.room,
        action.user,
        action.detail);
  }

  /**
   * A page, newest first.
   *
   * @param reach of which rooms; what is about no room is in it too, unless it is of some only
   */
  JsonObject page(Database database, AuditQuery query, Reach reach) {
    Where where = Where.of("action_id", query, reach);
    JsonArray actions = new JsonArray();
    database
        .read(
            sql ->
                sql.query(
                    "select action_id, at, by_id, by_name, action, room, person, detail"
                        + " from chat_action "
                        + where.clause()
                        + " order by action_id desc limit ?",
                    AuditTrail::toJson,
                    where.argsAnd(query.limit())))
        .forEach(actions::add);
    return new JsonObject().put("actions", actions);
  }

  private static JsonObject toJson(ResultSet row) throws SQLException {
    JsonObject json =
        new JsonObject()
            .put("id", row.getLong("action_id"))
            .put("at", row.getLong("at"))
            .put("by", new Person(row.getString("by_id"), row.getString("by_name")).toJson())
            .put("action", row.getString("action"));
    putIfThere(json, "room", row.getString("room"));
    putIfThere(json, "user", row.getString("person"));
    putIfThere(json, "detail", row.getString("detail"));
    return json;
  }

  static void putIfThere(JsonObject json, String field, String value) {
    if (value != null) {
      json.put(field, value);
    }
  }

  /** The part of a query that a page asks for; its text is put together from constants alone. */
  record Where(String clause, List<Object> args) {
    static Where of(String id, AuditQuery query, Reach reach, String... conditions) {
      List<String> parts = new ArrayList<>(List.of(conditions));
      List<Object> args = new ArrayList<>();
      query
          .room()
          .ifPresent(
              room -> {
                parts.add("room = ?");
                args.add(room);
              });
      reach
          .only()
          .ifPresent(
              names -> {
                if (names.isEmpty()) {
                  parts.add("1 = 0");
                } else {
                  ValueList named = ValueList.of(names);
                  parts.add("room in (" + named.marks() + ")");
                  args.addAll(named.args());
                }
              });
      if (!reach.except().isEmpty()) {
        ValueList except = ValueList.of(reach.except());
        parts.add("(room is null or room not in (" + except.marks() + "))");
        args.addAll(except.args());
      }
      query
          .before()
          .ifPresent(
              before -> {
                parts.add(id + " < ?");
                args.add(before);
              });
      return new Where(parts.isEmpty() ? "" : "where " + String.join(" and ", parts), args);
    }

    Object[] argsAnd(Object last) {
      List<Object> all = new ArrayList<>(args);
      all.add(last);
      return all.toArray();
    }
  }
}
