package tickertalk.chat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tickertalk.chat.AuditTrail.Action;
import tickertalk.contract.Caller;
import tickertalk.contract.ChatSettings;
import tickertalk.contract.CommandException;
import tickertalk.contract.RoomAccess;
import tickertalk.contract.RoomSettings;
import tickertalk.contract.WordAction;
import tickertalk.storage.Database;
import tickertalk.storage.Sql;

/**
 * How the rooms are run, on disk, each change in one transaction with the note of who made it.
 * Every call blocks; what it returns is committed.
 */
final class SettingsLog {
  private final Database database;
  private final AuditTrail audit;

  SettingsLog(Database database, AuditTrail audit) {
    this.database = database;
    this.audit = audit;
  }

  /**
   * Changes how a room is run; gives how it is run from then on. A question only reads.
   *
   * @throws CommandException 404 for an unknown room
   */
  RoomSettings change(Caller by, ChatSettings change) {
    return change.isQuestion()
        ? database.read(sql -> settings(sql, change.room()))
        : write(by, change);
  }

  private RoomSettings write(Caller by, ChatSettings change) {
    return database.transact(
        sql -> {
          RoomSettings before = settings(sql, change.room());
          RoomSettings after = change.of(before);
          if (!after.equals(before)) {
            write(sql, change.room(), after);
            audit.note(
                sql,
                by,
                new Action(
                    "settings",
                    Optional.of(change.room()),
                    Optional.empty(),
                    Optional.of(difference(before, after))));
          }
          return after;
        });
  }

  private static RoomSettings settings(Sql sql, String room) {
    RoomAccess access = access(sql, room);
    return sql
        .query(
            """
            select room, archived, slow_mode_seconds, retention_days, word_action
            from chat_room_settings where room = ?
            """,
            row -> settings(row, access, words(sql, room)),
            room)
        .stream()
        .findFirst()
        .orElse(RoomSettings.initial(access));
  }

  /**
   * Whom a room is open to.
   *
   * @throws CommandException for an unknown room
   */
  static RoomAccess access(Sql sql, String room) {
    return sql.first(
            "select access from chat_room where name = ?",
            row -> RoomAccess.of(row.getString("access")),
            room)
        .orElseThrow(() -> CommandException.unknown("room", room));
  }

  private static List<String> words(Sql sql, String room) {
    return sql.query(
        "select word from chat_word where room = ? order by word",
        row -> row.getString("word"),
        room);
  }

  private static RoomSettings settings(ResultSet row, RoomAccess access, List<String> words)
      throws SQLException {
    return new RoomSettings(
        access,
        row.getInt("archived") == 1,
        row.getInt("slow_mode_seconds"),
        row.getInt("retention_days"),
        words,
        WordAction.of(row.getString("word_action")));
  }

  private static void write(Sql sql, String room, RoomSettings settings) {
    sql.update(
        "update chat_room set access = ? where name = ?", settings.access().wireName(), room);
    sql.update(
        """
        insert into chat_room_settings
          (room, archived, slow_mode_seconds, retention_days, word_action)
        values (?, ?, ?, ?, ?)
        on conflict (room) do update set
          archived = excluded.archived, slow_mode_seconds = excluded.slow_mode_seconds,
          retention_days = excluded.retention_days, word_action = excluded.word_action
        """,
        room,
        settings.archived() ? 1 : 0,
        settings.slowModeSeconds(),
        settings.retentionDays(),
        settings.wordAction().wireName());
    sql.update("delete from chat_word where room = ?", room);
    sql.batch(
        "insert into chat_word (room, word) values (?, ?)",
        settings.words().stream().map(word -> new Object[] {room, word}).toList());
  }

  /** What is different, as {@code slowModeSeconds 0 → 10}; of the words how many there are. */
  private static String difference(RoomSettings before, RoomSettings after) {
    List<String> changes = new ArrayList<>();
    before
        .toJson()
        .forEach(
            field -> {
              String name = field.getKey();
              Object now = after.toJson().getValue(name);
              if (!now.equals(field.getValue())) {
                changes.add(
                    name.equals("words")
                        ? "words " + before.words().size() + " → " + after.words().size()
                        : name + " " + field.getValue() + " → " + now);
              }
            });
    return String.join(", ", changes);
  }

  /** Those of the rooms that are not run as they were opened. */
  static Map<String, RoomSettings> settingsByRoom(Sql sql) {
    Map<String, List<String>> words = new HashMap<>();
    sql.query(
            "select room, word from chat_word order by room, word",
            row -> Map.entry(row.getString("room"), row.getString("word")))
        .forEach(
            word ->
                words
                    .computeIfAbsent(word.getKey(), room -> new ArrayList<>())
                    .add(word.getValue()));
    Map<String, RoomSettings> settings = new HashMap<>();
    sql.query(
            """
            select s.room, r.access, s.archived, s.slow_mode_seconds, s.retention_days,
              s.word_action
            from chat_room_settings s join chat_room r on r.name = s.room
            """,
            row ->
                Map.entry(
                    row.getString("room"),
                    settings(
                        row,
                        RoomAccess.of(row.getString("access")),
                        words.getOrDefault(row.getString("room"), List.of()))))
        .forEach(room -> settings.put(room.getKey(), room.getValue()));
    return settings;
  }

  /** The rooms that are for members. */
  List<String> membersRooms() {
    return database.read(
        sql ->
            sql.query(
                "select name from chat_room where access = ? order by name",
                row -> row.getString("name"),
                RoomAccess.MEMBERS.wireName()));
  }
}
