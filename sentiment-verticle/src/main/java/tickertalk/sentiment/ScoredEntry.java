package tickertalk.sentiment;

import java.util.Objects;
import tickertalk.contract.Entry;
import tickertalk.contract.Label;

/**
 * The score of a log entry, with what the mood needs of the entry.
 *
 * @param seq of the message: of an edit that of what it puts in other words
 * @param author the id of the person who wrote it
 * @param since epoch milliseconds of the first that this person said anywhere
 * @param at epoch milliseconds
 * @param gist equal for texts that are nearly the same
 */
record ScoredEntry(
    String room,
    String epoch,
    long seq,
    String author,
    long since,
    long at,
    long gist,
    Label label,
    double score) {
  ScoredEntry {
    Objects.requireNonNull(room);
    Objects.requireNonNull(epoch);
    Objects.requireNonNull(author);
    Objects.requireNonNull(label);
  }

  /** The score of what this entry says. */
  static ScoredEntry of(Entry entry, Score score) {
    return new ScoredEntry(
        entry.room(),
        entry.epoch(),
        entry instanceof Entry.Edit edit ? edit.target() : entry.seq(),
        entry.from().id(),
        entry.at(),
        entry.at(),
        Gist.of(entry.text()),
        score.label(),
        score.value());
  }

  /** The same, by somebody who speaks since then. */
  ScoredEntry since(long first) {
    return new ScoredEntry(room, epoch, seq, author, first, at, gist, label, score);
  }

  /** As it is told. */
  tickertalk.contract.Score told() {
    return new tickertalk.contract.Score(room, seq, label, score);
  }
}
