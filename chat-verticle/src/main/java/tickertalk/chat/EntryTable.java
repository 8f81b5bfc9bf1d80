package tickertalk.chat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import tickertalk.contract.Entry;
import tickertalk.contract.Entry.Delete;
import tickertalk.contract.Entry.Edit;
import tickertalk.contract.Entry.Head;
import tickertalk.contract.Entry.Kind;
import tickertalk.contract.Entry.Message;
import tickertalk.contract.Entry.Reaction;
import tickertalk.contract.MessageRefs;
import tickertalk.contract.Person;
import tickertalk.storage.Sql;
import tickertalk.storage.ValueList;

/** The rows of {@code chat_entry}: how entries are written down, and read back. */
final class EntryTable {
  /** To be followed by a condition on {@code e}. */
  static final String SELECT =
      """
      select e.room, r.epoch, e.seq, e.id, e.author, e.author_name, e.kind, e.target, e.body,
        e.emoji, e.is_on, e.reply_to, e.at
      from chat_entry e join chat_room r on r.name = e.room
      """;

  /** What most entries are; it leaves to the defaults what a message has not. */
  private static final String INSERT_MESSAGE =
      """
      insert into chat_entry (room, seq, id, author, author_name, body, reply_to, at)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String INSERT_CHANGE =
      """
      insert into chat_entry (room, seq, id, author, author_name, kind, target, body, emoji, is_on, at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String STANDING =
      """
      select e.seq from chat_entry e join chat_room r on r.name = e.room
      where e.room = ? and r.epoch = ? and e.kind = 'message' and e.body is not null
        and e.seq in (%s)
      """;

  private EntryTable() {}

  /** Writes entries down whose rooms the transaction has locked. */
  static void insert(Sql sql, List<Entry> entries) {
    List<Object[]> messages = new ArrayList<>(entries.size());
    List<Object[]> changes = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry instanceof Message message) {
        messages.add(row(message));
      } else {
        changes.add(row(entry));
      }
    }
    sql.batch(INSERT_MESSAGE, messages);
    sql.batch(INSERT_CHANGE, changes);
  }

  private static Object[] row(Message message) {
    return new Object[] {
      message.room(),
      message.seq(),
      message.id(),
      message.from().id(),
      message.from().name(),
      message.text(),
      message.replyTo(),
      message.at()
    };
  }

  private static Object[] row(Entry change) {
    Object[] row = {
      change.room(),
      change.seq(),
      change.id(),
      change.from().id(),
      change.from().name(),
      change.kind().wireName(),
      null,
      null,
      null,
      null,
      change.at()
    };
    if (change instanceof Edit edit) {
      row[6] = edit.target();
      row[7] = edit.text();
    } else if (change instanceof Delete delete) {
      row[6] = delete.target();
    } else if (change instanceof Reaction reaction) {
      row[6] = reaction.target();
      row[8] = reaction.emoji();
      row[9] = reaction.on();
    }
    return row;
  }

  /** Reads a row of {@link #SELECT}. */
  static Entry entry(ResultSet row) throws SQLException {
    Head head =
        new Head(
            row.getString("room"),
            row.getString("epoch"),
            row.getLong("seq"),
            row.getString("id"),
            new Person(row.getString("author"), row.getString("author_name")),
            row.getLong("at"));
    return switch (Kind.of(row.getString("kind"))) {
      case MESSAGE -> new Message(head, body(row), replyTo(row));
      case EDIT -> new Edit(head, row.getLong("target"), body(row));
      case DELETE -> new Delete(head, row.getLong("target"));
      case REACTION ->
          new Reaction(
              head, row.getLong("target"), row.getString("emoji"), row.getBoolean("is_on"));
    };
  }

  private static String body(ResultSet row) throws SQLException {
    String body = row.getString("body");
    return body == null ? "" : body;
  }

  private static OptionalLong replyTo(ResultSet row) throws SQLException {
    long seq = row.getLong("reply_to");
    return seq == 0 ? OptionalLong.empty() : OptionalLong.of(seq);
  }

  /** Those of these messages that say nothing any more: deleted, or not in this log. */
  static MessageRefs gone(Sql sql, MessageRefs quoted) {
    if (quoted.seqs().isEmpty()) {
      return quoted;
    }
    ValueList seqs = ValueList.of(quoted.seqs());
    List<Object> args = new ArrayList<>(List.of(quoted.room(), quoted.epoch()));
    args.addAll(seqs.args());
    Set<Long> standing =
        new HashSet<>(
            sql.query(STANDING.formatted(seqs.marks()), row -> row.getLong(1), args.toArray()));
    return new MessageRefs(
        quoted.room(),
        quoted.epoch(),
        quoted.seqs().stream().filter(seq -> !standing.contains(seq)).toList());
  }
}
