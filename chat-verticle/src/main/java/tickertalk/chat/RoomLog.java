package tickertalk.chat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import tickertalk.contract.CommandException;
import tickertalk.contract.Entry;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.HistoryQuery;
import tickertalk.contract.MessageRefs;
import tickertalk.contract.Person;
import tickertalk.contract.RoomAccess;
import tickertalk.storage.Database;
import tickertalk.storage.Sql;

/**
 * The rooms and what was said in them, on disk. Every call blocks; what it returns is committed.
 */
final class RoomLog {
  static final String ROOM_COLUMNS = "name, title, epoch, access, last";

  private static final String SEEN =
      """
      insert into chat_last_read (person, room, seq)
      select ?, name, case when last < ? then last else ? end from chat_room where name = ?
      on conflict (person, room) do update set seq = excluded.seq
      where excluded.seq > chat_last_read.seq
      """;

  /** In which every JVM locks them. */
  private static final Comparator<LastRead> IN_THE_ORDER_OF_KEYS =
      Comparator.comparing((LastRead read) -> read.person().id()).thenComparing(LastRead::room);

  /**
   * The most text on a page. A page is one message to a browser, and what may wait for a browser is
   * bounded; the page tells where it ends, and the reader asks on.
   */
  static final int PAGE_CHARS = 256 * 1024;

  private final Database database;
  private final People people;
  private final int maxRooms;
  private final Clock clock;

  RoomLog(Database database, People people, int maxRooms, Clock clock) {
    this.database = database;
    this.people = people;
    this.maxRooms = maxRooms;
    this.clock = clock;
  }

  /**
   * Opens a room, or gives the one of that name as it is.
   *
   * @throws CommandException when there are as many rooms as there may be
   */
  Room open(String name, String title, RoomAccess access) {
    return database.transact(
        sql -> {
          requireSpace(sql, name);
          sql.update(
              """
              insert into chat_room (name, title, epoch, access, opened_at) values (?, ?, ?, ?, ?)
              on conflict (name) do nothing
              """,
              name,
              title,
              UUID.randomUUID().toString(),
              access.wireName(),
              clock.millis());
          return room(sql, name);
        });
  }

  private void requireSpace(Sql sql, String name) {
    long others =
        sql.first("select count(*) from chat_room where name <> ?", row -> row.getLong(1), name)
            .orElseThrow();
    if (others >= maxRooms) {
      throw new CommandException(
          ErrorCode.CONFLICT, "room: there are " + maxRooms + " rooms, which is the most");
    }
  }

  /**
   * A room by its name.
   *
   * @throws CommandException for an unknown room
   */
  Room room(String name) {
    return database.read(sql -> room(sql, name));
  }

  /**
   * Every room, by name.
   *
   * @param reader the person who asks, to be told how far they have read each
   */
  List<Room> rooms(Optional<String> reader) {
    return database.read(
        sql ->
            sql.query(
                """
                select r.name, r.title, r.epoch, r.access, r.last, coalesce(l.seq, 0) as seen
                from chat_room r left join chat_last_read l on l.room = r.name and l.person = ?
                order by r.name
                """,
                row ->
                    new Room(
                        row.getString("name"),
                        row.getString("title"),
                        row.getString("epoch"),
                        RoomAccess.of(row.getString("access")),
                        row.getLong("last"),
                        reader.isPresent()
                            ? OptionalLong.of(row.getLong("seen"))
                            : OptionalLong.empty()),
                reader.orElse("")));
  }

  /** The entries of all rooms that were committed since then, each room's in their order. */
  List<Entry> since(long atMs) {
    return database.read(
        sql ->
            sql.query(
                EntryTable.SELECT + "where e.at >= ? order by e.room, e.seq",
                EntryTable::entry,
                atMs));
  }

  /**
   * Reads a page, all of it from one state of the log.
   *
   * @throws CommandException for an unknown room
   */
  Page history(HistoryQuery query) {
    return database.read(
        sql -> {
          Room room = room(sql, query.room());
          long first =
              sql.first(
                      "select seq from chat_entry where room = ? order by seq limit 1",
                      row -> row.getLong("seq"),
                      room.name())
                  .orElse(room.last() + 1);
          return new Page(room, first, entries(sql, query));
        });
  }

  private static List<Entry> entries(Sql sql, HistoryQuery query) {
    if (query.after().isPresent()) {
      return aPage(
          sql.query(
              EntryTable.SELECT + "where e.room = ? and e.seq > ? order by e.seq limit ?",
              EntryTable::entry,
              query.room(),
              query.after(),
              query.limit()));
    }
    List<Entry> newestFirst =
        sql.query(
            EntryTable.SELECT + "where e.room = ? and e.seq < ? order by e.seq desc limit ?",
            EntryTable::entry,
            query.room(),
            query.before().orElse(Long.MAX_VALUE),
            query.limit());
    List<Entry> ascending = new ArrayList<>(aPage(newestFirst));
    Collections.reverse(ascending);
    return ascending;
  }

  /** As many of the first entries as a page holds, one at least. */
  private static List<Entry> aPage(List<Entry> entries) {
    int chars = 0;
    for (int i = 0; i < entries.size(); i++) {
      chars += entries.get(i).text().length();
      if (chars > PAGE_CHARS && i > 0) {
        return entries.subList(0, i);
      }
    }
    return entries;
  }

  /** Those of these messages that say nothing any more: deleted, or not in this log. */
  MessageRefs gone(MessageRefs quoted) {
    return database.read(sql -> EntryTable.gone(sql, quoted));
  }

  /** The entry that a draft became, if it is in the log. */
  Optional<Entry> find(Draft.Key draft) {
    return database.read(
        sql ->
            sql.first(
                EntryTable.SELECT + "where e.room = ? and e.id = ? and e.author = ?",
                EntryTable::entry,
                draft.room(),
                draft.id(),
                draft.author()));
  }

  /**
   * Moves people's last-read pointers forwards; they never go back, and never past the newest
   * entry. Not worth waiting for the disk: a pointer that is lost with the power is told again, by
   * the next entry that is read.
   */
  void seen(List<LastRead> reads) {
    List<Person> readers = reads.stream().map(LastRead::person).toList();
    database.transactLazily(
        sql -> {
          people.remember(sql, readers);
          sql.batch(SEEN, reads.stream().sorted(IN_THE_ORDER_OF_KEYS).map(RoomLog::row).toList());
          return null;
        });
    people.committed(readers);
  }

  private static Object[] row(LastRead read) {
    return new Object[] {read.person().id(), read.seq(), read.seq(), read.room()};
  }

  private static Room room(Sql sql, String name) {
    return sql.first(
            "select " + ROOM_COLUMNS + " from chat_room where name = ?", RoomLog::room, name)
        .orElseThrow(() -> CommandException.unknown("room", name));
  }

  static Room room(ResultSet row) throws SQLException {
    return new Room(
        row.getString("name"),
        row.getString("title"),
        row.getString("epoch"),
        RoomAccess.of(row.getString("access")),
        row.getLong("last"),
        OptionalLong.empty());
  }
}
