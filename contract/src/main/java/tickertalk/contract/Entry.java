package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * One entry of a room's log, as it is stored, told and read back: a message, or what was done to
 * one later. All kinds share one sequence; a room as it stands is what its entries come to, taken
 * in their order.
 */
public sealed interface Entry {
  /** What an entry is. */
  enum Kind {
    MESSAGE,
    EDIT,
    DELETE,
    REACTION;

    /** The spelling on the wire and on disk: {@code message}, {@code edit} … */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind of this spelling.
     *
     * @throws CommandException 400 for one that is not in the table, naming {@code kind}
     */
    public static Kind of(String wireName) {
      for (Kind kind : values()) {
        if (kind.wireName().equals(wireName)) {
          return kind;
        }
      }
      throw CommandException.badInput("kind", "must be message, edit, delete or reaction");
    }
  }

  /**
   * What entries of all kinds have.
   *
   * @param epoch names the log; another epoch is another log, whose seqs mean nothing in this one
   * @param seq the place in the log: 1, 2, 3 … without holes
   * @param id made by the author's client, unique for room and author
   * @param at epoch milliseconds of the commit
   */
  record Head(String room, String epoch, long seq, String id, Person from, long at) {
    public Head {
      Objects.requireNonNull(room);
      Objects.requireNonNull(epoch);
      Objects.requireNonNull(id);
      Objects.requireNonNull(from);
    }

    private static Head fromJson(JsonObject json) {
      Fields fields = new Fields(json);
      return new Head(
          fields.room(),
          fields.text("epoch", 64),
          fields.number("seq", 1, Long.MAX_VALUE),
          fields.uuid("id"),
          Person.fromJson(fields.object("from")),
          fields.number("at", 0, Long.MAX_VALUE));
    }

    private JsonObject toJson(Kind kind) {
      return new JsonObject()
          .put("kind", kind.wireName())
          .put("room", room)
          .put("epoch", epoch)
          .put("seq", seq)
          .put("id", id)
          .put("from", from.toJson())
          .put("at", at);
    }
  }

  /**
   * Somebody said something.
   *
   * @param text empty once it was deleted
   * @param replyTo the message it answers, if any
   */
  record Message(Head head, String text, OptionalLong replyTo) implements Entry {
    public Message {
      Objects.requireNonNull(head);
      Objects.requireNonNull(text);
      Objects.requireNonNull(replyTo);
    }

    @Override
    public Kind kind() {
      return Kind.MESSAGE;
    }

    @Override
    public JsonObject toJson() {
      JsonObject json = withText(head.toJson(kind()), text);
      replyTo.ifPresent(seq -> json.put("replyTo", seq));
      return json;
    }
  }

  /**
   * The author put it in other words.
   *
   * @param target the seq of the message
   * @param text empty once the message was deleted
   */
  record Edit(Head head, long target, String text) implements Entry {
    public Edit {
      Objects.requireNonNull(head);
      Objects.requireNonNull(text);
    }

    @Override
    public Kind kind() {
      return Kind.EDIT;
    }

    @Override
    public JsonObject toJson() {
      return withText(head.toJson(kind()).put("target", target), text);
    }
  }

  /**
   * A message was deleted, and its text is gone.
   *
   * @param target the seq of the message
   */
  record Delete(Head head, long target) implements Entry {
    public Delete {
      Objects.requireNonNull(head);
    }

    @Override
    public Kind kind() {
      return Kind.DELETE;
    }

    @Override
    public JsonObject toJson() {
      return head.toJson(kind()).put("target", target);
    }
  }

  /**
   * Somebody put an emoji on a message, or took theirs away.
   *
   * @param target the seq of the message
   * @param on false when it is taken away
   */
  record Reaction(Head head, long target, String emoji, boolean on) implements Entry {
    public Reaction {
      Objects.requireNonNull(head);
      Objects.requireNonNull(emoji);
    }

    @Override
    public Kind kind() {
      return Kind.REACTION;
    }

    @Override
    public JsonObject toJson() {
      return head.toJson(kind()).put("target", target).put("emoji", emoji).put("on", on);
    }
  }

  Head head();

  Kind kind();

  /** What it says; empty for a kind that has no words, and for words that were deleted. */
  default String text() {
    return "";
  }

  default String room() {
    return head().room();
  }

  default String epoch() {
    return head().epoch();
  }

  default long seq() {
    return head().seq();
  }

  default String id() {
    return head().id();
  }

  default Person from() {
    return head().from();
  }

  default long at() {
    return head().at();
  }

  JsonObject toJson();

  private static JsonObject withText(JsonObject json, String text) {
    json.put("text", text);
    return text.isEmpty() ? json.put("deleted", true) : json;
  }

  static Entry fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    Head head = Head.fromJson(json);
    return switch (Kind.of(fields.text("kind", 16))) {
      case MESSAGE ->
          new Message(head, text(fields), fields.optionalNumber("replyTo", 1, Long.MAX_VALUE));
      case EDIT -> new Edit(head, target(fields), text(fields));
      case DELETE -> new Delete(head, target(fields));
      case REACTION ->
          new Reaction(head, target(fields), fields.text("emoji", 16), fields.flag("on"));
    };
  }

  private static String text(Fields fields) {
    return fields.optionalFlag("deleted").orElse(false)
        ? ""
        : fields.text("text", ChatPost.MAX_TEXT);
  }

  private static long target(Fields fields) {
    return fields.number("target", 1, Long.MAX_VALUE);
  }
}
