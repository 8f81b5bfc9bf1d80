package tickertalk.chat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tickertalk.chat.Outcome.Appended;
import tickertalk.chat.Outcome.Refused;
import tickertalk.contract.ChatPost;
import tickertalk.contract.CommandException;
import tickertalk.contract.Entry;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Person;
import tickertalk.storage.Sql;

/**
 * The posts of one transaction. A room is locked from its first statement on, by the seqs that are
 * reserved for it; those that nobody needed go back before the commit, so that no hole is left.
 */
final class Batch {
  private static final String RESERVE =
      "update chat_room set last = last + ? where name = ? returning " + RoomLog.ROOM_COLUMNS;

  private static final String INSERT =
      """
      insert into chat_entry (room, seq, id, author, author_name, body, reply_to, at)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final Sql sql;
  private final People people;
  private final long atMs;

  private final Map<String, Tail> tails = new HashMap<>();
  private final Map<Draft.Key, Entry> there = new HashMap<>();
  private final List<Entry> fresh = new ArrayList<>();

  /** The end of a room's log while it grows. */
  private static final class Tail {
    private final Room reserved;
    private final long before;
    private long last;

    Tail(Room reserved, int seqs) {
      this.reserved = reserved;
      this.before = reserved.last() - seqs;
      this.last = before;
    }
  }

  /**
   * Begins with nothing written.
   *
   * @param atMs the time that the entries bear
   */
  Batch(Sql sql, People people, long atMs) {
    this.sql = sql;
    this.people = people;
    this.atMs = atMs;
  }

  /** Notes which of these posts are in the log already; their rooms are locked from here on. */
  void findRepeats(List<Draft> drafts) {
    reserve(drafts);
    Map<String, Set<String>> ids = new HashMap<>();
    for (Draft draft : drafts) {
      ids.computeIfAbsent(draft.post().room(), room -> new HashSet<>()).add(draft.post().id());
    }
    ids.forEach(this::findRepeats);
  }

  /** By the ids alone, which the index is over; another author's same id does no harm. */
  private void findRepeats(String room, Collection<String> ids) {
    List<Object> args = new ArrayList<>(List.of(room));
    args.addAll(ids);
    String marks = "?, ".repeat(ids.size() - 1) + "?";
    sql.query(
            RoomLog.ENTRY + "where e.room = ? and e.id in (" + marks + ")",
            RoomLog::entry,
            args.toArray())
        .forEach(entry -> there.put(key(entry), entry));
  }

  private static Draft.Key key(Entry entry) {
    return new Draft.Key(entry.room(), entry.from().id(), entry.id());
  }

  /**
   * Writes the posts, in their order.
   *
   * @return what became of each, if the transaction is committed
   */
  List<Outcome> append(List<Draft> drafts) {
    reserve(drafts);
    List<Outcome> outcomes = drafts.stream().map(this::place).toList();
    people.remember(sql, authors());
    sql.batch(INSERT, fresh.stream().map(Batch::row).toList());
    giveBack();
    return outcomes;
  }

  /** Whose posts were written. */
  List<Person> authors() {
    return fresh.stream().map(Entry::from).toList();
  }

  /** In the order of the rooms' names, in which every JVM locks them. */
  private void reserve(List<Draft> drafts) {
    if (!tails.isEmpty()) {
      return;
    }
    Map<String, Integer> seqs = new TreeMap<>();
    drafts.forEach(draft -> seqs.merge(draft.post().room(), 1, Integer::sum));
    seqs.forEach(
        (name, count) ->
            sql.first(RESERVE, RoomLog::room, count, name)
                .ifPresent(room -> tails.put(name, new Tail(room, count))));
  }

  private Outcome place(Draft draft) {
    Entry repeated = there.get(draft.key());
    return repeated != null ? new Appended(repeated, false) : placeNew(draft);
  }

  private Outcome placeNew(Draft draft) {
    ChatPost post = draft.post();
    Tail tail = tails.get(post.room());
    if (tail == null) {
      return new Refused(CommandException.unknown("room", post.room()));
    }
    if (post.replyTo().isPresent() && !exists(tail, post.replyTo().getAsLong())) {
      return repeatOr(draft, noSuchEntry(post.replyTo().getAsLong()));
    }
    Entry entry = entry(draft, tail.reserved, ++tail.last);
    there.put(draft.key(), entry);
    fresh.add(entry);
    return new Appended(entry, true);
  }

  /** Who sends a post again hears of the entry that it is, whatever else they changed in it. */
  private Outcome repeatOr(Draft draft, Refused refused) {
    findRepeats(draft.post().room(), Set.of(draft.post().id()));
    Entry repeated = there.get(draft.key());
    return repeated == null ? refused : new Appended(repeated, false);
  }

  private static Refused noSuchEntry(long seq) {
    return new Refused(
        new CommandException(
            ErrorCode.UNKNOWN, "replyTo: there is no entry " + seq + " in the room"));
  }

  private boolean exists(Tail tail, long seq) {
    if (seq > tail.before) {
      return seq <= tail.last; // of this batch, and not written yet
    }
    Optional<Boolean> row =
        sql.first(
            "select 1 from chat_entry where room = ? and seq = ?",
            it -> true,
            tail.reserved.name(),
            seq);
    return row.isPresent();
  }

  private Entry entry(Draft draft, Room room, long seq) {
    ChatPost post = draft.post();
    return new Entry(
        room.name(),
        room.epoch(),
        seq,
        post.id(),
        draft.author(),
        post.text(),
        post.replyTo(),
        atMs);
  }

  private static Object[] row(Entry entry) {
    return new Object[] {
      entry.room(),
      entry.seq(),
      entry.id(),
      entry.from().id(),
      entry.from().name(),
      entry.text(),
      entry.replyTo(),
      entry.at()
    };
  }

  private void giveBack() {
    for (Tail tail : tails.values()) {
      if (tail.last < tail.reserved.last()) {
        sql.update("update chat_room set last = ? where name = ?", tail.last, tail.reserved.name());
      }
    }
  }
}
