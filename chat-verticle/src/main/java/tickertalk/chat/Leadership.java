package tickertalk.chat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.storage.Lease;

/**
 * Follows the lease: leads while it is held, and stands by while it is not; one change goes after
 * the other, however fast the lease changes hands. For the event loop of its verticle.
 */
final class Leadership {
  private static final Logger logger = LoggerFactory.getLogger(Leadership.class);
  private static final long RETRY_MS = 1_000;

  private final Vertx vertx;
  private final Context context;
  private final Lease lease;
  private final Supplier<Future<Void>> lead;
  private final Supplier<Future<Void>> standBy;

  private boolean holder;

  /** The newest change of hands; the next begins when it is through. */
  private Future<Void> turn = Future.succeededFuture();

  /**
   * Begins with standing by.
   *
   * @param lead takes over; when it fails it is tried again, for as long as the lease is held
   * @param standBy leaves it to another; does nothing when another leads already
   */
  Leadership(
      Vertx vertx,
      Context context,
      Lease lease,
      Supplier<Future<Void>> lead,
      Supplier<Future<Void>> standBy) {
    this.vertx = vertx;
    this.context = context;
    this.lease = lease;
    this.lead = lead;
    this.standBy = standBy;
  }

  /** Begins to follow the lease. A lease that is free at once is taken before this is done. */
  Future<Void> begin() {
    lease.keep(
        () -> context.runOnContext(v -> inTurn(this::take)),
        () -> context.runOnContext(v -> inTurn(this::leave)));
    Promise<Void> begun = Promise.promise();
    context.runOnContext(v -> turn.onComplete(begun));
    return begun.future();
  }

  /** Gives the lease up and stands by for good. */
  Future<Void> end() {
    return vertx
        .executeBlocking(
            () -> {
              lease.release();
              return null;
            })
        .transform(released -> inTurn(this::leave));
  }

  private Future<Void> inTurn(Supplier<Future<Void>> change) {
    turn = turn.transform(before -> change.get());
    return turn;
  }

  private Future<Void> take() {
    holder = true;
    return leadWhileHeld();
  }

  private Future<Void> leadWhileHeld() {
    return holder ? lead.get().recover(this::leadLater) : Future.succeededFuture();
  }

  private Future<Void> leadLater(Throwable failure) {
    logger.error("cannot take the rooms over, trying again", failure);
    vertx.setTimer(RETRY_MS, timer -> inTurn(this::leadWhileHeld));
    return Future.succeededFuture();
  }

  private Future<Void> leave() {
    holder = false;
    return standBy.get();
  }
}
