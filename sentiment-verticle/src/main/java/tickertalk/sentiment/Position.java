package tickertalk.sentiment;

import java.util.Objects;

/**
 * How far a room's log is scored.
 *
 * @param epoch names the log; empty before the first is known
 * @param seq the last one scored; 0 for none
 */
record Position(String epoch, long seq) {
  /** Where a room begins of which nothing is known. */
  static final Position UNKNOWN = new Position("", 0);

  /** How an entry stands to a position. */
  enum Relation {
    /** It is scored already. */
    KNOWN,
    /** It is the one to be scored now. */
    NEXT,
    /** There are others before it, or it is of another log. */
    BEYOND
  }

  Position {
    Objects.requireNonNull(epoch);
  }

  Relation relationOf(String entryEpoch, long entrySeq) {
    if (!entryEpoch.equals(epoch)) {
      return Relation.BEYOND;
    }
    if (entrySeq <= seq) {
      return Relation.KNOWN;
    }
    return entrySeq == seq + 1 ? Relation.NEXT : Relation.BEYOND;
  }
}
