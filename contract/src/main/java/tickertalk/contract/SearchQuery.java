package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Words that are looked for in messages.
 *
 * @param room only this room's messages; empty for those of all rooms that the caller may read
 * @param query 1 to {@value #MAX_QUERY} user-visible characters; each word of it is to occur
 * @param limit 1 to {@value #MAX_LIMIT} messages, {@value #DEFAULT_LIMIT} when not given
 * @param before where the page before this one said that it goes on
 */
public record SearchQuery(Optional<String> room, String query, int limit, OptionalLong before) {
  /** The longest query, in user-visible characters. */
  public static final int MAX_QUERY = 100;

  public static final int MAX_LIMIT = 100;
  public static final int DEFAULT_LIMIT = 20;

  public SearchQuery {
    if (Graphemes.exceed(query, MAX_QUERY)) {
      throw CommandException.badInput("query", "must be at most " + MAX_QUERY + " characters long");
    }
  }

  public static SearchQuery fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new SearchQuery(
        fields.optionalText("room", 64).map(name -> fields.room()),
        fields.text("query", ChatPost.MAX_TEXT),
        (int) fields.optionalNumber("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT),
        fields.optionalNumber("before", 1, Long.MAX_VALUE));
  }

  public JsonObject toJson() {
    JsonObject json = new JsonObject().put("query", query).put("limit", limit);
    room.ifPresent(name -> json.put("room", name));
    before.ifPresent(number -> json.put("before", number));
    return json;
  }
}
