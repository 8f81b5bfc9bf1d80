package tickertalk.bridge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.Optional;
import tickertalk.contract.Caller;
import tickertalk.contract.Command;
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
  private final BridgeLimits limits;
  private final CommandGate commands;
  private final Registrations registrations;
  private final Outbox outbox;
  private final TokenBucket bucket;
  private boolean closed;

  BridgeSocket(
      SockJSSocket socket,
      Optional<Caller> caller,
      BridgeLimits limits,
      CommandGate commands,
      Hub hub,
      Attendance attendance,
      KnownRooms rooms) {
    this.socket = socket;
    this.caller = caller;
    this.limits = limits;
    this.commands = commands;
    this.registrations =
        new Registrations(caller, limits.maxRegistrations(), hub, attendance, rooms, this);
    this.outbox = new Outbox(socket::write, limits.outboxChars());
    this.bucket =
        new TokenBucket(
            limits.commandsPerSecond(),
            limits.commandsPerSecond() * BURST_SECONDS,
            System.currentTimeMillis());
  }

  /** Serves one frame of the browser's. */
  void receive(Buffer frame) {
    if (closed) {
      return; // nobody has to answer the close frame soon; until then they may go on to send
    }
    try {
      Envelope envelope = Envelope.parse(frame);
      slowDown(envelope);
      serve(envelope);
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

  private void register(Envelope envelope) {
    registrations
        .add(envelope)
        .onSuccess(
            live -> confirm(envelope, new JsonObject().put("registered", envelope.address())))
        .onFailure(cause -> send(Frames.refused((RefusedException) cause)));
  }

  private void unregister(Envelope envelope) {
    registrations.remove(envelope.address());
    confirm(envelope, new JsonObject().put("unregistered", envelope.address()));
  }

  private void command(Envelope envelope) throws RefusedException {
    Command command =
        Command.at(envelope.address())
            .orElseThrow(
                () ->
                    envelope.refused(
                        Refusal.ACCESS_DENIED, envelope.address() + " is not a command"));
    if (!CommandGate.isOpenTo(caller, command)) {
      throw envelope.refused(Refusal.NOT_LOGGED_IN, envelope.address() + " needs a session");
    }
    commands
        .send(caller, command, envelope.body())
        .onSuccess(reply -> confirm(envelope, reply))
        .onFailure(cause -> send(Frames.failed(envelope, cause)));
  }

  private void slowDown(Envelope envelope) throws RefusedException {
    if (limits.commandsPerSecond() == 0) {
      return;
    }
    long waitMs = bucket.take(System.currentTimeMillis());
    if (waitMs > 0) {
      throw RefusedException.tooFast(envelope.answerAddress(), waitMs);
    }
  }

  private void confirm(Envelope envelope, Object body) {
    envelope.replyAddress().ifPresent(address -> send(Frames.rec(address, body)));
  }

  private void send(String frame) {
    offer(Delivery.NEVER_DROPPED, "", frame);
  }

  @Override
  public void deliver(Event event) {
    offer(event.delivery(), event.address(), event.envelope());
  }

  private void offer(Delivery delivery, String address, String frame) {
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
    registrations.clear();
  }
}
