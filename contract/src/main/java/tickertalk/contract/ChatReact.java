package tickertalk.contract;

import io.vertx.core.json.JsonObject;

/**
 * An emoji that somebody wants on a message, or theirs away from it.
 *
 * @param id made by the client; the same id again means the same reaction
 * @param seq the message
 * @param emoji one emoji, in the spelling that Unicode recommends
 * @param on false to take it away
 */
public record ChatReact(String room, String id, long seq, String emoji, boolean on)
    implements ChatChange {
  public static ChatReact fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new ChatReact(
        fields.room(),
        fields.uuid("id"),
        fields.number("seq", 1, Long.MAX_VALUE),
        fields.emoji("emoji"),
        fields.flag("on"));
  }
}
