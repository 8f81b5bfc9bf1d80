package tickertalk.sentiment;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import tickertalk.contract.Caller;
import tickertalk.contract.Command;
import tickertalk.contract.CommandException;
import tickertalk.contract.CommandServer;
import tickertalk.contract.Entry;
import tickertalk.contract.HistoryQuery;
import tickertalk.contract.Internal;
import tickertalk.contract.Person;
import tickertalk.contract.RoomAccess;

/** A chat service with one room, which is for members, and whose log the test writes. */
final class FakeChat {
  static final String ROOM = "lobby";

  /** The questions for history, as they came. */
  final List<HistoryQuery> asked = new CopyOnWriteArrayList<>();

  private final Vertx vertx;
  private final CommandServer commands;
  private final List<Entry> entries = new CopyOnWriteArrayList<>();
  private volatile String epoch = "first";
  private volatile long now = 1_000_000;

  FakeChat(Vertx vertx) {
    this.vertx = vertx;
    this.commands =
        new CommandServer(vertx.eventBus())
            .on(Command.CHAT_ROOMS, (caller, body) -> Future.succeededFuture(rooms(caller)))
            .on(
                Command.CHAT_HISTORY,
                (caller, body) -> history(caller, HistoryQuery.fromJson(body)));
  }

  Future<Void> start() {
    return commands.start();
  }

  /** Entries are stamped with this from now on. */
  void at(long epochMs) {
    now = epochMs;
  }

  /** Loses the log and begins another. */
  void beginAnew(String newEpoch) {
    entries.clear();
    epoch = newEpoch;
  }

  /** Commits an entry and tells the other services. */
  void says(String author, String text) {
    Entry entry = keeps(author, text);
    vertx.eventBus().publish(Internal.CHAT_ENTRIES, entry.toJson());
  }

  /** Commits an entry of which the others hear nothing. */
  Entry keeps(String author, String text) {
    Entry entry = new Entry.Message(nextHead(author), text, OptionalLong.empty());
    entries.add(entry);
    return entry;
  }

  /** Commits a change to a message, and tells the other services. */
  void changes(String author, Function<Entry.Head, Entry> change) {
    Entry entry = change.apply(nextHead(author));
    entries.add(entry);
    vertx.eventBus().publish(Internal.CHAT_ENTRIES, entry.toJson());
  }

  private Entry.Head nextHead(String author) {
    return new Entry.Head(
        ROOM,
        epoch,
        entries.size() + 1,
        UUID.randomUUID().toString(),
        new Person(author, author),
        now);
  }

  private JsonObject rooms(Optional<Caller> caller) {
    if (!RoomAccess.MEMBERS.admits(caller, ROOM)) {
      return new JsonObject().put("rooms", new JsonArray());
    }
    JsonObject room =
        new JsonObject()
            .put("room", ROOM)
            .put("title", "Lobby")
            .put("last", entries.size())
            .put("people", 0);
    return new JsonObject().put("rooms", new JsonArray().add(room));
  }

  private Future<JsonObject> history(Optional<Caller> caller, HistoryQuery query) {
    RoomAccess.MEMBERS.require(caller, query.room());
    if (!query.room().equals(ROOM)) {
      throw CommandException.unknown("room", query.room());
    }
    asked.add(query);
    JsonArray page = new JsonArray();
    entries.stream()
        .skip(query.after().orElse(Math.max(0, entries.size() - query.limit())))
        .limit(query.limit())
        .forEach(entry -> page.add(entry.toJson()));
    return Future.succeededFuture(
        new JsonObject()
            .put("room", ROOM)
            .put("epoch", epoch)
            .put("first", entries.isEmpty() ? 0 : 1)
            .put("last", entries.size())
            .put("entries", page));
  }
}
