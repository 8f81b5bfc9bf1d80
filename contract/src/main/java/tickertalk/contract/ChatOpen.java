package tickertalk.contract;

import io.vertx.core.json.JsonObject;

/**
 * A room somebody wants to exist.
 *
 * @param title what people call it, 1 to 80 user-visible characters
 * @param access whom it is open to; public when not given
 */
public record ChatOpen(String room, String title, RoomAccess access) {
  public static ChatOpen fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new ChatOpen(
        fields.room(),
        fields.line("title", 80),
        fields.optionalText("access", 16).map(RoomAccess::of).orElse(RoomAccess.PUBLIC));
  }
}
