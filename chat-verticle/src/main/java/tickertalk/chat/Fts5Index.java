package tickertalk.chat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tickertalk.storage.Sql;

/**
 * The index in SQLite: a full-text table without content whose words are grams, and which keeps for
 * each the numbers of its messages and nothing else.
 */
final class Fts5Index implements SearchIndex {
  private static final String ADD =
      "insert into chat_search_message (number, room, seq, author, at, folded)"
          + " values (?, ?, ?, ?, ?, ?)";

  private static final String ADD_GRAMS =
      "insert into chat_search_gram (rowid, grams) values (?, ?)";

  /** The table has no content: it is told what to take out. */
  private static final String REMOVE_GRAMS =
      "insert into chat_search_gram (chat_search_gram, rowid, grams) values ('delete', ?, ?)";

  private static final String FIND =
      "select "
          + COLUMNS
          + """
           from chat_search_gram g cross join chat_search_message m on m.number = g.rowid
          where g.chat_search_gram match ? and g.rowid between ? and ?
          order by g.rowid %s limit ?
          """;

  private static final String FIND_NEWEST = FIND.formatted("desc");
  private static final String FIND_OLDEST = FIND.formatted("asc");

  @Override
  public void add(Sql sql, List<SearchedMessage> messages) {
    sql.batch(
        ADD,
        messages.stream()
            .map(
                it ->
                    new Object[] {
                      it.number(), it.room(), it.seq(), it.author(), it.at(), it.folded()
                    })
            .toList());
    sql.batch(ADD_GRAMS, grams(messages));
  }

  @Override
  public void remove(Sql sql, List<SearchedMessage> messages) {
    sql.batch(REMOVE_GRAMS, grams(messages));
    sql.batch(
        "delete from chat_search_message where number = ?",
        messages.stream().map(it -> new Object[] {it.number()}).toList());
  }

  private static List<Object[]> grams(List<SearchedMessage> messages) {
    return messages.stream().map(it -> new Object[] {it.number(), words(it)}).toList();
  }

  private static String words(SearchedMessage message) {
    return message.grams().mapToObj(Fts5Index::word).collect(Collectors.joining(" "));
  }

  /** Without a letter in it that the tokenizer would change. */
  private static String word(int gram) {
    return Integer.toUnsignedString(gram, Character.MAX_RADIX);
  }

  @Override
  public List<SearchedMessage> find(
      Sql sql, int[] grams, List<int[]> oneOfEach, SearchWindow window, int limit) {
    return sql.query(
        window.rises() ? FIND_OLDEST : FIND_NEWEST,
        SearchIndex::message,
        match(grams, oneOfEach),
        window.oldest(),
        window.newest(),
        limit);
  }

  private static String match(int[] grams, List<int[]> oneOfEach) {
    return Stream.concat(
            IntStream.of(grams).mapToObj(Fts5Index::word), oneOfEach.stream().map(Fts5Index::oneOf))
        .collect(Collectors.joining(" AND "));
  }

  private static String oneOf(int[] grams) {
    return IntStream.of(grams)
        .mapToObj(Fts5Index::word)
        .collect(Collectors.joining(" OR ", "(", ")"));
  }
}
