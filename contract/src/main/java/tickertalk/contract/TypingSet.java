package tickertalk.contract;

import io.vertx.core.json.JsonObject;

/** Somebody began, goes on, or ceased to type. */
public record TypingSet(String room, boolean typing) {
  public static TypingSet fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new TypingSet(fields.room(), fields.flag("typing"));
  }
}
