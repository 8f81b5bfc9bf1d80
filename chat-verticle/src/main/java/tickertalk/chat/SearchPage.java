package tickertalk.chat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.OptionalLong;
import tickertalk.contract.Entry.Message;

/**
 * What a search found, in the order that was asked for.
 *
 * @param next where the next page begins; empty when there is none
 */
record SearchPage(List<Message> hits, OptionalLong next) {
  JsonObject toJson() {
    JsonArray array = new JsonArray();
    hits.forEach(hit -> array.add(hit.toJson()));
    JsonObject json = new JsonObject().put("hits", array);
    next.ifPresent(number -> json.put("next", number));
    return json;
  }
}
