package tickertalk.chat;

import io.vertx.core.json.JsonObject;
import java.util.OptionalLong;
import tickertalk.contract.RoomAccess;

/**
 * A room as its log knows it.
 *
 * @param last the newest seq, 0 while nothing was said
 * @param seen how far the asking person has read, if there is one
 */
record Room(
    String name, String title, String epoch, RoomAccess access, long last, OptionalLong seen) {
  JsonObject toJson(int people) {
    JsonObject json =
        new JsonObject()
            .put("room", name)
            .put("title", title)
            .put("epoch", epoch)
            .put("access", access.wireName())
            .put("last", last)
            .put("people", people);
    seen.ifPresent(seq -> json.put("seen", seq));
    return json;
  }
}
