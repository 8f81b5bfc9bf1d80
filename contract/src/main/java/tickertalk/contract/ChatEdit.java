package tickertalk.contract;

import io.vertx.core.json.JsonObject;

/**
 * Other words that an author wants for a message.
 *
 * @param id made by the client; the same id again means the same edit
 * @param seq the message
 * @param text as of a {@link ChatPost}
 */
public record ChatEdit(String room, String id, long seq, String text) implements ChatChange {
  public static ChatEdit fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new ChatEdit(
        fields.room(),
        fields.uuid("id"),
        fields.number("seq", 1, Long.MAX_VALUE),
        fields.words("text"));
  }
}
