package tickertalk.chat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tickertalk.contract.Caller;
import tickertalk.contract.ChatOpen;
import tickertalk.contract.ChatPost;
import tickertalk.contract.Command;
import tickertalk.contract.CommandServer;
import tickertalk.contract.Fields;
import tickertalk.contract.HistoryQuery;
import tickertalk.contract.Internal;
import tickertalk.contract.Person;
import tickertalk.contract.PresenceReport;
import tickertalk.contract.Topic;
import tickertalk.contract.TypingSet;
import tickertalk.storage.Database;
import tickertalk.storage.Lease;

/**
 * The chat rooms: one instance in the cluster serves them, the others stand by.
 *
 * <p>In: the commands {@code chat.rooms}, {@code chat.open}, {@code chat.post}, {@code
 * chat.history}, {@code chat.seen} and {@code typing.set}; {@link Internal#PRESENCE_REPORT} from
 * the bridges.
 *
 * <p>Out: {@link Topic#CHAT_ROOM}, {@link Topic#TYPING_ROOM} and {@link Topic#PRESENCE_ROOM} for
 * browsers; {@link Internal#CHAT_ENTRIES} and {@link Internal#PRESENCE_JOINED} for the other
 * services.
 */
public final class ChatVerticle extends VerticleBase {
  private static final long TICK_MS = 100;

  /** Longer than a lease takes to change hands. */
  private static final long UNTOLD_MS = 10_000;

  private final ChatConfig config;
  private final Database database;
  private final Lease lease;
  private final RoomLog log;
  private final Typists typists;
  private final Presence presence;
  private final Set<String> knownRooms = new HashSet<>();

  private CommandServer commands;
  private RoomEvents events;
  private boolean leading;
  private Future<Void> serving = Future.succeededFuture();

  /**
   * Makes an instance that serves while it holds the lease.
   *
   * @param database where the rooms are kept; the verticle brings its own tables
   */
  public ChatVerticle(ChatConfig config, Database database, Lease lease) {
    this.config = config;
    this.database = database;
    this.lease = lease;
    this.log = new RoomLog(database, Clock.systemUTC());
    this.typists = new Typists(config.typingTimeout());
    this.presence = new Presence(config.presenceTimeout(), config.presenceInterval());
  }

  @Override
  public Future<?> start() {
    events = new RoomEvents(vertx.eventBus());
    commands = commandTable();
    return prepareRooms()
        .compose(v -> listenToBridges())
        .onSuccess(v -> keepTime())
        .compose(v -> keepLease());
  }

  @Override
  public Future<?> stop() {
    return standBy().compose(v -> vertx.executeBlocking(this::release));
  }

  private CommandServer commandTable() {
    return new CommandServer(vertx.eventBus())
        .on(Command.CHAT_ROOMS, (caller, body) -> rooms(caller))
        .onSignedIn(Command.CHAT_OPEN, (caller, body) -> open(ChatOpen.fromJson(body)))
        .onSignedIn(Command.CHAT_POST, (caller, body) -> post(caller, ChatPost.fromJson(body)))
        .on(Command.CHAT_HISTORY, (caller, body) -> history(HistoryQuery.fromJson(body)))
        .onSignedIn(Command.CHAT_SEEN, this::seen)
        .onSignedIn(
            Command.TYPING_SET, (caller, body) -> type(caller.person(), TypingSet.fromJson(body)));
  }

  private Future<Void> prepareRooms() {
    return vertx.executeBlocking(
        () -> {
          database.migrate("chat");
          config.rooms().forEach(room -> log.open(room, room));
          return null;
        });
  }

  private Future<Void> listenToBridges() {
    MessageConsumer<JsonObject> reports =
        vertx.eventBus().consumer(Internal.PRESENCE_REPORT, message -> hear(message.body()));
    return reports.completion();
  }

  private void keepTime() {
    vertx.setPeriodic(TICK_MS, timer -> tick());
  }

  private Future<Void> keepLease() {
    lease.keep(() -> context.runOnContext(v -> lead()), () -> context.runOnContext(v -> standBy()));
    // A lease that was free at once has its lead() queued by now: started means that it serves.
    Promise<Void> started = Promise.promise();
    context.runOnContext(v -> serving.onComplete(started));
    return started.future();
  }

  private void lead() {
    leading = true;
    serving = commands.start().compose(v -> tellWhatMayBeUntold());
  }

  /**
   * The one who led before may have died between a commit and its telling, and cannot have told
   * that somebody ceased to type. Who has heard an entry knows it by its seq.
   */
  private Future<Void> tellWhatMayBeUntold() {
    presence.rooms().forEach(room -> events.typing(room, typists.in(room)));
    long since = System.currentTimeMillis() - UNTOLD_MS;
    return vertx
        .executeBlocking(() -> log.since(since))
        .onSuccess(entries -> entries.forEach(events::said))
        .mapEmpty();
  }

  private Future<Void> standBy() {
    leading = false;
    typists.clear().forEach(room -> events.typing(room, List.of()));
    return commands.stop();
  }

  private Void release() {
    lease.release();
    return null;
  }

  private Future<JsonObject> rooms(Optional<Caller> caller) {
    Optional<String> reader = caller.map(who -> who.person().id());
    return vertx
        .executeBlocking(() -> log.rooms(reader), false)
        .map(
            rooms -> {
              JsonArray array = new JsonArray();
              rooms.forEach(room -> array.add(room.toJson(presence.in(room.name()).size())));
              return new JsonObject().put("rooms", array);
            });
  }

  private Future<JsonObject> open(ChatOpen request) {
    return vertx
        .executeBlocking(() -> log.open(request.room(), request.title()))
        .map(room -> room.toJson(presence.in(room.name()).size()));
  }

  private Future<JsonObject> post(Caller caller, ChatPost post) {
    return vertx
        .executeBlocking(() -> log.append(post, caller.person()))
        .map(
            appended -> {
              if (appended.fresh()) {
                events.said(appended.entry());
                ceaseTyping(post.room(), List.of(caller.person()));
              }
              return appended.receipt();
            });
  }

  private Future<JsonObject> history(HistoryQuery query) {
    return vertx.executeBlocking(() -> log.history(query), false).map(Page::toJson);
  }

  private Future<JsonObject> seen(Caller caller, JsonObject body) {
    Fields fields = new Fields(body);
    String room = fields.room();
    long seq = fields.number("seq", 0, Long.MAX_VALUE);
    return vertx.executeBlocking(
        () -> {
          log.seen(caller.person(), room, seq);
          return new JsonObject();
        });
  }

  private Future<JsonObject> type(Person person, TypingSet request) {
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
        .executeBlocking(() -> log.room(room), false)
        .onSuccess(found -> knownRooms.add(found.name()))
        .map(Room::name);
  }

  private void ceaseTyping(String room, List<Person> people) {
    if (typists.stopped(room, people)) {
      events.typing(room, typists.in(room));
    }
  }

  private void hear(JsonObject json) {
    PresenceReport report = PresenceReport.fromJson(json);
    Presence.Change change = presence.report(report, System.currentTimeMillis());
    ceaseTyping(report.room(), change.left());
    if (leading) {
      change.joined().forEach(person -> events.joined(report.room(), person));
    }
  }

  private void tick() {
    long now = System.currentTimeMillis();
    presence.expire(now).forEach(this::ceaseTyping);
    if (leading) {
      typists.expire(now).forEach(room -> events.typing(room, typists.in(room)));
      presence.due(now).forEach(room -> events.present(room, presence.in(room)));
    }
  }
}
