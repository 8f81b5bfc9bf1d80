package tickertalk.bridge;

import io.vertx.core.json.JsonObject;
import tickertalk.contract.Caller;

/**
 * Somebody's proven identity.
 *
 * @param token what proves it
 * @param expiresAt epoch milliseconds
 */
record Session(String token, Caller caller, long expiresAt) {
  JsonObject toJson() {
    return new JsonObject()
        .put("user", caller.person().toJson().put("role", caller.role().wireName()))
        .put("expiresAt", expiresAt);
  }
}
