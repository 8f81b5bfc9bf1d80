package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * The sentiment of one log entry.
 *
 * @param score -1 (negative) to 1 (positive)
 */
public record Score(String room, long seq, Label label, double score) {
  public Score {
    Objects.requireNonNull(room);
    Objects.requireNonNull(label);
    if (!(score >= -1 && score <= 1)) {
      throw CommandException.badInput("score", "must be within -1 and 1");
    }
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("kind", "score")
        .put("room", room)
        .put("seq", seq)
        .put("label", label.wireName())
        .put("score", score)
        .put("emoji", label.emoji());
  }
}
