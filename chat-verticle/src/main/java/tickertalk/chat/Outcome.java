package tickertalk.chat;

import io.vertx.core.json.JsonObject;
import tickertalk.contract.CommandException;
import tickertalk.contract.Entry;

/** What became of a post. */
sealed interface Outcome {
  /**
   * It is in the log, and on disk.
   *
   * @param fresh whether the room is to be told; a post that is repeated finds its entry there
   */
  record Appended(Entry entry, boolean fresh) implements Outcome {
    /** What the author gets to know. */
    JsonObject receipt() {
      return new JsonObject()
          .put("room", entry.room())
          .put("epoch", entry.epoch())
          .put("seq", entry.seq())
          .put("at", entry.at());
    }
  }

  /** It is not in the log, for a reason that the author gets to read. */
  record Refused(CommandException reason) implements Outcome {}
}
