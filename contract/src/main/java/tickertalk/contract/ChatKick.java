package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * A person who is to leave a room now, and may come again.
 *
 * @param user the person's id
 */
public record ChatKick(String room, String user, Optional<String> reason) {
  public static ChatKick fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new ChatKick(
        fields.room(), fields.text("user", 64), fields.optionalLine("reason", Sanction.MAX_REASON));
  }
}
