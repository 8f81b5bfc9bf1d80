package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something a user is told without having asked.
 *
 * @param id rises with time
 * @param kind why; the page words the known kinds in the reader's language
 * @param text the same in plain words, for a client that does not know the kind
 * @param room the room it is about, if any
 * @param seq the log entry it is about, if any
 * @param from the person it is about, if any
 * @param alert what fired, exactly with the kind {@code alert}
 */
public record Notice(
    long id,
    Kind kind,
    String text,
    long at,
    Optional<String> room,
    OptionalLong seq,
    Optional<Person> from,
    Optional<AlertFiring> alert) {

  /** Why a notice was sent. */
  public enum Kind {
    /** A person came into a room. */
    JOINED,
    /** The operator's notice that comes again and again. */
    PERIODIC,
    /** A message names the reader. */
    MENTION,
    /** Another service, or the operator, has something to say. */
    MESSAGE,
    /** The price came over the line of the reader's alert. */
    ALERT;

    /** The spelling on the wire: {@code joined}, {@code periodic} … */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Kind of(String wireName) {
      return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
  }

  public Notice {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(text);
    Objects.requireNonNull(room);
    Objects.requireNonNull(seq);
    Objects.requireNonNull(from);
    if (alert.isPresent() != (kind == Kind.ALERT)) {
      throw CommandException.badInput("alert", "is there exactly with the kind alert");
    }
  }

  public JsonObject toJson() {
    JsonObject json =
        new JsonObject().put("id", id).put("kind", kind.wireName()).put("text", text).put("at", at);
    room.ifPresent(name -> json.put("room", name));
    seq.ifPresent(place -> json.put("seq", place));
    from.ifPresent(person -> json.put("from", person.toJson()));
    alert.ifPresent(firing -> json.mergeIn(firing.toJson()));
    return json;
  }
}
