package tickertalk.bridge;

import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Consumer;
import tickertalk.contract.Caller;
import tickertalk.contract.Sanction;

/**
 * Somebody's time in a room by one connection: from its beginning until its end they count as
 * present, if they have a name; and it ends with their session, or when they are sent away. Before
 * it begins, somebody may be on their way in: whoever is kicked meanwhile leaves as soon as they
 * are there. For the bridge's event loop.
 */
final class Stay implements RoomRules.Guest {
  private final Vertx vertx;
  private final Loop loop;
  private final String room;
  private final Optional<Caller> caller;
  private final Optional<LiveSession> session;
  private Optional<Consumer<CloseReason>> over = Optional.empty();
  private Optional<Sanction> kick = Optional.empty();
  private boolean ended;

  private Stay(
      Vertx vertx, Loop loop, String room, Optional<Caller> caller, Optional<LiveSession> session) {
    this.vertx = vertx;
    this.loop = loop;
    this.room = room;
    this.caller = caller;
    this.session = session;
  }

  /**
   * Somebody is on their way into a room, and is to begin or to end their stay.
   *
   * @param session what proves who it is, if anything does; a guest of a plain door has none
   */
  static Stay announced(
      Vertx vertx, Loop loop, String room, Optional<Caller> caller, Optional<Session> session) {
    Optional<LiveSession> live =
        session.map(known -> new LiveSession(vertx, loop.identity().revocations(), known));
    Stay stay = new Stay(vertx, loop, room, caller, live);
    loop.rules().watch(stay);
    return stay;
  }

  /**
   * Enters the room.
   *
   * @param whenOver called when the session is over, or when they may not be there any more
   */
  Stay begin(Consumer<CloseReason> whenOver) {
    over = Optional.of(whenOver);
    session.ifPresent(known -> known.begin(() -> whenOver.accept(CloseReason.SIGNED_OUT)));
    caller.ifPresent(who -> loop.attendance().enter(room, who.person()));
    // What was decided since the door asked was heard by nobody; the caller has the stay by then.
    vertx.runOnContext(now -> judgeAnew());
    return this;
  }

  @Override
  public void judgeAnew() {
    if (kick.isPresent() || loop.rules().refusal(Optional.empty(), caller, room).isPresent()) {
      sendAway(kick.or(() -> loop.rules().ban(caller, room)));
    }
  }

  @Override
  public void kicked(Sanction sanction) {
    if (caller.filter(who -> sanction.binds(who, room)).isPresent()) {
      kick = Optional.of(sanction);
      sendAway(kick);
    }
  }

  private void sendAway(Optional<Sanction> decided) {
    CloseReason why = CloseReason.sentAway(decided.flatMap(Sanction::reason));
    over.filter(there -> !ended).ifPresent(there -> there.accept(why));
  }

  /** Leaves the room, or does not enter it; does nothing the second time. */
  void end() {
    if (!ended) {
      ended = true;
      loop.rules().unwatch(this);
      over.ifPresent(there -> leave());
    }
  }

  private void leave() {
    session.ifPresent(LiveSession::end);
    caller.ifPresent(who -> loop.attendance().leave(room, who.person()));
  }
}
