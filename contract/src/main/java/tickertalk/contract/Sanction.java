package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What somebody who moderates decided about a person. It goes by the person's id, so that all their
 * tabs and devices are one.
 *
 * @param user the person's id, 1 to 64 characters
 * @param room where it holds; empty for every room
 * @param until epoch milliseconds when it is over; {@link #FOR_GOOD}, or {@link #LIFTED}
 * @param by the role of whoever decided
 * @param reason what the person gets to read, 1 to {@value #MAX_REASON} characters
 */
public record Sanction(
    Kind kind, String user, Optional<String> room, long until, Role by, Optional<String> reason) {
  /** The end of what has none. */
  public static final long FOR_GOOD = Long.MAX_VALUE;

  /** The end of what is taken back. */
  public static final long LIFTED = 0;

  /** The longest reason, in user-visible characters. */
  public static final int MAX_REASON = 200;

  /** What a person may not do. */
  public enum Kind {
    /** May not write. */
    MUTE("muted in"),
    /** Leaves now, and may come again. */
    KICK("kicked from"),
    /** May neither be there nor write. */
    BAN("banned from");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** The spelling on the wire: {@code mute}, {@code kick}, {@code ban}. */
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
      throw CommandException.badInput("kind", "must be mute, kick or ban");
    }
  }

  public Sanction {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(user);
    Objects.requireNonNull(room);
    Objects.requireNonNull(by);
    Objects.requireNonNull(reason);
    if (until < 0) {
      throw CommandException.badInput("until", "must not be negative");
    }
  }

  /** Whether time has ended it, or somebody has. */
  public boolean isOver(long nowMs) {
    return until <= nowMs;
  }

  /**
   * Whether it is about this caller in this room. What a moderator decided does not hold for
   * another moderator or an admin, whether that was known when it was decided or not.
   */
  public boolean binds(Caller caller, String inRoom) {
    return user.equals(caller.person().id())
        && room.map(inRoom::equals).orElse(true)
        && by.moderates(caller.role());
  }

  /** What the person is told: {@code room: you are muted in "lobby" until 2026-11-21T23:10:00Z}. */
  public CommandException refusal() {
    String where = room.map(name -> "\"" + name + "\"").orElse("every room");
    String when =
        switch (kind) {
          case KICK -> "";
          case MUTE, BAN ->
              until == FOR_GOOD
                  ? " for good"
                  : " until " + Instant.ofEpochMilli(until).truncatedTo(ChronoUnit.SECONDS);
        };
    String why = reason.map(text -> ": " + text).orElse("");
    return new CommandException(
        ErrorCode.NOT_ALLOWED, "room: you are " + kind.words + " " + where + when + why);
  }

  public JsonObject toJson() {
    JsonObject json = new JsonObject().put("kind", kind.wireName()).put("user", user);
    room.ifPresent(name -> json.put("room", name));
    json.put("until", until).put("by", by.wireName());
    reason.ifPresent(text -> json.put("reason", text));
    return json;
  }

  public static Sanction fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new Sanction(
        Kind.of(fields.text("kind", 8)),
        fields.text("user", 64),
        fields.optionalRoom(),
        fields.number("until", 0, Long.MAX_VALUE),
        Role.of(fields.text("by", 16)),
        fields.optionalText("reason", MAX_REASON));
  }
}
