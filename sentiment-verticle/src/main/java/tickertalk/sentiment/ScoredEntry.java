package tickertalk.sentiment;

import java.util.Objects;
import tickertalk.contract.Entry;
import tickertalk.contract.Label;
import tickertalk.contract.Score;

/**
 * The score of a log entry, with what the mood needs of the entry.
 *
 * @param author the id of the person who wrote it
 * @param at epoch milliseconds
 */
record ScoredEntry(
    String room, String epoch, long seq, String author, long at, Label label, double score) {
  ScoredEntry {
    Objects.requireNonNull(room);
    Objects.requireNonNull(epoch);
    Objects.requireNonNull(author);
    Objects.requireNonNull(label);
  }

  static ScoredEntry of(Entry entry, Reading reading) {
    return new ScoredEntry(
        entry.room(),
        entry.epoch(),
        entry.seq(),
        entry.from().id(),
        entry.at(),
        reading.label(),
        reading.score());
  }

  /** As it is told. */
  Score told() {
    return new Score(room, seq, label, score);
  }
}
