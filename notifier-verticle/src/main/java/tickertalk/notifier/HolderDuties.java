package tickertalk.notifier;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
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

/** What the holder of the lease does, from taking it up once to laying it down. */
final class HolderDuties {
  private static final Logger log = LoggerFactory.getLogger(HolderDuties.class);

  private final Vertx vertx;
  private final NotifierConfig config;
  private final Announcer announcer;
  private final CommandServer commands;
  private final Optional<Metronome> metronome;
  private final List<MessageConsumer<JsonObject>> events = new ArrayList<>();

  HolderDuties(Vertx vertx, Clock clock, NotifierConfig config, Desk desk, Announcer announcer) {
    this.vertx = vertx;
    this.config = config;
    this.announcer = announcer;
    this.commands =
        new CommandServer(vertx.eventBus())
            .onSignedIn(
                Command.NOTICE_LIST,
                (caller, body) ->
                    vertx.executeBlocking(() -> desk.list(caller.person(), body), false))
            .onSignedIn(
                Command.NOTICE_READ,
                (caller, body) -> vertx.executeBlocking(() -> desk.read(caller.person(), body)))
            .onInternal(Internal.NOTICE_SEND, (caller, body) -> send(body));
    this.metronome =
        config
            .every()
            .map(gap -> new Metronome(vertx, clock, new Schedule(gap), this::sendPeriodic));
  }

  /** Done when the whole cluster knows whom to ask and to tell; then the periodic notice begins. */
  Future<Void> takeUp() {
    consume(Internal.PRESENCE_JOINED, body -> announcer.joined(Joined.fromJson(body)));
    consume(Internal.CHAT_ENTRIES, body -> announcer.posted(Entry.fromJson(body)));
    return Future.all(commands.start(), listening())
        .onSuccess(serving -> metronome.ifPresent(Metronome::start))
        .mapEmpty();
  }

  private Future<?> listening() {
    return Future.all(events.stream().map(MessageConsumer::completion).toList());
  }

  Future<Void> layDown() {
    metronome.ifPresent(Metronome::stop);
    List<Future<Void>> deaf = events.stream().map(MessageConsumer::unregister).toList();
    return Future.join(commands.stop(), Future.join(deaf)).mapEmpty();
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
