package tickertalk.contract;

import io.vertx.core.json.JsonObject;

/**
 * A room somebody wants to exist.
 *
 * @param title what people call it, 1 to 80 user-visible characters
 */
public record ChatOpen(String room, String title) {
  public static ChatOpen fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new ChatOpen(fields.room(), fields.text("title", 80));
  }
}
