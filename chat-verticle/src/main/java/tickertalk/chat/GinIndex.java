package tickertalk.chat;

import java.util.ArrayList;
import java.util.List;
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
      insert into chat_search_message (number, room, seq, author, at, folded, grams)
      values (?, ?, ?, ?, ?, ?, cast(? as int[]))
      """;

  /** The first part by the index alone, whatever the planner believes of frequent grams. */
  private static final String FIND =
      """
      with found as materialized (
        select number, room, seq, author, at, folded from chat_search_message
        where grams @> cast(? as int[]) %s
      )
      select %s from found m where m.number between ? and ? order by m.number %s limit ?
      """;

  private static final String ONE_OF = "and grams && cast(? as int[]) ";

  @Override
  public void add(Sql sql, List<SearchedMessage> messages) {
    sql.batch(
        ADD,
        messages.stream()
            .map(
                it ->
                    new Object[] {
                      it.number(),
                      it.room(),
                      it.seq(),
                      it.author(),
                      it.at(),
                      it.folded(),
                      array(grams(it))
                    })
            .toList());
  }

  private static IntStream grams(SearchedMessage message) {
    return IntStream.concat(message.grams(), IntStream.of(SearchWindow.blocks(message.number())));
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
      Sql sql, int[] grams, List<int[]> oneOfEach, SearchWindow window, int limit) {
    List<Object> args = new ArrayList<>();
    args.add(array(IntStream.concat(IntStream.of(grams), IntStream.of(window.block()))));
    oneOfEach.forEach(group -> args.add(array(IntStream.of(group))));
    args.addAll(List.of(window.oldest(), window.newest(), limit));
    String find =
        FIND.formatted(ONE_OF.repeat(oneOfEach.size()), COLUMNS, window.rises() ? "asc" : "desc");
    return sql.query(find, SearchIndex::message, args.toArray());
  }
}
