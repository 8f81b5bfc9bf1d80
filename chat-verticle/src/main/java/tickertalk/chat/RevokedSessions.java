package tickertalk.chat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import tickertalk.contract.Internal;
import tickertalk.contract.Revocation;

/** Keeps revoked sessions for the bridges, which have no storage, and tells them of new ones. */
final class RevokedSessions {
  private final Vertx vertx;
  private final RevocationLog log;

  RevokedSessions(Vertx vertx, RevocationLog log) {
    this.vertx = vertx;
    this.log = log;
  }

  /**
   * Begins to tell. The one who led before may have died between a commit and its telling; a bridge
   * that hears of a revocation again closes nothing twice.
   */
  Future<Void> lead() {
    return all().onSuccess(revocations -> revocations.forEach(this::tell)).mapEmpty();
  }

  /** Revokes; done when it is on disk and on its way to the bridges. */
  Future<JsonObject> revoke(Revocation revocation) {
    return vertx
        .executeBlocking(
            () -> {
              log.revoke(revocation);
              return revocation;
            })
        .onSuccess(this::tell)
        .map(kept -> new JsonObject());
  }

  /** For a bridge that starts. */
  Future<JsonObject> list() {
    return all()
        .map(
            revocations -> {
              JsonArray array = new JsonArray();
              revocations.forEach(revocation -> array.add(revocation.toJson()));
              return new JsonObject().put("revocations", array);
            });
  }

  private Future<List<Revocation>> all() {
    return vertx.executeBlocking(log::revocations, false);
  }

  private void tell(Revocation revocation) {
    vertx.eventBus().publish(Internal.SESSION_REVOKED, revocation.toJson());
  }
}
