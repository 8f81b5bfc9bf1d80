package tickertalk.bridge;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tickertalk.contract.CommandException;

/**
 * How far one reader has come in a room's log, and what it has to get next, so that it misses no
 * entry and gets none twice. Entries that are told while the log is being read are not kept: the
 * log has them too, and is read on until it has no more. For one thread.
 */
final class Resume {
  /**
   * A place in a log, as it stands in an event's id: {@code <epoch>:<seq>}, or {@code <seq>} of
   * whatever log there is.
   */
  record Position(Optional<String> epoch, long seq) {
    /** Reads an id; {@code field} names it when it is refused. */
    static Position parse(String field, String id) {
      int colon = id.lastIndexOf(':');
      try {
        long seq = Long.parseLong(id.substring(colon + 1));
        if (seq >= 0 && colon != 0) {
          return new Position(
              colon < 0 ? Optional.empty() : Optional.of(id.substring(0, colon)), seq);
        }
      } catch (NumberFormatException e) {
        // Refused below, as a number below zero is.
      }
      throw CommandException.badInput(field, "must be <epoch>:<seq> or <seq>");
    }
  }

  /**
   * What a page of the log comes to.
   *
   * @param reset whether what the reader has and what it will get do not join
   * @param entries what it gets now, in order
   */
  record Step(boolean reset, List<JsonObject> entries) {}

  private Optional<String> epoch = Optional.empty();
  private long seq;
  private boolean placed;
  private boolean behind = true;

  /** What was told since the log was last asked; the page that comes may not have it. */
  private Optional<String> toldEpoch = Optional.empty();

  private long toldSeq;

  private Resume() {}

  /** A reader that wants what is new. */
  static Resume atTheEnd() {
    return new Resume();
  }

  /** A reader that has everything up to here. */
  static Resume after(Position position) {
    Resume resume = new Resume();
    resume.epoch = position.epoch();
    resume.seq = position.seq();
    resume.placed = true;
    return resume;
  }

  /** Whether it is known where the reader stands; if not, {@link #place} is to be told. */
  boolean isPlaced() {
    return placed;
  }

  /** Begins at the end of the log, as a page of it says. */
  void place(JsonObject page) {
    epoch = Optional.of(page.getString("epoch"));
    seq = page.getLong("last");
    placed = true;
  }

  /** Whether the log has, or may have, something that the reader has not. */
  boolean isBehind() {
    return behind;
  }

  /** The seq after which the log is to be read now. */
  long ask() {
    toldEpoch = Optional.empty();
    toldSeq = 0;
    return seq;
  }

  /** Whether an entry that is told is the next the reader gets. */
  boolean takes(String entryEpoch, long entrySeq) {
    if (!behind && isNext(entryEpoch, entrySeq)) {
      seq = entrySeq;
      return true;
    }
    passOver(entryEpoch, entrySeq);
    return false;
  }

  private boolean isNext(String entryEpoch, long entrySeq) {
    return entrySeq == seq + 1 && epoch.isPresent() && epoch.get().equals(entryEpoch);
  }

  /** Notes that an entry was told, which the reader is to get from the log if it has it not. */
  void passOver(String entryEpoch, long entrySeq) {
    boolean known = entrySeq <= seq && epoch.isPresent() && epoch.get().equals(entryEpoch);
    if (!known) {
      toldSeq = toldEpoch.equals(Optional.of(entryEpoch)) ? Math.max(toldSeq, entrySeq) : entrySeq;
      toldEpoch = Optional.of(entryEpoch);
      behind = true;
    }
  }

  /** What the reader gets of a page of the log that was read after {@link #ask}. */
  Step read(JsonObject page) {
    String pageEpoch = page.getString("epoch");
    long first = page.getLong("first");
    long last = page.getLong("last");
    boolean joins = epoch.isEmpty() || epoch.get().equals(pageEpoch);
    if (!joins || seq > last || seq + 1 < first) {
      epoch = Optional.of(pageEpoch);
      seq = first - 1;
      behind = seq < last || isUntold(pageEpoch);
      return new Step(true, List.of());
    }
    epoch = Optional.of(pageEpoch);
    List<JsonObject> entries = new ArrayList<>();
    for (Object one : page.getJsonArray("entries")) {
      JsonObject entry = (JsonObject) one;
      if (entry.getLong("seq") == seq + 1) {
        entries.add(entry);
        seq++;
      }
    }
    behind = seq < last || isUntold(pageEpoch);
    return new Step(false, entries);
  }

  /** Notes that of what a page gave the reader took nothing after this seq. */
  void stoppedAt(long taken) {
    seq = taken;
    behind = true;
  }

  private boolean isUntold(String pageEpoch) {
    return toldEpoch.isPresent() && (toldSeq > seq || !toldEpoch.get().equals(pageEpoch));
  }

  /** The id of the place that the reader has come to. */
  String id() {
    return epoch.map(name -> name + ":").orElse("") + seq;
  }
}
