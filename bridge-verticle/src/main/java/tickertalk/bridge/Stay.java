package tickertalk.bridge;

import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Consumer;
import tickertalk.contract.Caller;
import tickertalk.contract.Sanction;

/**
 * Somebody's time in a room by one connection: from its beginning until its end they count as
 * present, if they have a name; and it ends with their session, or when they are sent away. For the
 * bridge's event loop.
 */
final class Stay implements RoomRules.Guest {
  private final Loop loop;
  private final String room;
  private final Optional<Caller> caller;
  private final Optional<LiveSession> session;
  private final Consumer<CloseReason> over;
  private boolean ended;

  private Stay(
      Loop loop,
      String room,
      Optional<Caller> caller,
      Optional<LiveSession> session,
      Consumer<CloseReason> over) {
    this.loop = loop;
    this.room = room;
    this.caller = caller;
    this.session = session;
    this.over = over;
  }

  /**
   * Enters a room.
   *
   * @param session what proves who it is, if anything does; a guest of a plain door has none
   * @param over called when the session is over, or when they may not be there any more
   */
  static Stay begin(
      Vertx vertx,
      Loop loop,
      String room,
      Optional<Caller> caller,
      Optional<Session> session,
      Consumer<CloseReason> over) {
    Optional<LiveSession> live =
        session.map(known -> new LiveSession(vertx, loop.identity().revocations(), known));
    live.ifPresent(known -> known.begin(() -> over.accept(CloseReason.SIGNED_OUT)));
    caller.ifPresent(who -> loop.attendance().enter(room, who.person()));
    Stay stay = new Stay(loop, room, caller, live, over);
    loop.rules().watch(stay);
    // What was decided since the door asked was heard by nobody; the caller has the stay by then.
    vertx.runOnContext(now -> stay.judgeAnew());
    return stay;
  }

  @Override
  public void judgeAnew() {
    if (!ended && loop.rules().refusal(Optional.empty(), caller, room).isPresent()) {
      over.accept(CloseReason.SENT_AWAY);
    }
  }

  @Override
  public void kicked(Sanction kick) {
    if (caller.filter(who -> kick.binds(who, room)).isPresent()) {
      over.accept(CloseReason.SENT_AWAY);
    }
  }

  /** Leaves the room; does nothing the second time. */
  void end() {
    if (!ended) {
      ended = true;
      loop.rules().unwatch(this);
      session.ifPresent(LiveSession::end);
      caller.ifPresent(who -> loop.attendance().leave(room, who.person()));
    }
  }
}
