package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.util.OptionalLong;

/**
 * A page of a room's log: the entries after a seq, or the last ones before a seq, or just the last.
 *
 * @param limit 1 to {@value #MAX_LIMIT} entries, {@value #DEFAULT_LIMIT} when not given
 */
public record HistoryQuery(String room, OptionalLong after, OptionalLong before, int limit) {
  public static final int MAX_LIMIT = 500;
  public static final int DEFAULT_LIMIT = 50;

  public HistoryQuery {
    if (after.isPresent() && before.isPresent()) {
      throw CommandException.badInput("before", "cannot be given together with after");
    }
  }

  public static HistoryQuery fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new HistoryQuery(
        fields.room(),
        fields.optionalNumber("after", 0, Long.MAX_VALUE),
        fields.optionalNumber("before", 1, Long.MAX_VALUE),
        (int) fields.optionalNumber("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT));
  }

  public JsonObject toJson() {
    JsonObject json = new JsonObject().put("room", room).put("limit", limit);
    after.ifPresent(seq -> json.put("after", seq));
    before.ifPresent(seq -> json.put("before", seq));
    return json;
  }
}
