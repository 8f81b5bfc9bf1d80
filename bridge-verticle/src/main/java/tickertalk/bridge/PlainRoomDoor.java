package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.bridge.SessionGate.Standing;
import tickertalk.contract.Caller;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Fields;
import tickertalk.contract.RoomAccess;

/**
 * {@code /plain/rooms/<room>}: a room without a library, by lines of text over a WebSocket, or to
 * read only, by Server-Sent Events.
 */
final class PlainRoomDoor {
  private static final Logger log = LoggerFactory.getLogger(PlainRoomDoor.class);
  private static final String PATH = "/plain/rooms/:room";
  private static final String LAST_EVENT_ID = "Last-Event-ID";

  private final Vertx vertx;
  private final Loop loop;
  private final SessionGate gate;
  private final Strangers strangers;
  private final LogBudget comings;
  private final OpenSockets sockets;
  private final WebSocketUpgrade upgrade;
  private final Set<RoomStream> streams = new HashSet<>();

  PlainRoomDoor(Vertx vertx, Loop loop, OpenSockets sockets, WebSocketUpgrade upgrade) {
    this.vertx = vertx;
    this.loop = loop;
    this.sockets = sockets;
    this.upgrade = upgrade;
    this.gate = loop.identity().gate();
    this.strangers = new Strangers(loop.identity().authenticator(), loop.house().signInRates());
    this.comings = LogBudget.ofComings(log, loop.metrics());
  }

  void mount(Router router) {
    router.get(PATH).handler(gate::identify).handler(this::open).failureHandler(ApiError::answer);
  }

  private void open(RoutingContext request) {
    try {
      openTo(request);
    } catch (Admission.FullException full) {
      ApiError.full(request, full);
    }
  }

  private void openTo(RoutingContext request) throws Admission.FullException {
    String room = new Fields(new JsonObject().put("room", request.pathParam("room"))).room();
    if (gate.standing(request) == Standing.REFUSED) {
      throw new CommandException(ErrorCode.NOT_SIGNED_IN, "the session is over");
    }
    if (EchoDoor.isWebSocket(request)) {
      openLines(request, room);
    } else if (EventStream.isWantedBy(request)) {
      openStream(request, room);
    } else {
      EchoDoor.upgradeRequired(request, "connect by WebSocket, or accept text/event-stream");
    }
  }

  private void openLines(RoutingContext request, String room) throws Admission.FullException {
    PlainRoomSocket.Wish wish =
        new PlainRoomSocket.Wish(flag(request, "echo"), flag(request, "events"));
    Optional<Caller> caller =
        caller(request)
            .or(
                () ->
                    Optional.ofNullable(request.queryParams().get("name"))
                        .map(name -> strangers.named(name, request.request())));
    RoomReader reader = reader(room, caller, Resume.atTheEnd());
    Admission.Place place = loop.admit(gate.session(request), request.request());
    request.request().pause(); // nothing may come while it is found out whether there is a room
    entered(room, caller)
        .compose(may -> reader.listen())
        .onSuccess(
            live -> {
              request.request().resume();
              upgrade(request, wish, reader, room, caller, place);
            })
        .onFailure(
            cause -> {
              request.request().resume();
              refuse(request, reader, place, cause);
            });
  }

  private void upgrade(
      RoutingContext request,
      PlainRoomSocket.Wish wish,
      RoomReader reader,
      String room,
      Optional<Caller> caller,
      Admission.Place place) {
    Runnable undo =
        () -> {
          reader.stop();
          place.giveBack();
        };
    if (!upgrade.permits(request)) {
      undo.run();
      return;
    }
    upgrade.accept(
        request.request(),
        Framing.PLAIN,
        wire ->
            serve(
                request,
                new PlainRoomSocket(wire, wish, loop, reader, room, caller),
                room,
                caller,
                place),
        undo);
  }

  private void serve(
      RoutingContext request,
      PlainRoomSocket plain,
      String room,
      Optional<Caller> caller,
      Admission.Place place) {
    String name = name(caller);
    String remote = String.valueOf(request.request().remoteAddress());
    comings.info("{} connected to {} from {}", name, room, remote);
    Runnable leave = sockets.add(plain);
    plain.whenGone(
        why -> {
          comings.info("{} disconnected from {}: {}", name, remote, why.code());
          leave.run();
          place.giveBack();
        });
    plain.begin(Stay.begin(vertx, loop, room, caller, gate.session(request), plain::close));
  }

  private void openStream(RoutingContext request, String room) throws Admission.FullException {
    RoomStream.Wish wish = RoomStream.Wish.of(request, room);
    Optional<Caller> caller = caller(request);
    RoomReader reader = reader(room, caller, resume(request));
    Admission.Place place = loop.admit(gate.session(request), request.request());
    loop.rooms()
        .await(room, () -> !request.response().closed())
        .compose(found -> admitted(found, room, caller))
        .compose(may -> reader.listen().recover(PlainRoomDoor::unlessForGood))
        .onSuccess(live -> stream(request, wish, reader, room, caller, place))
        .onFailure(cause -> refuse(request, reader, place, cause));
  }

  /** A stream waits for chat to come back: a browser that is refused once does not ask again. */
  private static Future<Void> unlessForGood(Throwable cause) {
    return cause instanceof CommandException refusal && !refusal.code().temporary()
        ? Future.failedFuture(cause)
        : Future.succeededFuture();
  }

  private void stream(
      RoutingContext request,
      RoomStream.Wish wish,
      RoomReader reader,
      String room,
      Optional<Caller> caller,
      Admission.Place place) {
    if (request.response().closed()) {
      reader.stop();
      place.giveBack();
      return;
    }
    RoomStream stream = RoomStream.begin(vertx, request, loop, reader, wish, streams);
    stream.with(place);
    stream.with(Stay.begin(vertx, loop, room, caller, gate.session(request), why -> stream.end()));
    comings.info(
        "{} reads {} from {}", name(caller), room, request.request().connection().remoteAddress());
  }

  private RoomReader reader(String room, Optional<Caller> caller, Resume resume) {
    return new RoomReader(vertx, loop, loop.commands(), caller, room, resume);
  }

  private static Resume resume(RoutingContext request) {
    return Optional.ofNullable(request.request().getHeader(LAST_EVENT_ID))
        .or(() -> Optional.ofNullable(request.queryParams().get("lastEventId")))
        .filter(id -> !id.isEmpty())
        .map(id -> Resume.after(Resume.Position.parse(LAST_EVENT_ID, id)))
        .orElseGet(Resume::atTheEnd);
  }

  private Future<Void> entered(String room, Optional<Caller> caller) {
    return loop.rooms()
        .find(room)
        .recover(
            cause ->
                Future.failedFuture(
                    new CommandException(ErrorCode.UNAVAILABLE, "not available now, try again")))
        .compose(found -> admitted(found, room, caller));
  }

  private Future<Void> admitted(Optional<RoomAccess> found, String room, Optional<Caller> caller) {
    if (found.isEmpty()) {
      return Future.failedFuture(CommandException.unknown("room", room));
    }
    if (!found.get().admits(caller, room)) {
      return Future.failedFuture(
          new CommandException(ErrorCode.NOT_ALLOWED, "room: \"" + room + "\" is not open to you"));
    }
    return loop.rules()
        .ban(caller, room)
        .<Future<Void>>map(ban -> Future.failedFuture(ban.refusal()))
        .orElseGet(Future::succeededFuture);
  }

  private static void refuse(
      RoutingContext request, RoomReader reader, Admission.Place place, Throwable cause) {
    reader.stop();
    place.giveBack();
    request.fail(cause);
  }

  private Optional<Caller> caller(RoutingContext request) {
    return gate.session(request).map(Session::caller);
  }

  private static String name(Optional<Caller> caller) {
    return caller.map(who -> who.person().name()).orElse("a visitor");
  }

  private static boolean flag(RoutingContext request, String name) {
    String value = Optional.ofNullable(request.queryParams().get(name)).orElse("false");
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw CommandException.badInput(name, "must be true or false");
    };
  }

  /** Ends every stream; who reads one comes back here or elsewhere. */
  void close() {
    List.copyOf(streams).forEach(RoomStream::end);
  }
}
