package tickertalk.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import tickertalk.contract.Entry;
import tickertalk.contract.HistoryQuery;

/**
 * A client of one room, by the rule of the protocol: it holds one stretch of the log, takes what it
 * is told if it follows, and reads the history, page by page, for what it missed.
 */
final class Reader {
  /** What it does until the next batch. */
  enum Step {
    AWAY,
    LISTENS,
    READS_FORWARDS,
    READS_BACKWARDS
  }

  private static final int PAGE = 7;

  private final RoomLog log;
  private final String room;
  private final NavigableMap<Long, Entry> stretch = new TreeMap<>();
  private long first;
  private long last;
  private boolean begun;
  private boolean listening;

  /**
   * Begins with nothing.
   *
   * @param atTheStart whether it will read the log from its start, or first of all its newest page
   */
  Reader(RoomLog log, String room, boolean atTheStart) {
    this.log = log;
    this.room = room;
    this.begun = atTheStart;
    this.first = 1;
  }

  void step(Step step, int pageSize) {
    listening = step == Step.LISTENS;
    switch (step) {
      case AWAY, LISTENS -> {}
      case READS_FORWARDS -> readForwards(pageSize);
      case READS_BACKWARDS -> readBackwards(pageSize);
    }
  }

  void hear(Entry entry) {
    if (!listening || entry.seq() <= last) {
      return;
    }
    if (begun && entry.seq() == last + 1) {
      take(List.of(entry));
    } else {
      readToTheEnd(); // a hole
    }
  }

  private boolean readForwards(int limit) {
    if (!begun) {
      begin(limit);
    }
    Page page =
        log.history(new HistoryQuery(room, OptionalLong.of(last), OptionalLong.empty(), limit));
    take(page.entries());
    return last < page.room().last();
  }

  private void begin(int limit) {
    Page page =
        log.history(new HistoryQuery(room, OptionalLong.empty(), OptionalLong.empty(), limit));
    begun = true;
    last = page.room().last();
    first = last - page.entries().size() + 1;
    page.entries().forEach(entry -> stretch.put(entry.seq(), entry));
  }

  private void readBackwards(int limit) {
    if (!begun) {
      begin(limit);
    } else if (first > 1) {
      Page page =
          log.history(new HistoryQuery(room, OptionalLong.empty(), OptionalLong.of(first), limit));
      page.entries().forEach(entry -> stretch.put(entry.seq(), entry));
      first -= page.entries().size();
    }
  }

  private void take(List<Entry> entries) {
    for (Entry entry : entries) {
      stretch.put(entry.seq(), entry);
      last = entry.seq();
    }
  }

  private void readToTheEnd() {
    boolean more = true;
    while (more) {
      more = readForwards(PAGE);
    }
  }

  /** Reads all that it has not. */
  void catchUp() {
    readToTheEnd();
    while (first > 1) {
      readBackwards(PAGE);
    }
  }

  /** What it makes of what it has. */
  RoomFold room() {
    return RoomFold.of(stretch.values());
  }

  /** A room's whole log, as somebody reads it who was never there before. */
  static List<Entry> everything(RoomLog log, String room) {
    Reader reader = new Reader(log, room, true);
    reader.catchUp();
    return new ArrayList<>(reader.stretch.values());
  }
}
