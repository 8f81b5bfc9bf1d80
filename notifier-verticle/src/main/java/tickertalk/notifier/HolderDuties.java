package tickertalk.notifier;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.contract.Command;
import tickertalk.contract.CommandServer;
import tickertalk.contract.Entry;
import tickertalk.contract.Entry.Delete;
import tickertalk.contract.Entry.Message;
import tickertalk.contract.Internal;
import tickertalk.contract.Joined;
import tickertalk.contract.NoticeSend;
import tickertalk.contract.Person;

/** What the holder of the lease does, from taking it up once to laying it down. */
final class HolderDuties {
  private static final Logger log = LoggerFactory.getLogger(HolderDuties.class);

  private static final long CHATS_PATIENCE_MS = 5_000;

  private final Vertx vertx;
  private final NotifierConfig config;
  private final Announcer announcer;
  private final QuoteCheck quotes;
  private final AlertDesk alerts;
  private final CommandServer commands;
  private final Optional<Metronome> metronome;
  private final List<MessageConsumer<JsonObject>> events = new ArrayList<>();
  private Future<List<Sent>> last = Future.succeededFuture(List.of());

  HolderDuties(
      Vertx vertx,
      Clock clock,
      NotifierConfig config,
      Desk desk,
      Announcer announcer,
      QuoteCheck quotes,
      AlertDesk alerts) {
    this.vertx = vertx;
    this.config = config;
    this.announcer = announcer;
    this.quotes = quotes;
    this.alerts = alerts;
    this.commands =
        alerts
            .serveBy(new CommandServer(vertx.eventBus()))
            .onSignedIn(
                Command.NOTICE_LIST,
                (caller, body) -> vertx.executeBlocking(() -> desk.list(caller, body), false))
            .onSignedIn(
                Command.NOTICE_READ,
                (caller, body) -> vertx.executeBlocking(() -> desk.read(caller, body)))
            .onInternal(Internal.NOTICE_SEND, (caller, body) -> send(body));
    this.metronome =
        config
            .every()
            .map(gap -> new Metronome(vertx, clock, new Schedule(gap), this::sendPeriodic));
  }

  /**
   * Done when the whole cluster knows whom to ask and to tell, and alerts are watched; then the
   * periodic notice begins, and what was deleted before anybody here listened is made good.
   */
  Future<Void> takeUp() {
    consume(Internal.PRESENCE_JOINED, body -> joined(Joined.fromJson(body)));
    consume(Internal.CHAT_ENTRIES, body -> entered(Entry.fromJson(body)));
    return Future.all(commands.start(), listening())
        .compose(serving -> alerts.open())
        .onSuccess(
            watching -> {
              metronome.ifPresent(Metronome::start);
              quotes.begin();
            })
        .mapEmpty();
  }

  private Future<?> listening() {
    return Future.all(events.stream().map(MessageConsumer::completion).toList());
  }

  Future<Void> layDown() {
    metronome.ifPresent(Metronome::stop);
    quotes.end();
    List<Future<Void>> deaf = events.stream().map(MessageConsumer::unregister).toList();
    return Future.join(commands.stop(), Future.join(deaf), alerts.close()).mapEmpty();
  }

  private void consume(String address, Function<JsonObject, Future<List<Sent>>> work) {
    events.add(
        vertx
            .eventBus()
            .consumer(
                address, message -> tell("an event of " + address, attempt(work, message.body()))));
  }

  private static Future<List<Sent>> attempt(
      Function<JsonObject, Future<List<Sent>>> work, JsonObject body) {
    try {
      return work.apply(body);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private Future<List<Sent>> joined(Joined joined) {
    return door(joined.room(), List.of())
        .compose(door -> vertx.executeBlocking(() -> announcer.joined(joined, door.access())));
  }

  /**
   * What is deleted must not be written down after that, so the few entries that name somebody and
   * those that delete wait for each other; the many others need not.
   */
  private Future<List<Sent>> entered(Entry entry) {
    if (entry instanceof Delete deletion) {
      return inOrder(() -> vertx.executeBlocking(() -> announcer.deleted(deletion)));
    }
    return entry instanceof Message message && Mentions.mayBeIn(message.text())
        ? inOrder(() -> named(message))
        : vertx.executeBlocking(() -> announcer.heard(entry));
  }

  private Future<List<Sent>> inOrder(Supplier<Future<List<Sent>>> work) {
    Future<List<Sent>> done = last.transform(before -> work.get());
    last = done;
    return done;
  }

  private Future<List<Sent>> named(Message message) {
    return vertx
        .executeBlocking(() -> announcer.named(message))
        .compose(
            named -> named.isEmpty() ? Future.succeededFuture(List.of()) : mention(message, named));
  }

  private Future<List<Sent>> mention(Message message, List<Person> named) {
    return door(message.room(), named)
        .compose(door -> vertx.executeBlocking(() -> announcer.mention(message, named, door)));
  }

  /** Who may be in a room now, and which of these people may not. */
  private Future<Door> door(String room, List<Person> people) {
    JsonArray users = new JsonArray(people.stream().map(Person::id).toList());
    return vertx
        .eventBus()
        .<JsonObject>request(
            Internal.CHAT_ROOM,
            new JsonObject().put("room", room).put("users", users),
            new DeliveryOptions().setSendTimeout(CHATS_PATIENCE_MS))
        .map(reply -> Door.of(reply.body()))
        .otherwise(Door.UNTOLD);
  }

  private Future<JsonObject> send(JsonObject body) {
    NoticeSend wish = NoticeSend.fromJson(body);
    return vertx
        .executeBlocking(() -> announcer.send(wish))
        .onSuccess(this::tell)
        .map(sent -> new JsonObject().put("id", sent.get(0).notice().id()));
  }

  private void sendPeriodic(long instant) {
    tell(
        "the periodic notice",
        vertx.executeBlocking(() -> announcer.periodic(config.text(), instant)));
  }

  private void tell(String what, Future<List<Sent>> stored) {
    stored.onSuccess(this::tell).onFailure(e -> log.error("{} is passed over", what, e));
  }

  private void tell(List<Sent> sent) {
    sent.forEach(one -> one.tell(vertx.eventBus()));
  }
}
