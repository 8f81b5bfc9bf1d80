package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * What a word, a phrase or an emoji says in one room, as those who run it have set.
 *
 * @param word {@value #MAX_WORD} user-visible characters at most
 * @param weight -1 (bad) to 1 (good); 0 for what says nothing there
 */
public record RoomWord(String word, double weight) {
  /** The most words of a room. */
  public static final int MAX_WORDS = 200;

  /** The longest word, in user-visible characters. */
  public static final int MAX_WORD = 40;

  public RoomWord {
    Objects.requireNonNull(word);
    if (!(weight >= -1 && weight <= 1)) {
      throw CommandException.badInput("weight", "must be within -1 and 1");
    }
  }

  public JsonObject toJson() {
    return new JsonObject().put("word", word).put("weight", weight);
  }
}
