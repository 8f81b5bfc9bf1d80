package tickertalk.chat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import tickertalk.contract.Entry;
import tickertalk.contract.Entry.Delete;
import tickertalk.contract.Entry.Edit;
import tickertalk.contract.Entry.Message;
import tickertalk.contract.Entry.Reaction;
import tickertalk.storage.Database;

/** A room as people see it: what its entries come to, taken in their order. */
final class RoomFold {
  private static final String AS_IT_STANDS =
      """
      select m.seq, m.author, m.reply_to,
        coalesce(
          (select e.body from chat_entry e
           where e.room = m.room and e.target = m.seq and e.kind = 'edit'
           order by e.seq desc limit 1),
          m.body, '') as text,
        exists (select 1 from chat_entry d
          where d.room = m.room and d.target = m.seq and d.kind = 'delete') as deleted
      from chat_entry m where m.room = ? and m.kind = 'message'
      """;

  private final NavigableMap<Long, Shown> messages = new TreeMap<>();

  private static final class Shown {
    private final String author;
    private final OptionalLong replyTo;
    private final NavigableMap<String, NavigableSet<String>> reactions = new TreeMap<>();
    private String text;
    private boolean deleted;

    Shown(String author, OptionalLong replyTo, String text, boolean deleted) {
      this.author = author;
      this.replyTo = replyTo;
      this.text = text;
      this.deleted = deleted;
    }

    void react(String emoji, String person, boolean on) {
      NavigableSet<String> people = reactions.computeIfAbsent(emoji, it -> new TreeSet<>());
      if (on) {
        people.add(person);
      } else {
        people.remove(person);
      }
      reactions.values().removeIf(NavigableSet::isEmpty);
    }

    @Override
    public String toString() {
      return String.join(
          "|", author, replyTo.toString(), text, Boolean.toString(deleted), reactions.toString());
    }
  }

  /** What a reader makes of the entries that it has. */
  static RoomFold of(Iterable<Entry> entries) {
    RoomFold fold = new RoomFold();
    entries.forEach(fold::take);
    return fold;
  }

  /** What the database says, without reading the log in its order. */
  static RoomFold in(Database database, String room) {
    RoomFold fold = new RoomFold();
    database.<List<Boolean>>read(
        sql -> {
          sql.query(
              AS_IT_STANDS,
              row -> {
                long replyTo = row.getLong(3);
                Shown shown =
                    new Shown(
                        row.getString(2),
                        replyTo == 0 ? OptionalLong.empty() : OptionalLong.of(replyTo),
                        row.getString(4),
                        row.getBoolean(5));
                return fold.messages.put(row.getLong(1), shown) == null;
              },
              room);
          return sql.query(
              "select target, emoji, person from chat_reaction where room = ? and is_on",
              row -> {
                fold.messages.get(row.getLong(1)).react(row.getString(2), row.getString(3), true);
                return true;
              },
              room);
        });
    return fold;
  }

  void take(Entry entry) {
    if (entry instanceof Message message) {
      messages.put(
          message.seq(),
          new Shown(
              message.from().id(), message.replyTo(), message.text(), message.text().isEmpty()));
    } else if (entry instanceof Edit edit) {
      messages.get(edit.target()).text = edit.text();
    } else if (entry instanceof Reaction reaction) {
      messages.get(reaction.target()).react(reaction.emoji(), reaction.from().id(), reaction.on());
    } else if (entry instanceof Delete delete) {
      Shown shown = messages.get(delete.target());
      shown.text = "";
      shown.deleted = true;
      shown.reactions.clear();
    }
  }

  int size() {
    return messages.size();
  }

  /** What two have in common that see the same. */
  String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      messages.forEach(
          (seq, shown) ->
              digest.update((seq + "|" + shown + "\n").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return messages.toString();
  }
}
