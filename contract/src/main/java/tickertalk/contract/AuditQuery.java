package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A page of what those who moderate did, or have to look at, newest first.
 *
 * @param room of this room only, if given
 * @param before those with lesser ids only, if given
 * @param limit how many at most, 1 to {@value #MAX_LIMIT}
 */
public record AuditQuery(Optional<String> room, OptionalLong before, int limit) {
  /** The longest page. */
  public static final int MAX_LIMIT = 100;

  private static final int DEFAULT_LIMIT = 50;

  public static AuditQuery fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new AuditQuery(
        fields.optionalRoom(),
        fields.optionalNumber("before", 1, Long.MAX_VALUE),
        (int) fields.optionalNumber("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT));
  }
}
