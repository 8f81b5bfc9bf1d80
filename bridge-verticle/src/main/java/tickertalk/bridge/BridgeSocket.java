package tickertalk.bridge;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tickertalk.contract.Caller;
import tickertalk.contract.Command;
import tickertalk.contract.Command.Access;
import tickertalk.contract.Topic;
import tickertalk.contract.Topic.Delivery;

/**
 * One browser's connection: speaks the event bus bridge protocol with it, lets it do what the
 * contract's tables allow and nothing else, and stamps its identity on what it sends.
 */
final class BridgeSocket implements Subscriber {
  /** The browser reads too slowly; it is to come back and resume from its last seq. */
  static final int CLOSE_SLOW = 4001;

  /** The session is over or was never good; it is to sign in again. */
  static final int CLOSE_SIGNED_OUT = 4401;

  /** The browser sent more in one message than a WebSocket takes here. */
  static final int CLOSE_TOO_LARGE = 1009;

  /** The bridge goes away; it is to connect to another, or here again. */
  static final int CLOSE_GOING_AWAY = 1001;

  /** A page that comes back after a while sends what it kept, all at once. */
  private static final int BURST_SECONDS = 4;

  private final SockJSSocket socket;
  private final Optional<Caller> caller;
  private final BridgeConfig config;
  private final EventBus bus;
  private final Hub hub;
  private final Attendance attendance;
  private final Outbox outbox;
  private final TokenBucket bucket;

  /** What this browser registered, and under which address it is on the bus. */
  private final Map<String, Registration> registrations = new HashMap<>();

  private boolean closed;

  private record Registration(Topic topic, String busAddress) {}

  BridgeSocket(
      SockJSSocket socket,
      Optional<Caller> caller,
      BridgeConfig config,
      EventBus bus,
      Hub hub,
      Attendance attendance) {
    this.socket = socket;
    this.caller = caller;
    this.config = config;
    this.bus = bus;
    this.hub = hub;
    this.attendance = attendance;
    this.outbox = new Outbox(socket::write, config.outboxBytes());
    this.bucket =
        new TokenBucket(
            config.commandsPerSecond(),
            config.commandsPerSecond() * BURST_SECONDS,
            System.currentTimeMillis());
  }

  /** Serves one frame of the browser's. */
  void receive(Buffer frame) {
    if (closed) {
      return; // nobody has to answer the close frame soon; until then they may go on to send
    }
    try {
      serve(Envelope.parse(frame));
    } catch (RefusedException e) {
      send(Frames.refused(e));
    }
  }

  private void serve(Envelope envelope) throws RefusedException {
    switch (envelope.type()) {
      case PING -> confirm(envelope, new JsonObject());
      case REGISTER -> register(envelope);
      case UNREGISTER -> unregister(envelope);
      case SEND -> command(envelope);
      case PUBLISH -> throw envelope.refused(Refusal.ACCESS_DENIED, "only services publish");
    }
  }

  private void register(Envelope envelope) throws RefusedException {
    String address = envelope.address();
    Registration registration = permitted(envelope);
    slowDown(envelope);
    if (registrations.size() >= config.maxRegistrations() && !registrations.containsKey(address)) {
      throw envelope.refused(
          Refusal.MAX_HANDLERS_REACHED,
          "a socket may register " + config.maxRegistrations() + " addresses");
    }
    if (registrations.putIfAbsent(address, registration) == null) {
      attend(registration, true);
    }
    hub.subscribe(registration.busAddress(), address, registration.topic().delivery(), this)
        .onSuccess(live -> confirm(envelope, new JsonObject().put("registered", address)))
        .onFailure(
            cause -> {
              forget(address);
              send(
                  Frames.refused(
                      envelope.refused(
                          Refusal.REGISTRATION_FAILURE, "cannot be registered now, try again")));
            });
  }

  /** What a register comes to by the table; the caller's own notices by the caller's id. */
  private Registration permitted(Envelope envelope) throws RefusedException {
    if (envelope.address().equals(Topic.NOTICE_ME)) {
      Caller signedIn = requireCaller(envelope);
      return new Registration(Topic.NOTICE_USER, Topic.NOTICE_USER.address(signedIn.person().id()));
    }
    return Topic.registrableAt(envelope.address())
        .map(topic -> new Registration(topic, envelope.address()))
        .orElseThrow(
            () ->
                envelope.refused(
                    Refusal.ACCESS_DENIED, envelope.address() + " cannot be registered"));
  }

  private void unregister(Envelope envelope) {
    forget(envelope.address());
    confirm(envelope, new JsonObject().put("unregistered", envelope.address()));
  }

  private void forget(String address) {
    Registration registration = registrations.remove(address);
    if (registration != null) {
      attend(registration, false);
      hub.unsubscribe(registration.busAddress(), this);
    }
  }

  private void command(Envelope envelope) throws RefusedException {
    Command command =
        Command.at(envelope.address())
            .orElseThrow(
                () ->
                    envelope.refused(
                        Refusal.ACCESS_DENIED, envelope.address() + " is not a command"));
    if (command.access() == Access.SIGNED_IN) {
      requireCaller(envelope);
    }
    slowDown(envelope);
    bus.<JsonObject>request(command.address(), envelope.body(), stamped())
        .onSuccess(reply -> confirm(envelope, reply.body()))
        .onFailure(cause -> send(Frames.failed(envelope, cause)));
  }

  private void slowDown(Envelope envelope) throws RefusedException {
    if (config.commandsPerSecond() == 0) {
      return;
    }
    long waitMs = bucket.take(System.currentTimeMillis());
    if (waitMs > 0) {
      throw RefusedException.tooFast(envelope.answerAddress(), waitMs);
    }
  }

  private DeliveryOptions stamped() {
    DeliveryOptions options =
        new DeliveryOptions().setSendTimeout(config.commandTimeout().toMillis());
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    caller.ifPresent(who -> who.stamp(headers));
    return options.setHeaders(headers);
  }

  private Caller requireCaller(Envelope envelope) throws RefusedException {
    return caller.orElseThrow(
        () -> envelope.refused(Refusal.NOT_LOGGED_IN, envelope.address() + " needs a session"));
  }

  private void confirm(Envelope envelope, Object body) {
    envelope.replyAddress().ifPresent(address -> send(Frames.rec(address, body)));
  }

  private void attend(Registration registration, boolean enters) {
    if (registration.topic() == Topic.CHAT_ROOM) {
      String room = Topic.CHAT_ROOM.ending(registration.busAddress());
      caller.ifPresent(
          who -> {
            if (enters) {
              attendance.enter(room, who.person());
            } else {
              attendance.leave(room, who.person());
            }
          });
    }
  }

  private void send(String frame) {
    deliver(Delivery.NEVER_DROPPED, "", frame);
  }

  @Override
  public void deliver(Delivery delivery, String address, String frame) {
    if (outbox.offer(delivery, address, frame) == Outbox.Offer.OVERFLOWED) {
      close(CLOSE_SLOW, "slow");
    }
  }

  /**
   * Sends the browser away. From now on it counts as gone, though it may not read this for long.
   */
  void close(int code, String reason) {
    gone();
    socket.close(code, reason);
  }

  /** Forgets everything the browser had here. */
  void gone() {
    closed = true;
    registrations
        .values()
        .forEach(
            registration -> {
              attend(registration, false);
              hub.unsubscribe(registration.busAddress(), this);
            });
    registrations.clear();
  }
}
