package tickertalk.contract;

import io.vertx.core.json.JsonObject;

/**
 * A report that somebody who moderates is done with.
 *
 * @param report the report's id
 * @param post of a message that was held: whether it is to be said after all
 */
public record ChatResolve(long report, boolean post) {
  public static ChatResolve fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new ChatResolve(
        fields.number("report", 1, Long.MAX_VALUE), fields.optionalFlag("post").orElse(false));
  }
}
