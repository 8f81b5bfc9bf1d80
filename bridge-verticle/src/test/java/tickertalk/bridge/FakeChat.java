package tickertalk.bridge;

import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import tickertalk.contract.Caller;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Internal;

/** A chat with a log in memory, which tells what is posted as the real one does. */
final class FakeChat {
  private final Edge edge;
  private final List<JsonObject> log = new ArrayList<>();
  final AtomicInteger pagesRead = new AtomicInteger();
  private String epoch = "e1";
  private long first = 1;

  FakeChat(Edge edge) {
    this.edge = edge;
    edge.serve(Internal.CHAT_ROOM, this::find);
    edge.serve("chat.history", this::history);
    edge.serve("chat.post", this::post);
  }

  private void find(Message<JsonObject> message) {
    if (message.body().getString("room").equals("lobby")) {
      message.reply(new JsonObject());
    } else {
      message.fail(ErrorCode.UNKNOWN.code(), "room: no such room");
    }
  }

  private synchronized void history(Message<JsonObject> message) {
    pagesRead.incrementAndGet();
    long after = message.body().getLong("after", Math.max(0, last() - 1));
    JsonArray entries = new JsonArray();
    log.stream()
        .filter(entry -> entry.getLong("seq") > after && entry.getLong("seq") >= first)
        .limit(message.body().getInteger("limit"))
        .forEach(entries::add);
    message.reply(
        new JsonObject()
            .put("room", "lobby")
            .put("epoch", epoch)
            .put("first", first)
            .put("last", last())
            .put("entries", entries));
  }

  private void post(Message<JsonObject> message) {
    Caller caller = Caller.of(message.headers()).orElseThrow();
    JsonObject entry =
        append(
            message.body().getString("id"),
            caller.person().toJson(),
            message.body().getString("text"));
    tell(entry);
    message.reply(
        new JsonObject()
            .put("room", "lobby")
            .put("epoch", epoch)
            .put("seq", entry.getLong("seq"))
            .put("at", entry.getLong("at")));
  }

  synchronized JsonObject append(String id, JsonObject from, String text) {
    JsonObject entry =
        new JsonObject()
            .put("kind", "message")
            .put("room", "lobby")
            .put("epoch", epoch)
            .put("seq", last() + 1)
            .put("id", id)
            .put("from", from)
            .put("text", text)
            .put("at", 1L);
    log.add(entry);
    return entry;
  }

  /** Something is written to the log, and nobody is told. */
  JsonObject append(String text) {
    return append(
        UUID.randomUUID().toString(), new JsonObject().put("id", "1").put("name", "zoe"), text);
  }

  /** Everybody is told of an entry. */
  void tell(JsonObject entry) {
    edge.publish("chat.room.lobby", entry);
  }

  /** Somebody says something. */
  void say(String text) {
    tell(append(text));
  }

  /** The log is lost, and another begins. */
  synchronized void beginAnew(String newEpoch) {
    log.clear();
    epoch = newEpoch;
    first = 1;
  }

  /** What is older than this is deleted. */
  synchronized void forgetBefore(long seq) {
    first = seq;
  }

  synchronized long last() {
    return log.isEmpty() ? 0 : log.get(log.size() - 1).getLong("seq");
  }
}
