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

  /** Somebody on their way in, and what they hold already. */
  private record Entrance(
      RoutingContext request,
      String room,
      Optional<Caller> caller,
      RoomReader reader,
      Admission.Place place,
      Stay stay) {
    void refuse(Throwable cause) {
      giveUp();
      request.fail(cause);
    }

    void giveUp() {
      reader.stop();
      place.giveBack();
      stay.end();
    }
  }

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
    Entrance entrance = entrance(request, room, caller, Resume.atTheEnd());
    request.request().pause(); // nothing may come while it is found out whether there is a room
    entered(room, caller)
        .compose(may -> entrance.reader.listen())
        .onSuccess(
            live -> {
              request.request().resume();
              upgrade(entrance, wish);
            })
        .onFailure(
            cause -> {
              request.request().resume();
              entrance.refuse(cause);
            });
  }

  /** From here on it is noticed when they are kicked. */
  private Entrance entrance(
      RoutingContext request, String room, Optional<Caller> caller, Resume resume)
      throws Admission.FullException {
    Optional<Session> session = gate.session(request);
    return new Entrance(
        request,
        room,
        caller,
        new RoomReader(vertx, loop, loop.commands(), caller, room, resume),
        loop.admit(session, request.request()),
        Stay.announced(vertx, loop, room, caller, session));
  }

  private void upgrade(Entrance entrance, PlainRoomSocket.Wish wish) {
    if (upgrade.permits(entrance.request)) {
      upgrade.accept(
          entrance.request.request(),
          Framing.PLAIN,
          wire -> serve(entrance, wire, wish),
          entrance::giveUp);
    } else {
      entrance.giveUp();
    }
  }

  private void serve(Entrance entrance, WebSocketWire wire, PlainRoomSocket.Wish wish) {
    String room = entrance.room;
    PlainRoomSocket plain =
        new PlainRoomSocket(wire, wish, loop, entrance.reader, room, entrance.caller);
    String name = name(entrance.caller);
    String remote = String.valueOf(entrance.request.request().remoteAddress());
    comings.info("{} connected to {} from {}", name, room, remote);
    Runnable leave = sockets.add(plain);
    plain.whenGone(
        why -> {
          comings.info("{} disconnected from {}: {}", name, remote, why.code());
          leave.run();
          entrance.place.giveBack();
        });
    plain.begin(entrance.stay.begin(plain::close));
  }

  private void openStream(RoutingContext request, String room) throws Admission.FullException {
    RoomStream.Wish wish = RoomStream.Wish.of(request, room);
    Entrance entrance = entrance(request, room, caller(request), resume(request));
    loop.rooms()
        .await(room, () -> !request.response().closed())
        .compose(found -> admitted(found, room, entrance.caller))
        .compose(may -> entrance.reader.listen().recover(PlainRoomDoor::unlessForGood))
        .onSuccess(live -> stream(entrance, wish))
        .onFailure(entrance::refuse);
  }

  /** A stream waits for chat to come back: a browser that is refused once does not ask again. */
  private static Future<Void> unlessForGood(Throwable cause) {
    return cause instanceof CommandException refusal && !refusal.code().temporary()
        ? Future.failedFuture(cause)
        : Future.succeededFuture();
  }

  private void stream(Entrance entrance, RoomStream.Wish wish) {
    RoutingContext request = entrance.request;
    if (request.response().closed()) {
      entrance.giveUp();
      return;
    }
    RoomStream stream = RoomStream.begin(vertx, request, loop, entrance.reader, wish, streams);
    stream.with(entrance.place);
    stream.with(entrance.stay.begin(why -> stream.end()));
    comings.info(
        "{} reads {} from {}",
        name(entrance.caller),
        entrance.room,
        request.request().connection().remoteAddress());
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
