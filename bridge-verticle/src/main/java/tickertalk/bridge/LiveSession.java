package tickertalk.bridge;

import io.vertx.core.Vertx;
import tickertalk.contract.Caller;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;

/**
 * The session that an open socket lives by: it can be renewed, and it says when it is over, because
 * it expired or was revoked. For one thread.
 *
 * <p>A socket makes one, calls {@link #begin} with what is to happen then, and {@link #end} when it
 * is gone itself.
 */
final class LiveSession {
  /** Of a timer: longer ones are set anew. */
  private static final long MAX_TIMER_MS = 24L * 60 * 60 * 1_000;

  private final Vertx vertx;
  private final Revocations revocations;

  private Session current;
  private Runnable over = () -> {};
  private long timer = -1; // 0 is somebody's
  private boolean begun;

  LiveSession(Vertx vertx, Revocations revocations, Session session) {
    this.vertx = vertx;
    this.revocations = revocations;
    this.current = session;
  }

  /**
   * Begins to watch the time and the revocations.
   *
   * @param ending what to do when the session is over; called once at most, and not from within
   */
  void begin(Runnable ending) {
    over = ending;
    begun = true;
    revocations.watch(this);
    watchTheTime();
  }

  private void watchTheTime() {
    if (current.expiresAt() == Session.NEVER && !revocations.isRevoked(current)) {
      return;
    }
    // It may have been revoked while the socket was opening.
    long left = revocations.isRevoked(current) ? 1 : leftMs();
    timer =
        vertx.setTimer(
            Math.max(1, Math.min(left, MAX_TIMER_MS)),
            fired -> {
              if (leftMs() > 0 && !revocations.isRevoked(current)) {
                watchTheTime();
              } else {
                isOver();
              }
            });
  }

  private long leftMs() {
    return current.expiresAt() - System.currentTimeMillis();
  }

  Session current() {
    return current;
  }

  Caller caller() {
    return current.caller();
  }

  /**
   * Goes on with another token, until its end.
   *
   * @throws CommandException 403 for a token of somebody else, or one that is bound to other rooms
   *     or has a lower role, as what the socket listens to was permitted by the first
   */
  void renew(Session next) {
    if (!next.caller().person().id().equals(caller().person().id())) {
      throw new CommandException(ErrorCode.NOT_ALLOWED, "token: is somebody else's");
    }
    if (!next.caller().rooms().equals(caller().rooms())) {
      throw new CommandException(ErrorCode.NOT_ALLOWED, "token: is for other rooms");
    }
    if (!next.caller().role().atLeast(caller().role())) {
      throw new CommandException(
          ErrorCode.NOT_ALLOWED, "token: has a lower role; connect again with it");
    }
    current = next;
    if (begun) {
      vertx.cancelTimer(timer);
      watchTheTime();
    }
  }

  /** Ends it for the socket, which is told. */
  void isOver() {
    if (begun) {
      end();
      over.run();
    }
  }

  /** Ends it because the socket is gone. */
  void end() {
    begun = false;
    vertx.cancelTimer(timer);
    revocations.unwatch(this);
  }
}
