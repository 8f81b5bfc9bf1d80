package tickertalk.bridge;

import io.vertx.ext.web.RoutingContext;

/**
 * Counts who waits to be let in, which takes long only while the host's keys are being fetched, and
 * refuses those for whom there is no room to wait. For one event loop.
 */
final class PendingHandshakes {
  private static final String WAITS = "tickertalk.waits";

  private final BridgeLimits limits;
  private final BridgeMetrics metrics;
  private int waiting;

  PendingHandshakes(BridgeLimits limits, BridgeMetrics metrics) {
    this.limits = limits;
    this.metrics = metrics;
  }

  /** A handler to stand before what is waited for. */
  void begin(RoutingContext request) {
    if (waiting >= limits.maxPendingHandshakes()) {
      metrics.reached(Limit.PENDING_HANDSHAKES);
      ApiError.full(request, new Admission.FullException(Limit.PENDING_HANDSHAKES));
      return;
    }
    waiting++;
    request.put(WAITS, true);
    request.addEndHandler(answered -> forget(request)); // nobody could tell whose it is
    request.next();
  }

  /** A handler to stand after it. */
  void end(RoutingContext request) {
    forget(request);
    request.next();
  }

  /** The request waits no more; does nothing the second time. */
  private void forget(RoutingContext request) {
    if (request.remove(WAITS) != null) {
      waiting--;
    }
  }
}
