package tickertalk.notifier;

import static java.util.concurrent.Executors.callable;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.contract.Command;
import tickertalk.contract.CommandServer;
import tickertalk.contract.Entry;
import tickertalk.contract.Internal;
import tickertalk.contract.Joined;
import tickertalk.contract.NoticeSend;
import tickertalk.storage.Database;
import tickertalk.storage.Lease;

/**
 * The notifier: tells people what happens, live and in a durable inbox. It works only while its JVM
 * holds the lease, so that a cluster is told everything once; the others stand by.
 *
 * <p>In: {@code notice.list}, {@code notice.read}; from services {@link Internal#NOTICE_SEND},
 * {@link Internal#PRESENCE_JOINED} and {@link Internal#CHAT_ENTRIES}. Out: {@code notice.all} and
 * {@code notice.user.<id>}, each notice after its commit.
 */
public final class NotifierVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(NotifierVerticle.class);

  private final NotifierConfig config;
  private final Database database;
  private final Lease lease;
  private final Clock clock;
  private final Desk desk;
  private final Announcer announcer;

  private final List<MessageConsumer<JsonObject>> events = new ArrayList<>();
  private CommandServer commands;
  private Optional<Metronome> metronome = Optional.empty();
  private Future<Void> serving = Future.succeededFuture();

  /**
   * A notifier.
   *
   * @param database where notices are kept; brought up to date at the start
   * @param lease the right to be the cluster's notifier
   */
  public NotifierVerticle(NotifierConfig config, Database database, Lease lease) {
    this(config, database, lease, Clock.systemUTC());
  }

  NotifierVerticle(NotifierConfig config, Database database, Lease lease, Clock clock) {
    this.config = config;
    this.database = database;
    this.lease = lease;
    this.clock = clock;
    People people = new People(database, clock);
    Inbox inbox = new Inbox(database, config.keep());
    desk = new Desk(people, inbox);
    announcer = new Announcer(people, inbox, new Joins(config.rejoinGrace()), clock);
  }

  @Override
  public Future<?> start() {
    commands =
        new CommandServer(vertx.eventBus())
            .onSignedIn(
                Command.NOTICE_LIST,
                (caller, body) ->
                    vertx.executeBlocking(() -> desk.list(caller.person(), body), false))
            .onSignedIn(
                Command.NOTICE_READ,
                (caller, body) -> vertx.executeBlocking(() -> desk.read(caller.person(), body)))
            .onInternal(Internal.NOTICE_SEND, (caller, body) -> send(body));
    metronome =
        config
            .every()
            .map(gap -> new Metronome(vertx, clock, new Schedule(gap), this::sendPeriodic));
    return migrate().compose(migrated -> keepLease());
  }

  @Override
  public Future<?> stop() {
    return standBy()
        .compose(quiet -> vertx.executeBlocking(callable(lease::release)))
        .compose(released -> standBy()); // the lease may have come meanwhile
  }

  private Future<?> migrate() {
    return vertx.executeBlocking(callable(() -> database.migrate("notifier")));
  }

  private Future<Void> keepLease() {
    lease.keep(
        () -> context.runOnContext(now -> takeOver()),
        () -> context.runOnContext(now -> standBy()));
    // A lease that was free at once has its take-over queued by now: started means that it serves.
    Promise<Void> started = Promise.promise();
    context.runOnContext(now -> serving.onComplete(started));
    return started.future();
  }

  private void takeOver() {
    log.info("this is the cluster's notifier now");
    consume(Internal.PRESENCE_JOINED, body -> announcer.joined(Joined.fromJson(body)));
    consume(Internal.CHAT_ENTRIES, body -> announcer.posted(Entry.fromJson(body)));
    metronome.ifPresent(Metronome::start);
    serving =
        Future.all(
                commands.start(),
                Future.all(events.stream().map(MessageConsumer::completion).toList()))
            .mapEmpty();
  }

  private Future<Void> standBy() {
    metronome.ifPresent(Metronome::stop);
    List<Future<Void>> gone = events.stream().map(MessageConsumer::unregister).toList();
    events.clear();
    return Future.all(commands.stop(), Future.all(gone)).mapEmpty();
  }

  private void consume(String address, Function<JsonObject, List<Sent>> work) {
    events.add(
        vertx
            .eventBus()
            .consumer(
                address,
                message -> announce("an event of " + address, () -> work.apply(message.body()))));
  }

  private Future<JsonObject> send(JsonObject body) {
    NoticeSend wish = NoticeSend.fromJson(body);
    return vertx
        .executeBlocking(() -> announcer.send(wish))
        .onSuccess(this::tell)
        .map(sent -> new JsonObject().put("id", sent.get(0).notice().id()));
  }

  private void sendPeriodic(long instant) {
    announce("the periodic notice", () -> announcer.periodic(config.text(), instant));
  }

  private void announce(String what, Callable<List<Sent>> work) {
    vertx
        .executeBlocking(work)
        .onSuccess(this::tell)
        .onFailure(e -> log.error("{} is passed over", what, e));
  }

  private void tell(List<Sent> sent) {
    sent.forEach(one -> vertx.eventBus().publish(one.address(), one.notice().toJson()));
  }
}
