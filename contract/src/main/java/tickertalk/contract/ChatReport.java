package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * A message that those who moderate should look at.
 *
 * @param seq the message's place in the room's log
 */
public record ChatReport(String room, long seq, Optional<String> reason) {
  public static ChatReport fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new ChatReport(
        fields.room(),
        fields.number("seq", 1, Long.MAX_VALUE),
        fields.optionalLine("reason", Sanction.MAX_REASON));
  }
}
