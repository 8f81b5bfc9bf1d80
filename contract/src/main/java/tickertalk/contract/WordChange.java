package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.util.OptionalDouble;

/**
 * What is to be said of a word in a room, for good or as a trial.
 *
 * @param weight as of {@link RoomWord}; empty to forget what was set
 */
public record WordChange(String room, String word, OptionalDouble weight) {
  public static WordChange fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new WordChange(
        fields.room(),
        fields.line("word", RoomWord.MAX_WORD).strip(),
        fields.optionalReal("weight", -1, 1));
  }
}
