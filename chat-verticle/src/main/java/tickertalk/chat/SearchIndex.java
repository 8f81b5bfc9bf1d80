package tickertalk.chat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import tickertalk.storage.Database;
import tickertalk.storage.Sql;

/**
 * Finds messages by their {@link Grams}. The texts are in a table, which is the same on both
 * databases; how the grams are kept is each database's own.
 */
interface SearchIndex {
  String COLUMNS = "m.number, m.room, m.seq, m.author, m.at, m.folded";

  /** Adds messages whose numbers are new. */
  void add(Sql sql, List<SearchedMessage> messages);

  /** Takes messages out for good, texts and all. */
  void remove(Sql sql, List<SearchedMessage> messages);

  /**
   * Finds the first messages of a window that have all of these grams, in its order.
   *
   * @param oneOfEach groups of grams; of each group a message has one at least
   */
  List<SearchedMessage> find(
      Sql sql, int[] grams, List<int[]> oneOfEach, SearchWindow window, int limit);

  /** The index of this kind of database. */
  static SearchIndex of(Database database) {
    return database.embedded() ? new Fts5Index() : new GinIndex();
  }

  static SearchedMessage message(ResultSet row) throws SQLException {
    return new SearchedMessage(
        row.getLong("number"),
        row.getString("room"),
        row.getLong("seq"),
        row.getString("author"),
        row.getLong("at"),
        row.getString("folded"));
  }
}
