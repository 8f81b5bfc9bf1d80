package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.util.OptionalLong;

/**
 * A message somebody wants in a room.
 *
 * @param id made by the client; the same id again means the same message
 * @param text 1 to {@value #MAX_TEXT} user-visible characters, as {@link Fields#words} reads them
 * @param replyTo the message it answers, if any
 */
public record ChatPost(String room, String id, String text, OptionalLong replyTo)
    implements ChatWrite {
  /** The longest message, in user-visible characters. */
  public static final int MAX_TEXT = 4_000;

  public static ChatPost fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new ChatPost(
        fields.room(),
        fields.uuid("id"),
        fields.words("text"),
        fields.optionalNumber("replyTo", 1, Long.MAX_VALUE));
  }
}
