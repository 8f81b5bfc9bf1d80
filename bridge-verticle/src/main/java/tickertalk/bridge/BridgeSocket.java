package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Consumer;
import tickertalk.contract.Caller;
import tickertalk.contract.Command;

/**
 * One browser's connection: speaks the event bus bridge protocol with it, lets it do what the
 * contract's tables allow and nothing else, and stamps its identity on what it sends.
 */
final class BridgeSocket implements Subscriber, Wire.Listener, OpenSocket {
  private final Wire wire;
  private final Optional<LiveSession> session;
  private final Loop loop;
  private final Registrations registrations;
  private final Outbox outbox;
  private final TokenBucket bucket;
  private Consumer<CloseReason> farewell = why -> {};
  private boolean gone;

  /**
   * Serves a browser on a wire.
   *
   * @param session what it came with, if anything
   * @param loop what it shares with the others of its event loop
   */
  BridgeSocket(Wire wire, Optional<LiveSession> session, Loop loop) {
    BridgeLimits limits = loop.limits();
    this.wire = wire;
    this.session = session;
    this.loop = loop;
    this.registrations =
        new Registrations(caller(), loop, this, cause -> send(Frames.refused(cause)));
    this.outbox = new Outbox(wire, loop.metrics(), limits.outboxBytes());
    this.bucket = TokenBucket.full(limits.commandsPerSecond(), System.currentTimeMillis());
  }

  private Optional<Caller> caller() {
    return session.map(LiveSession::caller);
  }

  /** Has this done when the connection is gone, once. */
  void whenGone(Consumer<CloseReason> then) {
    farewell = then;
  }

  @Override
  public void received(String text) {
    if (gone) {
      return;
    }
    try {
      Envelope envelope = Envelope.parse(text);
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
      case PUBLISH ->
          throw envelope.refused(Refusal.ACCESS_DENIED, "publish is not taken; use send");
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
    if (envelope.address().equals(Command.SESSION_REFRESH)) {
      answer(envelope, loop.identity().refresh().answer(session, envelope.body()));
      return;
    }
    Command command =
        Command.at(envelope.address())
            .orElseThrow(
                () ->
                    envelope.refused(
                        Refusal.ACCESS_DENIED, envelope.address() + " is not a command"));
    if (!CommandGate.isOpenTo(caller(), command)) {
      throw envelope.forStaff(caller());
    }
    Future<JsonObject> reply = loop.commands().send(caller(), command, envelope.body());
    answer(envelope, command == Command.CHAT_POST ? loop.hub().expectEvent(reply) : reply);
  }

  private void answer(Envelope envelope, Future<JsonObject> replying) {
    replying
        .onSuccess(reply -> confirm(envelope, reply))
        .onFailure(cause -> send(Frames.failed(envelope, cause)));
  }

  private void slowDown(Envelope envelope) throws RefusedException {
    long waitMs = loop.waitMs(bucket, caller());
    if (waitMs > 0) {
      throw RefusedException.tooFast(envelope.answerAddress(), waitMs);
    }
  }

  private void confirm(Envelope envelope, Object body) {
    envelope.replyAddress().ifPresent(address -> send(Frames.rec(address, body)));
  }

  private void send(String text) {
    if (gone) {
      return;
    }
    goIfTooSlow(outbox.offer(text));
    outbox.flush();
  }

  @Override
  public void deliver(Event event) {
    Batch batch = Batch.of(event, loop.encoder());
    deliver(batch);
    outbox.flush();
    batch.release();
  }

  @Override
  public void deliver(Batch batch) {
    if (!gone) {
      goIfTooSlow(outbox.offer(batch));
    }
  }

  private void goIfTooSlow(boolean taken) {
    if (!taken) {
      loop.metrics().reached(Limit.OUTBOX);
      close(CloseReason.SLOW);
    }
  }

  @Override
  public void flush() {
    outbox.flush();
  }

  @Override
  public void beat() {
    wire.beat();
  }

  @Override
  public void drained() {
    outbox.flush();
  }

  /**
   * Sends the browser away. From now on it counts as gone, though it may not read this for long.
   */
  @Override
  public void close(CloseReason reason) {
    forget();
    wire.close(reason);
  }

  @Override
  public void gone(CloseReason why) {
    forget();
    farewell.accept(why);
  }

  /** Forgets everything the browser had here. */
  private void forget() {
    gone = true;
    registrations.clear();
  }
}
