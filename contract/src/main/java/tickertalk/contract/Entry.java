package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * One entry of a room's log, as it is stored, told and read back.
 *
 * @param epoch names the log; another epoch is another log, whose seqs mean nothing in this one
 * @param seq the place in the log: 1, 2, 3 … without holes
 * @param id made by the author's client, unique for room and author
 * @param at epoch milliseconds of the commit
 */
public record Entry(
    String room,
    String epoch,
    long seq,
    String id,
    Person from,
    String text,
    OptionalLong replyTo,
    long at) {

  public Entry {
    Objects.requireNonNull(room);
    Objects.requireNonNull(epoch);
    Objects.requireNonNull(id);
    Objects.requireNonNull(from);
    Objects.requireNonNull(text);
    Objects.requireNonNull(replyTo);
  }

  public JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("kind", "message")
            .put("room", room)
            .put("epoch", epoch)
            .put("seq", seq)
            .put("id", id)
            .put("from", from.toJson())
            .put("text", text)
            .put("at", at);
    replyTo.ifPresent(target -> json.put("replyTo", target));
    return json;
  }

  public static Entry fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new Entry(
        fields.room(),
        fields.text("epoch", 64),
        fields.number("seq", 1, Long.MAX_VALUE),
        fields.uuid("id"),
        Person.fromJson(fields.object("from")),
        fields.text("text", ChatPost.MAX_TEXT),
        fields.optionalNumber("replyTo", 1, Long.MAX_VALUE),
        fields.number("at", 0, Long.MAX_VALUE));
  }
}
