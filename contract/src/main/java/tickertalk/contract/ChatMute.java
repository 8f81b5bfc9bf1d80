package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * A person who is to be silent in a room for a while.
 *
 * @param user the person's id
 * @param minutes for how long, 1 to {@value ChatBan#MAX_MINUTES}; 0 lifts it
 */
public record ChatMute(String room, String user, long minutes, Optional<String> reason) {
  public static ChatMute fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new ChatMute(
        fields.room(),
        fields.text("user", 64),
        fields.number("minutes", 0, ChatBan.MAX_MINUTES),
        fields.optionalLine("reason", Sanction.MAX_REASON));
  }
}
