package tickertalk.chat;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tickertalk.chat.Outcome.Appended;
import tickertalk.chat.Outcome.Refused;
import tickertalk.contract.ChatChange;
import tickertalk.contract.ChatPost;
import tickertalk.contract.CommandException;
import tickertalk.contract.Entry;
import tickertalk.contract.Entry.Head;
import tickertalk.contract.Entry.Message;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Person;
import tickertalk.storage.Sql;
import tickertalk.storage.ValueList;

/**
 * The entries of one transaction. The rooms' rows are locked by its first statement, all of them on
 * one way to the database, and their seqs are raised by its last.
 */
final class Batch {
  /** One statement, as for each the database looks at the table's checks anew. */
  private static final String RAISE =
      """
      update chat_room set last = grown.column2 from (values %s) grown
      where chat_room.name = grown.column1
      """;

  private final Sql sql;
  private final People people;
  private final long atMs;
  private final Targets targets;

  private final Map<String, Tail> tails = new HashMap<>();
  private final Map<Draft.Key, Entry> there = new HashMap<>();
  private final List<Entry> fresh = new ArrayList<>();

  /** The end of a room's log while it grows. */
  private static final class Tail {
    private final Room room;
    private final long before;
    private final List<Entry> grown = new ArrayList<>();

    Tail(Room room) {
      this.room = room;
      this.before = room.last();
    }

    long last() {
      return before + grown.size();
    }

    boolean hasMessage(long seq) {
      return seq <= last() && grown.get((int) (seq - before) - 1) instanceof Message;
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
    this.targets = new Targets(sql);
  }

  /** Notes which of these are in the log already; their rooms are locked from here on. */
  void findRepeats(List<Draft> drafts) {
    lock(drafts);
    byRoom(drafts).forEach(this::findRepeats);
  }

  private static Map<String, List<Draft>> byRoom(List<Draft> drafts) {
    return drafts.stream().collect(groupingBy(draft -> draft.request().room()));
  }

  /** By the ids alone, which the index is over; another author's same id does no harm. */
  private void findRepeats(String room, List<Draft> drafts) {
    ValueList ids =
        ValueList.of(drafts.stream().map(draft -> draft.request().id()).sorted().toList());
    List<Object> args = new ArrayList<>(List.of(room));
    args.addAll(ids.args());
    sql.query(
            EntryTable.SELECT + "where e.room = ? and e.id in (" + ids.marks() + ")",
            EntryTable::entry,
            args.toArray())
        .forEach(entry -> there.put(Draft.Key.of(entry), entry));
  }

  /**
   * Writes the entries, in their order.
   *
   * @return what became of each, if the transaction is committed
   */
  List<Outcome> append(List<Draft> drafts) {
    lock(drafts);
    prepareChanges(drafts);
    List<Outcome> outcomes = drafts.stream().map(this::place).toList();
    people.remember(sql, authors());
    EntryTable.insert(sql, fresh);
    targets.settle(fresh);
    raise();
    return outcomes;
  }

  /** Who wrote what was written. */
  List<Person> authors() {
    return fresh.stream().map(Entry::from).toList();
  }

  /** In the order of the rooms' names, in which every JVM locks them. */
  private void lock(List<Draft> drafts) {
    if (!tails.isEmpty()) {
      return;
    }
    Set<String> names = new TreeSet<>();
    drafts.forEach(draft -> names.add(draft.request().room()));
    ValueList named = ValueList.of(names);
    sql.query(
            "select %s from chat_room where name in (%s) order by name %s"
                .formatted(RoomLog.ROOM_COLUMNS, named.marks(), sql.forUpdate()),
            RoomLog::room,
            named.args().toArray())
        .forEach(room -> tails.put(room.name(), new Tail(room)));
  }

  /**
   * Posts are hoped to be new, as nearly all are; of a change it has to be known, because what it
   * finds already done, or refused, may be its own work.
   */
  private void prepareChanges(List<Draft> drafts) {
    List<Draft> changes =
        drafts.stream().filter(draft -> draft.request() instanceof ChatChange).toList();
    byRoom(changes)
        .forEach(
            (room, ofRoom) -> {
              findRepeats(room, ofRoom);
              targets.load(room, ofRoom);
            });
  }

  private Outcome place(Draft draft) {
    Entry repeated = there.get(draft.key());
    if (repeated != null) {
      return new Appended(repeated, false);
    }
    Tail tail = tails.get(draft.request().room());
    if (tail == null) {
      return new Refused(CommandException.unknown("room", draft.request().room()));
    }
    Outcome outcome =
        draft.request() instanceof ChatPost post
            ? say(draft, post, tail)
            : change(draft, (ChatChange) draft.request(), tail);
    if (outcome instanceof Appended appended && appended.fresh()) {
      tail.grown.add(appended.entry());
      there.put(draft.key(), appended.entry());
      fresh.add(appended.entry());
    }
    return outcome;
  }

  private Outcome say(Draft draft, ChatPost post, Tail tail) {
    if (post.replyTo().isPresent() && !hasMessage(tail, post.replyTo().getAsLong())) {
      return repeatOr(draft, noSuchMessage("replyTo", post.replyTo().getAsLong()));
    }
    Message message = new Message(nextHead(draft, tail), post.text(), post.replyTo());
    targets.add(message);
    return new Appended(message, true);
  }

  /** Who sends a post again hears of the entry that it is, whatever else they changed in it. */
  private Outcome repeatOr(Draft draft, Refused refused) {
    findRepeats(draft.request().room(), List.of(draft));
    Entry repeated = there.get(draft.key());
    return repeated == null ? refused : new Appended(repeated, false);
  }

  private Outcome change(Draft draft, ChatChange change, Tail tail) {
    return targets
        .at(change.room(), change.seq())
        .map(target -> target.change(draft, nextHead(draft, tail)))
        .orElseGet(() -> noSuchMessage("seq", change.seq()));
  }

  private static Refused noSuchMessage(String field, long seq) {
    return new Refused(
        new CommandException(
            ErrorCode.UNKNOWN, field + ": there is no message " + seq + " in the room"));
  }

  private boolean hasMessage(Tail tail, long seq) {
    if (seq > tail.before) {
      return tail.hasMessage(seq); // of this batch, and not written yet
    }
    Optional<Boolean> row =
        sql.first(
            "select 1 from chat_entry where room = ? and seq = ? and kind = 'message'",
            it -> true,
            tail.room.name(),
            seq);
    return row.isPresent();
  }

  private Head nextHead(Draft draft, Tail tail) {
    return new Head(
        tail.room.name(),
        tail.room.epoch(),
        tail.last() + 1,
        draft.request().id(),
        draft.author(),
        atMs);
  }

  private void raise() {
    List<Object[]> rows =
        tails.values().stream()
            .filter(tail -> !tail.grown.isEmpty())
            .map(tail -> new Object[] {tail.room.name(), tail.last()})
            .toList();
    if (!rows.isEmpty()) {
      ValueList grown = ValueList.ofRows(rows);
      sql.update(RAISE.formatted(grown.marks()), grown.args().toArray());
    }
  }
}
