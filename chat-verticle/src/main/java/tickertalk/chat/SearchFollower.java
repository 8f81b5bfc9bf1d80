package tickertalk.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tickertalk.contract.Entry.Kind;
import tickertalk.storage.Database;
import tickertalk.storage.Sql;
import tickertalk.storage.ValueList;

/**
 * Extends the search index by what was appended to the rooms' logs, and takes out of it what was
 * deleted there, changed, or cut off at a log's old end. How far it is stands in the same
 * transaction, so that a crash costs nothing and nothing is indexed twice. Every call blocks.
 */
final class SearchFollower {
  /** Some milliseconds of SQLite's only turn to write, for which posts wait. */
  static final int MAX_BATCH = 32;

  /**
   * Two hundred texts of 4,000 characters kept posts waiting for seconds, 8,192 characters for 20
   * to 70 ms.
   */
  private static final int MAX_CHARS = 2 * 1024;

  /** To find out which of many rooms are behind costs as much as to read this many of them. */
  private static final int READ_AHEAD = 512;

  private static final String THERE =
      "select " + SearchIndex.COLUMNS + " from chat_search_message m where m.room = ? ";

  private static final String POSITIONS =
      "select room, seq from chat_search_position where room in (%s)";

  private static final String MOVE =
      """
      insert into chat_search_position (room, seq) values (?, ?)
      on conflict (room) do update set seq = excluded.seq
      """;

  /** The oldest message of each room, in its log and in the index. */
  private static final String ENDS =
      """
      select r.name,
        coalesce((select min(e.seq) from chat_entry e where e.room = r.name), r.last + 1) as kept,
        (select min(m.seq) from chat_search_message m where m.room = r.name) as indexed
      from chat_room r
      """;

  private final Database database;
  private final SearchIndex index;

  /** The old end of a room's log. */
  private record End(String room, long kept, long indexed) {}

  /** What is read and not written yet. */
  private List<LogStep> ahead = List.of();

  SearchFollower(Database database, SearchIndex index) {
    this.database = database;
    this.index = index;
  }

  /**
   * Indexes the next entries of these rooms.
   *
   * @param rooms empty for all
   * @return how many; none when the index has all that is in the logs
   */
  synchronized int follow(Set<String> rooms) {
    if (ahead.isEmpty()) {
      ahead = database.read(sql -> LogStep.next(sql, rooms, READ_AHEAD));
    }
    List<LogStep> steps = atOnce(ahead);
    List<LogStep> rest = ahead.subList(steps.size(), ahead.size());
    ahead = List.of(); // to be read again, should this fail
    if (!steps.isEmpty() && !write(steps)) {
      return follow(rooms);
    }
    ahead = rest;
    return steps.size();
  }

  /** As many of the first as do not keep those waiting for long who write meanwhile. */
  private static List<LogStep> atOnce(List<LogStep> steps) {
    int chars = 0;
    int most = Math.min(MAX_BATCH, steps.size());
    for (int i = 0; i < most; i++) {
      chars += steps.get(i).text().map(String::length).orElse(0);
      if (chars > MAX_CHARS && i > 0) {
        return steps.subList(0, i);
      }
    }
    return steps.subList(0, most);
  }

  /** Gives false, and writes nothing, if another has extended the index since they were read. */
  private boolean write(List<LogStep> steps) {
    return database.transactLazily(
        sql -> {
          long newest = lock(sql);
          if (!followOn(sql, steps)) {
            return false;
          }
          change(sql, steps);
          add(sql, steps, newest);
          move(sql, steps);
          return true;
        });
  }

  private static boolean followOn(Sql sql, List<LogStep> steps) {
    Map<String, Long> before = new HashMap<>();
    steps.forEach(step -> before.putIfAbsent(step.room(), step.after()));
    ValueList rooms = ValueList.of(before.keySet());
    Map<String, Long> positions = new HashMap<>();
    sql.query(
        POSITIONS.formatted(rooms.marks()),
        row -> positions.put(row.getString(1), row.getLong(2)),
        rooms.args().toArray());
    return before.entrySet().stream()
        .allMatch(room -> positions.getOrDefault(room.getKey(), 0L).equals(room.getValue()));
  }

  /** Nobody else extends the index until the commit. */
  private static long lock(Sql sql) {
    return sql.first(
            "update chat_search set newest = newest returning newest", row -> row.getLong(1))
        .orElseThrow();
  }

  /** What is indexed already, and says something else or nothing now. */
  private void change(Sql sql, List<LogStep> steps) {
    List<SearchedMessage> before = new ArrayList<>();
    List<SearchedMessage> after = new ArrayList<>();
    for (LogStep step : lastChanges(steps)) {
      for (SearchedMessage message :
          sql.query(THERE + "and m.seq = ?", SearchIndex::message, step.room(), step.message())) {
        before.add(message);
        step.text().ifPresent(text -> after.add(message.saying(text)));
      }
    }
    index.remove(sql, before);
    index.add(sql, after);
  }

  private static List<LogStep> lastChanges(List<LogStep> steps) {
    record Place(String room, long message) {}
    Map<Place, LogStep> last = new LinkedHashMap<>();
    steps.stream()
        .filter(LogStep::isChange)
        .forEach(step -> last.put(new Place(step.room(), step.message()), step));
    return List.copyOf(last.values());
  }

  private void add(Sql sql, List<LogStep> steps, long newest) {
    List<SearchedMessage> fresh = new ArrayList<>();
    for (LogStep step : steps) {
      if (step.kind() == Kind.MESSAGE && step.text().isPresent()) {
        long number = newest + fresh.size() + 1;
        String folded = Folding.fold(step.text().get());
        String author = Folding.fold(step.author());
        fresh.add(new SearchedMessage(number, step.room(), step.seq(), author, step.at(), folded));
      }
    }
    index.add(sql, fresh);
    sql.update("update chat_search set newest = ?", newest + fresh.size());
  }

  private static void move(Sql sql, List<LogStep> steps) {
    Map<String, Long> seqs = new LinkedHashMap<>();
    steps.forEach(step -> seqs.put(step.room(), step.seq()));
    sql.batch(
        MOVE,
        seqs.entrySet().stream().map(it -> new Object[] {it.getKey(), it.getValue()}).toList());
  }

  /**
   * Takes out some of the messages that the logs no longer have at their old end.
   *
   * @return how many; none when there are none left
   */
  int cut() {
    List<End> ends =
        database.read(
            sql ->
                sql.query(
                    ENDS,
                    row ->
                        new End(
                            row.getString("name"), row.getLong("kept"), row.getLong("indexed"))));
    return ends.stream()
        .filter(end -> end.indexed() > 0 && end.indexed() < end.kept())
        .findFirst()
        .map(this::cut)
        .orElse(0);
  }

  private int cut(End end) {
    return database.transactLazily(
        sql -> {
          lock(sql);
          List<SearchedMessage> gone =
              sql.query(
                  THERE + "and m.seq < ? order by m.seq limit ?",
                  SearchIndex::message,
                  end.room(),
                  end.kept(),
                  MAX_BATCH);
          index.remove(sql, gone);
          return gone.size();
        });
  }
}
