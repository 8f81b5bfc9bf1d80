package tickertalk.chat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.contract.ChatOpen;
import tickertalk.contract.ChatPost;
import tickertalk.contract.Command;
import tickertalk.contract.CommandServer;
import tickertalk.contract.Fields;
import tickertalk.contract.HistoryQuery;
import tickertalk.contract.Internal;
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
  private static final Logger logger = LoggerFactory.getLogger(ChatVerticle.class);
  private static final long TICK_MS = 100;
  private static final long RETRY_MS = 1_000;

  private final ChatConfig config;
  private final Database database;
  private final Lease lease;
  private final RoomLog log;
  private final LogWriter writer;

  private LiveRooms rooms;
  private CommandServer commands;
  private boolean holder;

  /** The newest change of hands; the next begins when it is through. */
  private Future<Void> turn = Future.succeededFuture();

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
    rooms = new LiveRooms(vertx, config, log, writer::append);
    commands = commandTable();
    return prepareRooms()
        .compose(v -> listenToBridges())
        .onSuccess(v -> keepTime())
        .compose(v -> keepLease());
  }

  @Override
  public Future<?> stop() {
    return vertx.executeBlocking(this::release).transform(released -> inTurn(this::finish));
  }

  private CommandServer commandTable() {
    return new CommandServer(vertx.eventBus())
        .on(Command.CHAT_ROOMS, (caller, body) -> rooms.list(caller))
        .onSignedIn(Command.CHAT_OPEN, (caller, body) -> rooms.open(ChatOpen.fromJson(body)))
        .onSignedIn(
            Command.CHAT_POST,
            (caller, body) -> rooms.post(caller.person(), ChatPost.fromJson(body)))
        .onInternal(Internal.CHAT_ROOM, (caller, body) -> rooms.find(new Fields(body).room()))
        .on(Command.CHAT_HISTORY, (caller, body) -> rooms.history(HistoryQuery.fromJson(body)))
        .onSignedIn(Command.CHAT_SEEN, (caller, body) -> rooms.seen(caller.person(), body))
        .onSignedIn(
            Command.TYPING_SET,
            (caller, body) -> rooms.type(caller.person(), TypingSet.fromJson(body)));
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
        vertx
            .eventBus()
            .consumer(
                Internal.PRESENCE_REPORT,
                message -> rooms.hear(PresenceReport.fromJson(message.body())));
    return reports.completion();
  }

  private void keepTime() {
    vertx.setPeriodic(TICK_MS, timer -> rooms.tick());
  }

  private Future<Void> keepLease() {
    lease.keep(
        () -> context.runOnContext(v -> inTurn(this::becomeHolder)),
        () -> context.runOnContext(v -> inTurn(this::standBy)));
    // A lease that was free at once has its turn queued by now: started means that it serves.
    Promise<Void> started = Promise.promise();
    context.runOnContext(v -> turn.onComplete(started));
    return started.future();
  }

  /** One change follows the other, however fast the lease changes hands. */
  private Future<Void> inTurn(Supplier<Future<Void>> change) {
    turn = turn.transform(before -> change.get());
    return turn;
  }

  private Future<Void> becomeHolder() {
    holder = true;
    return lead();
  }

  private Future<Void> lead() {
    return holder
        ? commands.start().compose(v -> rooms.lead()).recover(this::leadLater)
        : Future.succeededFuture();
  }

  private Future<Void> leadLater(Throwable failure) {
    logger.error("cannot take the rooms over, trying again", failure);
    vertx.setTimer(RETRY_MS, timer -> inTurn(this::lead));
    return Future.succeededFuture();
  }

  private Future<Void> standBy() {
    holder = false;
    rooms.standBy();
    return commands.stop();
  }

  /** What was being said is to reach the disk, and its authors to hear of it. */
  private Future<Void> finish() {
    return standBy().compose(v -> rooms.drained());
  }

  private Void release() {
    lease.release();
    return null;
  }
}
