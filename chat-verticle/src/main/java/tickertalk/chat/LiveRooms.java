package tickertalk.chat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tickertalk.chat.Outcome.Appended;
import tickertalk.contract.Caller;
import tickertalk.contract.ChatOpen;
import tickertalk.contract.ChatPost;
import tickertalk.contract.Entry;
import tickertalk.contract.Fields;
import tickertalk.contract.HistoryQuery;
import tickertalk.contract.Person;
import tickertalk.contract.PresenceReport;
import tickertalk.contract.TypingSet;

/**
 * The rooms as people use them: what is said goes to the log, and then to everybody; who is there
 * and who types is kept in memory. It hears the bridges at all times, and tells what happens while
 * it leads. For one event loop.
 */
final class LiveRooms {
  /** Longer than a lease takes to change hands. */
  private static final long UNTOLD_MS = 10_000;

  private final Vertx vertx;
  private final RoomLog log;
  private final GroupCommit posts;
  private final RoomEvents events;
  private final Typists typists;
  private final Presence presence;
  private final Set<String> knownRooms = new HashSet<>();
  private boolean leading;

  LiveRooms(Vertx vertx, ChatConfig config, RoomLog log, GroupCommit.Writer writer) {
    this.vertx = vertx;
    this.log = log;
    this.posts = new GroupCommit(vertx, config, writer, this::tell);
    this.events = new RoomEvents(vertx.eventBus());
    this.typists = new Typists(config.typingTimeout());
    this.presence = new Presence(config.presenceTimeout(), config.presenceInterval());
  }

  /**
   * Begins to tell what happens. The one who led before may have died between a commit and its
   * telling, and cannot have told that somebody ceased to type, so both are made good; who has
   * heard an entry knows it by its seq.
   */
  Future<Void> lead() {
    leading = true;
    presence
        .rooms()
        .forEach(
            room -> {
              events.typing(room, typists.in(room));
              events.present(room, presence.in(room));
            });
    long since = System.currentTimeMillis() - UNTOLD_MS;
    return vertx
        .executeBlocking(() -> log.since(since))
        .onSuccess(entries -> entries.forEach(events::said))
        .mapEmpty();
  }

  /** Leaves the telling to another. */
  void standBy() {
    leading = false;
    typists.clear().forEach(room -> events.typing(room, List.of()));
  }

  /** Done when what people said so far is on disk, or refused. */
  Future<Void> drained() {
    return posts.drained();
  }

  Future<JsonObject> list(Optional<Caller> caller) {
    Optional<String> reader = caller.map(who -> who.person().id());
    return vertx
        .executeBlocking(() -> log.rooms(reader), false)
        .map(
            rooms -> {
              JsonArray array = new JsonArray();
              rooms.forEach(room -> array.add(toJson(room)));
              return new JsonObject().put("rooms", array);
            });
  }

  /** A room by its name, for the other services. */
  Future<JsonObject> find(String room) {
    return vertx.executeBlocking(() -> log.room(room), false).map(this::toJson);
  }

  Future<JsonObject> open(ChatOpen request) {
    return vertx.executeBlocking(() -> log.open(request.room(), request.title())).map(this::toJson);
  }

  private JsonObject toJson(Room room) {
    return room.toJson(presence.in(room.name()).size());
  }

  Future<JsonObject> post(Person author, ChatPost post) {
    return posts.append(new Draft(post, author)).map(Appended::receipt);
  }

  private void tell(List<Entry> entries) {
    for (Entry entry : entries) {
      events.said(entry);
      ceaseTyping(entry.room(), List.of(entry.from()));
    }
  }

  Future<JsonObject> history(HistoryQuery query) {
    return vertx.executeBlocking(() -> log.history(query), false).map(Page::toJson);
  }

  Future<JsonObject> seen(Person reader, JsonObject body) {
    Fields fields = new Fields(body);
    String room = fields.room();
    long seq = fields.number("seq", 0, Long.MAX_VALUE);
    return vertx.executeBlocking(
        () -> {
          log.seen(reader, room, seq);
          return new JsonObject();
        });
  }

  Future<JsonObject> type(Person person, TypingSet request) {
    return knownRoom(request.room())
        .map(
            room -> {
              if (!request.typing()) {
                ceaseTyping(room, List.of(person));
              } else if (typists.typing(room, person, System.currentTimeMillis())) {
                events.typing(room, typists.in(room));
              }
              return new JsonObject();
            });
  }

  private Future<String> knownRoom(String room) {
    if (knownRooms.contains(room)) {
      return Future.succeededFuture(room);
    }
    return vertx
        .executeBlocking(() -> log.room(room))
        .onSuccess(found -> knownRooms.add(found.name()))
        .map(Room::name);
  }

  private void ceaseTyping(String room, List<Person> people) {
    if (typists.stopped(room, people)) {
      events.typing(room, typists.in(room));
    }
  }

  void hear(PresenceReport report) {
    Presence.Change change = presence.report(report, System.currentTimeMillis());
    ceaseTyping(report.room(), change.left());
    if (leading) {
      change.joined().forEach(person -> events.joined(report.room(), person));
    }
  }

  /** What time alone brings: people who fell silent, and presence that is due to be told. */
  void tick() {
    long now = System.currentTimeMillis();
    presence.expire(now).forEach(this::ceaseTyping);
    Set<String> due = presence.due(now);
    if (leading) {
      typists.expire(now).forEach(room -> events.typing(room, typists.in(room)));
      due.forEach(room -> events.present(room, presence.in(room)));
    }
  }
}
