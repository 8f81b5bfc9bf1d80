package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * A service's wish that somebody be told something.
 *
 * @param to the user's id; empty for everybody
 * @param text 1 to 1,000 user-visible characters
 */
public record NoticeSend(Optional<String> to, String text) {
  public JsonObject toJson() {
    JsonObject json = new JsonObject().put("text", text);
    to.ifPresent(id -> json.put("to", id));
    return json;
  }

  public static NoticeSend fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new NoticeSend(fields.optionalText("to", 64), fields.text("text", 1_000));
  }
}
