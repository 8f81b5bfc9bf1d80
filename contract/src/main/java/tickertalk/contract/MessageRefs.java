package tickertalk.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;

/**
 * Messages of one room's log, by their places in it, as services speak of them to each other.
 *
 * @param epoch the log that {@code seqs} count in
 * @param seqs {@value #MAX_SEQS} at most
 */
public record MessageRefs(String room, String epoch, List<Long> seqs) {
  /** An {@code in} of so many is one look at the log's index each, some milliseconds in all. */
  public static final int MAX_SEQS = 200;

  public MessageRefs {
    Objects.requireNonNull(room);
    Objects.requireNonNull(epoch);
    seqs = List.copyOf(seqs);
    if (seqs.size() > MAX_SEQS) {
      throw CommandException.tooLarge("seqs", "must be at most " + MAX_SEQS);
    }
  }

  public JsonObject toJson() {
    return new JsonObject().put("room", room).put("epoch", epoch).put("seqs", new JsonArray(seqs));
  }

  public static MessageRefs fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new MessageRefs(fields.room(), fields.text("epoch", 64), seqsOf(fields.array("seqs")));
  }

  private static List<Long> seqsOf(JsonArray array) {
    return array.stream()
        .map(seq -> new Fields(new JsonObject().put("seqs", seq)).number("seqs", 1, Long.MAX_VALUE))
        .toList();
  }
}
