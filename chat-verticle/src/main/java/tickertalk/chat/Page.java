package tickertalk.chat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import tickertalk.contract.Entry;

/**
 * A stretch of a room's log, ascending.
 *
 * @param first the oldest seq the log still has; {@code last + 1} when it has none
 */
record Page(Room room, long first, List<Entry> entries) {
  JsonObject toJson() {
    JsonArray array = new JsonArray();
    entries.forEach(entry -> array.add(entry.toJson()));
    return new JsonObject()
        .put("room", room.name())
        .put("epoch", room.epoch())
        .put("first", first)
        .put("last", room.last())
        .put("entries", array);
  }
}
