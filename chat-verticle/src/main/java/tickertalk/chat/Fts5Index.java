package tickertalk.chat;

import java.util.List;
import java.util.Set;
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
      "insert into chat_search_message (number, room, seq, folded) values (?, ?, ?, ?)";

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
          order by g.rowid desc limit ?
          """;

  @Override
  public void add(Sql sql, List<SearchedMessage> messages) {
    sql.batch(
        ADD,
        messages.stream()
            .map(it -> new Object[] {it.number(), it.room(), it.seq(), it.folded()})
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
    return IntStream.concat(
            IntStream.of(Grams.ofRoom(message.room())), IntStream.of(Grams.of(message.folded())))
        .mapToObj(Fts5Index::word)
        .collect(Collectors.joining(" "));
  }

  /** Without a letter in it that the tokenizer would change. */
  private static String word(int gram) {
    return Integer.toUnsignedString(gram, Character.MAX_RADIX);
  }

  @Override
  public List<SearchedMessage> find(
      Sql sql, int[] grams, Set<String> rooms, SearchWindow window, int limit) {
    return sql.query(
        FIND, SearchIndex::message, match(grams, rooms), window.oldest(), window.newest(), limit);
  }

  private static String match(int[] grams, Set<String> rooms) {
    Stream<String> all = IntStream.of(grams).mapToObj(Fts5Index::word);
    String oneOf =
        rooms.stream().map(Grams::ofRoom).map(Fts5Index::word).collect(Collectors.joining(" OR "));
    return (oneOf.isEmpty() ? all : Stream.concat(all, Stream.of("(" + oneOf + ")")))
        .collect(Collectors.joining(" AND "));
  }
}
