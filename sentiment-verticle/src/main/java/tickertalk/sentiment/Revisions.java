package tickertalk.sentiment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tickertalk.contract.Entry;
import tickertalk.storage.Sql;

/** What edits and deletions do, within one transaction, to scores that were kept before. */
final class Revisions {
  private static final String FIND =
      "select author, at from sentiment_score where room = ? and epoch = ? and seq = ?";

  private static final String EDIT =
      """
      update sentiment_score set gist = ?, label = ?, score = ?
      where room = ? and epoch = ? and seq = ? and (gist <> ? or label <> ? or score <> ?)
      """;

  private static final String DELETE =
      "delete from sentiment_score where room = ? and epoch = ? and seq = ?";

  private final Sql sql;
  private final List<ScoredEntry> edited = new ArrayList<>();
  private final Set<Writer> writers = new LinkedHashSet<>();

  /** Somebody, and the log in which what they said is not what it was. */
  record Writer(String room, String epoch, String author) {}

  private record Said(String author, long at) {}

  Revisions(Sql sql) {
    this.sql = sql;
  }

  /** A message has another score; none if it has none, or this one already. */
  void edit(ScoredEntry edit) {
    find(edit.room(), edit.epoch(), edit.seq())
        .filter(said -> isNew(edit))
        .ifPresent(
            said -> {
              edited.add(edit);
              changed(edit.room(), edit.epoch(), said);
            });
  }

  /** A message has no score any more. */
  void delete(Entry.Delete deletion) {
    find(deletion.room(), deletion.epoch(), deletion.target())
        .ifPresent(
            said -> {
              sql.update(DELETE, deletion.room(), deletion.epoch(), deletion.target());
              changed(deletion.room(), deletion.epoch(), said);
            });
  }

  private Optional<Said> find(String room, String epoch, long seq) {
    return sql.first(FIND, row -> new Said(row.getString(1), row.getLong(2)), room, epoch, seq);
  }

  private boolean isNew(ScoredEntry edit) {
    String label = edit.label().wireName();
    int rows =
        sql.update(
            EDIT,
            edit.gist(),
            label,
            edit.score(),
            edit.room(),
            edit.epoch(),
            edit.seq(),
            edit.gist(),
            label,
            edit.score());
    return rows == 1;
  }

  private void changed(String room, String epoch, Said said) {
    writers.add(new Writer(room, epoch, said.author));
    MoodHistory.rewrite(sql, room, epoch, said.at);
  }

  List<ScoredEntry> edited() {
    return List.copyOf(edited);
  }

  Set<Writer> writers() {
    return Set.copyOf(writers);
  }
}
