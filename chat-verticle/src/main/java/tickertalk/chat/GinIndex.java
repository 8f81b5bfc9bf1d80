package tickertalk.chat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tickertalk.storage.Sql;

/**
 * The index in PostgreSQL: each message has its grams in an array, and over the arrays is an
 * inverted index. It cannot be read from the newest on; so a message also has the blocks that it is
 * in among its grams, and a search asks for one block after the other.
 */
final class GinIndex implements SearchIndex {
  private static final String ADD =
      """
      insert into chat_search_message (number, room, seq, folded, grams)
      values (?, ?, ?, ?, cast(? as int[]))
      """;

  /** The first part by the index alone, whatever the planner believes of frequent grams. */
  private static final String FIND =
      """
      with found as materialized (
        select number, room, seq, folded from chat_search_message
        where grams @> cast(? as int[]) %s
      )
      select %s from found m where m.number <= ? order by m.number desc limit ?
      """;

  private static final String FIND_IN_ALL = FIND.formatted("", COLUMNS);

  private static final String FIND_IN_SOME =
      FIND.formatted("and grams && cast(? as int[])", COLUMNS);

  @Override
  public void add(Sql sql, List<SearchedMessage> messages) {
    sql.batch(
        ADD,
        messages.stream()
            .map(
                it ->
                    new Object[] {it.number(), it.room(), it.seq(), it.folded(), array(grams(it))})
            .toList());
  }

  private static IntStream grams(SearchedMessage message) {
    return IntStream.concat(
        IntStream.of(Grams.of(message.folded())),
        IntStream.concat(
            IntStream.of(Grams.ofRoom(message.room())),
            IntStream.of(SearchWindow.blocks(message.number()))));
  }

  private static String array(IntStream grams) {
    return grams.mapToObj(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }

  @Override
  public void remove(Sql sql, List<SearchedMessage> messages) {
    sql.batch(
        "delete from chat_search_message where number = ?",
        messages.stream().map(it -> new Object[] {it.number()}).toList());
  }

  @Override
  public List<SearchedMessage> find(
      Sql sql, int[] grams, Set<String> rooms, SearchWindow window, int limit) {
    String all = array(IntStream.concat(IntStream.of(grams), IntStream.of(window.block())));
    if (rooms.isEmpty()) {
      return sql.query(FIND_IN_ALL, SearchIndex::message, all, window.newest(), limit);
    }
    String some = array(rooms.stream().mapToInt(Grams::ofRoom));
    return sql.query(FIND_IN_SOME, SearchIndex::message, all, some, window.newest(), limit);
  }
}
