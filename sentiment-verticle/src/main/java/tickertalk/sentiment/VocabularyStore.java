package tickertalk.sentiment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.RoomWord;
import tickertalk.contract.WordChange;
import tickertalk.storage.Database;
import tickertalk.storage.Sql;

/** The rooms' words on disk. Every call blocks. */
final class VocabularyStore {
  private final Database database;

  VocabularyStore(Database database) {
    this.database = database;
  }

  /**
   * Sets or forgets the weight of a word.
   *
   * @return the room's words as they are then
   * @throws CommandException 409 when the room has as many as there may be
   */
  Vocabulary change(WordChange change) {
    String folded = Lexicon.folded(change.word());
    return database.transact(
        sql -> {
          countUp(sql, change.room());
          sql.update(
              "delete from sentiment_word where room = ? and folded = ?", change.room(), folded);
          change.weight().ifPresent(weight -> insert(sql, change, folded, weight));
          return words(sql, change.room());
        });
  }

  /** Keeps others from this room's words until the transaction ends, too. */
  private static void countUp(Sql sql, String room) {
    sql.update(
        """
        insert into sentiment_vocabulary (room, version) values (?, 1)
        on conflict (room) do update set version = sentiment_vocabulary.version + 1
        """,
        room);
  }

  private static void insert(Sql sql, WordChange change, String folded, double weight) {
    sql.update(
        "insert into sentiment_word (room, folded, word, weight) values (?, ?, ?, ?)",
        change.room(),
        folded,
        change.word(),
        weight);
    long count =
        sql.first(
                "select count(*) from sentiment_word where room = ?",
                row -> row.getLong(1),
                change.room())
            .orElseThrow();
    if (count > RoomWord.MAX_WORDS) {
      throw new CommandException(
          ErrorCode.CONFLICT, "word: the room has " + RoomWord.MAX_WORDS + " words already");
    }
  }

  Vocabulary words(String room) {
    return database.read(sql -> words(sql, room));
  }

  private static Vocabulary words(Sql sql, String room) {
    List<RoomWord> words =
        sql.query(
            "select word, weight from sentiment_word where room = ?",
            row -> new RoomWord(row.getString(1), row.getDouble(2)),
            room);
    return Vocabulary.of(words);
  }

  /** Of each room whose words were ever changed, how often. */
  Map<String, Long> versions() {
    Map<String, Long> versions = new HashMap<>();
    database.read(
        sql ->
            sql.query(
                "select room, version from sentiment_vocabulary",
                row -> versions.put(row.getString(1), row.getLong(2))));
    return versions;
  }
}
