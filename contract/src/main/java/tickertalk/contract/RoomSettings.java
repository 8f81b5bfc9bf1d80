package tickertalk.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;

/**
 * How a room is run.
 *
 * @param access whom it is open to
 * @param archived whether nobody may write there any more
 * @param slowModeSeconds how long everybody waits between two messages, 0 to {@value
 *     #MAX_SLOW_MODE_SECONDS}; 0 for not at all
 * @param retentionDays how long messages are kept, 0 to {@value #MAX_RETENTION_DAYS}; 0 for ever
 * @param words what is not to be said there, {@value #MAX_WORDS} at most, of {@value #MAX_WORD}
 *     characters at most
 */
public record RoomSettings(
    RoomAccess access,
    boolean archived,
    int slowModeSeconds,
    int retentionDays,
    List<String> words,
    WordAction wordAction) {
  /** Six hours. */
  public static final int MAX_SLOW_MODE_SECONDS = 21_600;

  /** A hundred years. */
  public static final int MAX_RETENTION_DAYS = 36_500;

  /** A message is read once, however many there are. */
  public static final int MAX_WORDS = 200;

  /** The longest word, in user-visible characters. */
  public static final int MAX_WORD = 40;

  public RoomSettings {
    Objects.requireNonNull(access);
    Objects.requireNonNull(wordAction);
    words = words.stream().sorted().toList(); // in one order, so that equal ones are equal
  }

  /** A room of this access as it is opened. */
  public static RoomSettings initial(RoomAccess access) {
    return new RoomSettings(access, false, 0, 0, List.of(), WordAction.MASK);
  }

  /** Adds to a room's JSON what everybody is to know, where it is not as in most rooms. */
  public void addTo(JsonObject room) {
    if (archived) {
      room.put("archived", true);
    }
    if (slowModeSeconds > 0) {
      room.put("slowModeSeconds", slowModeSeconds);
    }
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("access", access.wireName())
        .put("archived", archived)
        .put("slowModeSeconds", slowModeSeconds)
        .put("retentionDays", retentionDays)
        .put("words", new JsonArray(words))
        .put("wordAction", wordAction.wireName());
  }
}
