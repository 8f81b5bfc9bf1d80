package tickertalk.chat;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import tickertalk.contract.ChatDelete;
import tickertalk.contract.ChatEdit;
import tickertalk.contract.ChatOpen;
import tickertalk.contract.ChatPost;
import tickertalk.contract.ChatReact;
import tickertalk.contract.Command;
import tickertalk.contract.CommandServer;
import tickertalk.contract.Fields;
import tickertalk.contract.HistoryQuery;
import tickertalk.contract.Internal;
import tickertalk.contract.MessageRefs;
import tickertalk.contract.PresenceReport;
import tickertalk.contract.Revocation;
import tickertalk.contract.RoomAccess;
import tickertalk.contract.SearchQuery;
import tickertalk.contract.Topic;
import tickertalk.contract.TypingSet;
import tickertalk.storage.Database;
import tickertalk.storage.Lease;

/**
 * The chat rooms: one instance in the cluster serves them, the others stand by.
 *
 * <p>In: the commands {@code chat.rooms}, {@code chat.open}, {@code chat.post}, {@code chat.edit},
 * {@code chat.delete}, {@code chat.react}, {@code chat.history}, {@code chat.search}, {@code
 * chat.seen} and {@code typing.set}, and for those who moderate {@code chat.mute}, {@code
 * chat.kick}, {@code chat.ban}, {@code chat.settings}, {@code chat.audit}, {@code chat.reports} and
 * {@code chat.resolve}, with {@code chat.report} for everybody; {@link Internal#CHAT_ROOM} and
 * {@link Internal#CHAT_GONE} from the other services; {@link Internal#CHAT_RULES}, {@link
 * Internal#CHAT_PULSE}, {@link Internal#SESSION_REVOKE}, {@link Internal#SESSION_REVOCATIONS} and
 * {@link Internal#PRESENCE_REPORT} from the bridges.
 *
 * <p>Out: {@link Topic#CHAT_ROOM}, {@link Topic#TYPING_ROOM} and {@link Topic#PRESENCE_ROOM} for
 * browsers; {@link Internal#CHAT_ENTRIES} and {@link Internal#PRESENCE_JOINED} for the other
 * services; {@link Internal#CHAT_SANCTIONED}, {@link Internal#CHAT_ACCESS} and {@link
 * Internal#SESSION_REVOKED} for the bridges.
 */
public final class ChatVerticle extends VerticleBase {
  private static final long TICK_MS = 100;
  private static final long EXPIRY_MS = 60_000;

  private final ChatConfig config;
  private final Database database;
  private final Lease lease;
  private final RoomLog log;
  private final LogWriter writer;

  private LiveRooms rooms;
  private RoomSearch search;
  private IndexUpkeep upkeep;
  private Moderation moderation;
  private RevokedSessions revoked;
  private CommandServer commands;
  private Leadership leadership;
  private long servingSinceNanos;

  /**
   * Makes an instance that serves while it holds the lease.
   *
   * @param database where the rooms are kept; the verticle brings its own tables
   */
  public ChatVerticle(ChatConfig config, Database database, Lease lease) {
    this.config = config;
    this.database = database;
    this.lease = lease;
    People people = new People();
    this.log = new RoomLog(database, people, config.maxRooms(), Clock.systemUTC());
    this.writer = new LogWriter(database, people, Clock.systemUTC());
  }

  @Override
  public Future<?> start() {
    upkeep = new IndexUpkeep(vertx, database);
    moderation = new Moderation(vertx, database, log, Clock.systemUTC());
    search = new RoomSearch(vertx, database, log, moderation.admission());
    rooms = new LiveRooms(vertx, config, log, writer::append, moderation, upkeep::grown);
    revoked = new RevokedSessions(vertx, new RevocationLog(database, Clock.systemUTC()));
    commands = commandTable();
    leadership = new Leadership(vertx, context, lease, this::lead, this::standBy);
    return prepareRooms()
        .compose(v -> listenToBridges())
        .onSuccess(v -> keepTime())
        .compose(v -> leadership.begin());
  }

  @Override
  public Future<?> stop() {
    // What was being said is to reach the disk, and its authors to hear of it.
    return leadership.end().compose(v -> rooms.drained()).compose(v -> upkeep.drained());
  }

  private CommandServer commandTable() {
    return moderation
        .serve(rooms.reports().serve(new CommandServer(vertx.eventBus())))
        .on(Command.CHAT_ROOMS, (caller, body) -> rooms.list(caller))
        .onSignedIn(
            Command.CHAT_OPEN, (caller, body) -> rooms.open(caller, ChatOpen.fromJson(body)))
        .onSignedIn(
            Command.CHAT_POST, (caller, body) -> rooms.write(caller, ChatPost.fromJson(body)))
        .onSignedIn(
            Command.CHAT_EDIT, (caller, body) -> rooms.write(caller, ChatEdit.fromJson(body)))
        .onSignedIn(
            Command.CHAT_DELETE, (caller, body) -> rooms.write(caller, ChatDelete.fromJson(body)))
        .onSignedIn(
            Command.CHAT_REACT, (caller, body) -> rooms.write(caller, ChatReact.fromJson(body)))
        .onInternal(Internal.CHAT_ROOM, (caller, body) -> find(new Fields(body)))
        .onInternal(Internal.CHAT_PULSE, (caller, body) -> pulse())
        .onInternal(Internal.CHAT_GONE, (caller, body) -> rooms.gone(MessageRefs.fromJson(body)))
        .onInternal(
            Internal.SESSION_REVOKE, (caller, body) -> revoked.revoke(Revocation.fromJson(body)))
        .onInternal(Internal.SESSION_REVOCATIONS, (caller, body) -> revoked.list())
        .on(
            Command.CHAT_HISTORY,
            (caller, body) -> rooms.history(caller, HistoryQuery.fromJson(body)))
        .on(
            Command.CHAT_SEARCH,
            (caller, body) -> search.search(caller, SearchQuery.fromJson(body)))
        .onSignedIn(Command.CHAT_SEEN, (caller, body) -> rooms.seen(caller, body))
        .onSignedIn(
            Command.TYPING_SET, (caller, body) -> rooms.type(caller, TypingSet.fromJson(body)));
  }

  private Future<JsonObject> find(Fields question) {
    String room = question.room();
    return question
        .optionalTexts("users", Internal.CHAT_ROOM_MAX_USERS, 64)
        .map(users -> rooms.find(room, users))
        .orElseGet(() -> rooms.find(room));
  }

  private Future<Void> prepareRooms() {
    return vertx.executeBlocking(
        () -> {
          database.migrate("chat");
          config.rooms().forEach(room -> log.open(room, room, RoomAccess.PUBLIC));
          return null;
        });
  }

  private Future<Void> listenToBridges() {
    MessageConsumer<JsonObject> reports =
        vertx
            .eventBus()
            .consumer(
                Internal.PRESENCE_REPORT,
                message -> rooms.people().hear(PresenceReport.fromJson(message.body())));
    return reports.completion();
  }

  private void keepTime() {
    vertx.setPeriodic(TICK_MS, timer -> rooms.people().tick());
    vertx.setPeriodic(EXPIRY_MS, timer -> rooms.forgetWhatIsOver());
  }

  private Future<Void> lead() {
    return moderation
        .lead() // first, as nobody who is banned is to be served
        .compose(v -> serve())
        .compose(v -> rooms.lead())
        .compose(v -> revoked.lead())
        .onSuccess(v -> upkeep.lead());
  }

  private Future<Void> serve() {
    servingSinceNanos = System.nanoTime();
    return commands.start();
  }

  private Future<JsonObject> pulse() {
    long servingMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - servingSinceNanos);
    return Future.succeededFuture(new JsonObject().put("servingMs", servingMs));
  }

  private Future<Void> standBy() {
    rooms.standBy();
    upkeep.standBy();
    moderation.standBy();
    return commands.stop();
  }
}
