package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * The mood of a room over a window of time.
 *
 * @param window its length as on the wire, {@code 5m}
 * @param score -1 to 1, each person one voice
 * @param low where the score would be, in 19 cases of 20, if everybody had spoken
 * @param high the other end of it
 * @param messages how many messages it rests on; nearly the same of one person is one
 * @param people how many people wrote them
 * @param enough whether that is enough people to speak of the room
 */
public record Mood(
    String room,
    String window,
    double score,
    double low,
    double high,
    int messages,
    int people,
    boolean enough) {
  /** What tells it from a score, which is published at the same address. */
  static final String KIND = "mood";

  public Mood {
    Objects.requireNonNull(room);
    Objects.requireNonNull(window);
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("kind", KIND)
        .put("room", room)
        .put("window", window)
        .put("score", score)
        .put("low", low)
        .put("high", high)
        .put("messages", messages)
        .put("people", people)
        .put("enough", enough);
  }
}
