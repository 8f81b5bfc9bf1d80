package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A person who is to stay away.
 *
 * @param room from where; empty for every room
 * @param user the person's id
 * @param minutes for how long, 1 to {@value #MAX_MINUTES}; 0 lifts it; empty is for good
 */
public record ChatBan(
    Optional<String> room, String user, OptionalLong minutes, Optional<String> reason) {
  /** Ten years: what is longer is for good. */
  public static final long MAX_MINUTES = 5_256_000;

  public static ChatBan fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new ChatBan(
        fields.optionalRoom(),
        fields.text("user", 64),
        fields.optionalNumber("minutes", 0, MAX_MINUTES),
        fields.optionalLine("reason", Sanction.MAX_REASON));
  }
}
