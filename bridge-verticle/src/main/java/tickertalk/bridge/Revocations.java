package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Fields;
import tickertalk.contract.Internal;
import tickertalk.contract.Revocation;

/**
 * Knows which sessions were revoked, as chat keeps them, and tells the open sockets among them. One
 * for each event loop, and for its thread only.
 *
 * <p>Until chat answers for the first time, tokens are judged by signature and expiry alone.
 */
final class Revocations {
  private static final Logger log = LoggerFactory.getLogger(Revocations.class);

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final RevocationList list = new RevocationList();
  private final Set<LiveSession> open = new HashSet<>();

  Revocations(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Begins to listen; done when no revocation that is published from then on goes unheard. */
  Future<Void> start() {
    new StandingQuestion(vertx, Internal.SESSION_REVOCATIONS, reply -> learn(kept(reply))).ask();
    return vertx
        .eventBus()
        .<JsonObject>consumer(Internal.SESSION_REVOKED, message -> hear(message.body()))
        .completion();
  }

  private void hear(JsonObject body) {
    try {
      learn(List.of(Revocation.fromJson(body)));
    } catch (CommandException e) {
      log.error("{}: {}", Internal.SESSION_REVOKED, e.getMessage());
    }
  }

  private static List<Revocation> kept(JsonObject reply) {
    return new Fields(reply)
        .array("revocations").stream()
            .map(JsonObject.class::cast)
            .map(Revocation::fromJson)
            .toList();
  }

  private Future<JsonObject> ask(String address, JsonObject body) {
    return vertx
        .eventBus()
        .<JsonObject>request(
            address, body, new DeliveryOptions().setSendTimeout(PATIENCE.toMillis()))
        .map(reply -> reply.body());
  }

  /**
   * Revokes: on disk, and everywhere at once. While chat is away the bridges that run are told all
   * the same, and it fails with 503, because one that starts later will not know.
   */
  Future<Void> revoke(Revocation revocation) {
    learn(List.of(revocation));
    return ask(Internal.SESSION_REVOKE, revocation.toJson())
        .<Void>mapEmpty()
        .recover(
            cause -> {
              vertx.eventBus().publish(Internal.SESSION_REVOKED, revocation.toJson());
              log.warn("a revocation was not kept: {}", cause.getMessage());
              return Future.failedFuture(
                  new CommandException(
                      ErrorCode.UNAVAILABLE,
                      "revoked on the bridges that run now, but not kept; ask again"));
            });
  }

  /** All at once, as the open sockets are looked through each time. */
  private void learn(List<Revocation> revocations) {
    list.forgetWhatEndedBefore(System.currentTimeMillis());
    revocations.forEach(list::add);
    List.copyOf(open).stream()
        .filter(live -> isRevoked(live.current()))
        .forEach(LiveSession::isOver);
  }

  boolean isRevoked(Session session) {
    return list.covers(session);
  }

  /** Tells a session from now on when it is revoked. */
  void watch(LiveSession live) {
    open.add(live);
  }

  void unwatch(LiveSession live) {
    open.remove(live);
  }
}
