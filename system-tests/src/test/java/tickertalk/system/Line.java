package tickertalk.system;

import io.vertx.core.json.JsonObject;

/** A message as somebody saw it in a room's log. */
record Line(String epoch, long seq, String author, String id, String text) {
  static Line of(JsonObject entry) {
    return new Line(
        entry.getString("epoch"),
        entry.getLong("seq"),
        entry.getJsonObject("from").getString("id"),
        entry.getString("id"),
        entry.getString("text"));
  }
}
