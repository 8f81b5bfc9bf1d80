package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is looked for in messages: words, an author, or both.
 *
 * @param room only this room's messages; empty for those of all rooms that the caller may read
 * @param query 1 to {@value #MAX_QUERY} user-visible characters; each word of it is to occur
 * @param author whose name, as it was when they said it, is this one but for case and width
 * @param from epoch milliseconds, inclusive; 0 when not given
 * @param to epoch milliseconds, exclusive; {@value #MAX_TIME} when not given
 * @param limit 1 to {@value #MAX_LIMIT} messages, {@value #DEFAULT_LIMIT} when not given
 * @param before where the page before this one said that it goes on
 */
public record SearchQuery(
    Optional<String> room,
    Optional<String> query,
    Optional<String> author,
    long from,
    long to,
    SearchOrder order,
    int limit,
    OptionalLong before) {
  /** The longest query, in user-visible characters. */
  public static final int MAX_QUERY = 100;

  public static final int MAX_AUTHOR = 64;
  public static final int MAX_LIMIT = 100;
  public static final int DEFAULT_LIMIT = 20;

  /** The end of 2242. */
  public static final long MAX_TIME = 8_615_030_400_000L;

  public SearchQuery {
    if (query.isEmpty() && author.isEmpty()) {
      throw CommandException.badInput("query", "is required");
    }
    if (query.filter(words -> Graphemes.exceed(words, MAX_QUERY)).isPresent()) {
      throw CommandException.badInput("query", "must be at most " + MAX_QUERY + " characters long");
    }
    if (from >= to) {
      throw CommandException.badInput("from", "must be before to");
    }
  }

  public static SearchQuery fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new SearchQuery(
        fields.optionalText("room", 64).map(name -> fields.room()),
        fields.optionalText("query", ChatPost.MAX_TEXT),
        fields.optionalText("author", MAX_AUTHOR),
        fields.optionalNumber("from", 0, MAX_TIME).orElse(0),
        fields.optionalNumber("to", 0, MAX_TIME).orElse(MAX_TIME),
        fields.optionalText("order", 16).map(SearchOrder::of).orElse(SearchOrder.NEWEST),
        (int) fields.optionalNumber("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT),
        fields.optionalNumber("before", 1, Long.MAX_VALUE));
  }

  public JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("from", from)
            .put("to", to)
            .put("order", order.wireName())
            .put("limit", limit);
    room.ifPresent(name -> json.put("room", name));
    query.ifPresent(words -> json.put("query", words));
    author.ifPresent(name -> json.put("author", name));
    before.ifPresent(number -> json.put("before", number));
    return json;
  }
}
