package tickertalk.chat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tickertalk.chat.AuditTrail.Action;
import tickertalk.contract.ChatChange;
import tickertalk.contract.ChatReact;
import tickertalk.contract.Entry;
import tickertalk.contract.Entry.Delete;
import tickertalk.contract.Entry.Message;
import tickertalk.contract.Entry.Reaction;
import tickertalk.contract.Person;
import tickertalk.storage.Sql;
import tickertalk.storage.ValueList;

/**
 * The messages that a batch changes, read together for each room, and what the changes do to the
 * rows of others. The rooms are locked, so that nobody changes them meanwhile.
 */
final class Targets {
  private static final String MESSAGES =
      EntryTable.SELECT + "where e.room = ? and e.kind = 'message' and e.seq in (%s)";

  private static final String NEWEST_EDITS_AND_DELETIONS =
      EntryTable.SELECT
          + """
          where e.room = ? and e.seq in (
            select max(seq) from chat_entry
            where room = ? and target in (%s) and kind in ('edit', 'delete') group by target, kind)
          """;

  // A row value with "in" makes SQLite read all reactions of the room.
  private static final String REACTIONS =
      "with asked (target, emoji, person) as (values %s) "
          + EntryTable.SELECT
          + """
          join chat_reaction c on c.room = e.room and c.seq = e.seq
          join asked a on c.target = a.target and c.emoji = a.emoji and c.person = a.person
          where c.room = ?
          """;

  private static final String PEOPLE_BY_EMOJI =
      """
      select target, emoji, count(*) from chat_reaction
      where room = ? and is_on and target in (%s) group by target, emoji
      """;

  private static final String SAVE_REACTION =
      """
      insert into chat_reaction (room, target, emoji, person, is_on, seq) values (?, ?, ?, ?, ?, ?)
      on conflict (room, target, emoji, person)
      do update set is_on = excluded.is_on, seq = excluded.seq
      """;

  private static final List<String> WIPE =
      List.of(
          "update chat_entry set body = null where room = ? and seq = ?",
          "update chat_entry set body = null where room = ? and target = ? and kind = 'edit'",
          "delete from chat_reaction where room = ? and target = ?");

  private final Sql sql;
  private final Map<String, Map<Long, Target>> byRoom = new HashMap<>();

  Targets(Sql sql) {
    this.sql = sql;
  }

  /** Reads what these changes are about. */
  void load(String room, List<Draft> changes) {
    Map<Long, Target> targets = byRoom.computeIfAbsent(room, name -> new HashMap<>());
    Collection<Long> seqs = new TreeSet<>();
    List<Draft> reactions = new ArrayList<>();
    for (Draft draft : changes) {
      seqs.add(((ChatChange) draft.request()).seq());
      if (draft.request() instanceof ChatReact) {
        reactions.add(draft);
      }
    }
    ValueList asked = ValueList.of(seqs);
    for (Entry entry : query(MESSAGES, asked.marks(), args(room, asked.args()))) {
      targets.put(entry.seq(), new Target((Message) entry));
    }
    if (targets.isEmpty()) {
      return;
    }
    recall(
        targets, query(NEWEST_EDITS_AND_DELETIONS, asked.marks(), args(room, room, asked.args())));
    if (!reactions.isEmpty()) {
      recallReactions(room, targets, reactions);
    }
  }

  private void recallReactions(String room, Map<Long, Target> targets, List<Draft> reactions) {
    List<Object> args = new ArrayList<>();
    Collection<Long> seqs = new TreeSet<>();
    for (Draft draft : reactions) {
      ChatReact reaction = (ChatReact) draft.request();
      args.addAll(List.of(reaction.seq(), reaction.emoji(), draft.author().id()));
      seqs.add(reaction.seq());
    }
    args.add(room);
    String rows = String.join(", ", reactions.stream().map(draft -> "(?, ?, ?)").toList());
    recall(targets, query(REACTIONS, rows, args));
    ValueList asked = ValueList.of(seqs);
    sql.query(
        PEOPLE_BY_EMOJI.formatted(asked.marks()),
        row -> {
          Target target = targets.get(row.getLong(1));
          if (target != null) {
            target.recall(row.getString(2), row.getInt(3));
          }
          return target;
        },
        args(room, asked.args()).toArray());
  }

  private static void recall(Map<Long, Target> targets, List<Entry> changes) {
    for (Entry change : changes) {
      targetOf(change).map(targets::get).ifPresent(target -> target.recall(change));
    }
  }

  private static Optional<Long> targetOf(Entry change) {
    if (change instanceof Entry.Edit edit) {
      return Optional.of(edit.target());
    }
    if (change instanceof Delete delete) {
      return Optional.of(delete.target());
    }
    return change instanceof Reaction reaction ? Optional.of(reaction.target()) : Optional.empty();
  }

  private List<Entry> query(String statement, String marks, List<Object> args) {
    return sql.query(statement.formatted(marks), EntryTable::entry, args.toArray());
  }

  private static List<Object> args(Object... parts) {
    List<Object> args = new ArrayList<>();
    for (Object part : parts) {
      if (part instanceof Collection<?> many) {
        args.addAll(many);
      } else {
        args.add(part);
      }
    }
    return args;
  }

  /** The message at this place; none for another kind of entry, or for no entry. */
  Optional<Target> at(String room, long seq) {
    return Optional.ofNullable(byRoom.getOrDefault(room, Map.of()).get(seq));
  }

  /** Takes in a message that is written by the same batch. */
  void add(Message message) {
    Map<Long, Target> targets = byRoom.get(message.room());
    if (targets != null) {
      targets.put(message.seq(), new Target(message));
    }
  }

  /** Does what the changes, which are written down by now, mean for other rows. */
  void settle(List<Entry> written) {
    Map<List<Object>, Object[]> newest = new LinkedHashMap<>();
    List<Object[]> deletions = new ArrayList<>();
    for (Entry entry : written) {
      if (entry instanceof Reaction reaction) {
        newest.put(key(reaction), row(reaction));
      } else if (entry instanceof Delete delete) {
        deletions.add(new Object[] {delete.room(), delete.target()});
        noteOfAnothers(delete);
      }
    }
    sql.batch(SAVE_REACTION, List.copyOf(newest.values()));
    WIPE.forEach(statement -> sql.batch(statement, deletions));
  }

  /** What somebody who moderates takes away from others stands in the audit trail. */
  private void noteOfAnothers(Delete delete) {
    Person author = at(delete.room(), delete.target()).orElseThrow().author();
    if (!author.id().equals(delete.from().id())) {
      Optional<String> message = Optional.of("message " + delete.target());
      AuditTrail.note(
          sql,
          delete.at(),
          delete.from(),
          new Action("delete", Optional.of(delete.room()), Optional.of(author.id()), message));
    }
  }

  private static List<Object> key(Reaction reaction) {
    return List.of(reaction.room(), reaction.target(), reaction.emoji(), reaction.from().id());
  }

  private static Object[] row(Reaction reaction) {
    return new Object[] {
      reaction.room(),
      reaction.target(),
      reaction.emoji(),
      reaction.from().id(),
      reaction.on(),
      reaction.seq()
    };
  }
}
