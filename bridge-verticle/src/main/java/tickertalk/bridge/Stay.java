package tickertalk.bridge;

import io.vertx.core.Vertx;
import java.util.Optional;
import tickertalk.contract.Caller;

/**
 * Somebody's time in a room by one connection: from its beginning until its end they count as
 * present, if they have a name; and it ends with their session. For the bridge's event loop.
 */
final class Stay {
  private final Loop loop;
  private final String room;
  private final Optional<Caller> caller;
  private final Optional<LiveSession> session;
  private boolean ended;

  private Stay(Loop loop, String room, Optional<Caller> caller, Optional<LiveSession> session) {
    this.loop = loop;
    this.room = room;
    this.caller = caller;
    this.session = session;
  }

  /**
   * Enters a room.
   *
   * @param session what proves who it is, if anything does; a guest of a plain door has none
   * @param over called when the session is over
   */
  static Stay begin(
      Vertx vertx,
      Loop loop,
      String room,
      Optional<Caller> caller,
      Optional<Session> session,
      Runnable over) {
    Optional<LiveSession> live =
        session.map(known -> new LiveSession(vertx, loop.identity().revocations(), known));
    live.ifPresent(known -> known.begin(over));
    caller.ifPresent(who -> loop.attendance().enter(room, who.person()));
    return new Stay(loop, room, caller, live);
  }

  /** Leaves the room; does nothing the second time. */
  void end() {
    if (!ended) {
      ended = true;
      session.ifPresent(LiveSession::end);
      caller.ifPresent(who -> loop.attendance().leave(room, who.person()));
    }
  }
}
