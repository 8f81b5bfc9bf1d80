package tickertalk.contract;

import io.vertx.core.json.JsonObject;

/**
 * A message that somebody wants to be gone.
 *
 * @param id made by the client; the same id again means the same deletion
 * @param seq the message
 */
public record ChatDelete(String room, String id, long seq) implements ChatChange {
  public static ChatDelete fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new ChatDelete(
        fields.room(), fields.uuid("id"), fields.number("seq", 1, Long.MAX_VALUE));
  }
}
