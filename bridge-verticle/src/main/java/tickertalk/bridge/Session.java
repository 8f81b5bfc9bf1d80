package tickertalk.bridge;

import io.vertx.core.json.JsonObject;
import tickertalk.contract.Caller;

/**
 * Somebody's proven identity. All times are epoch milliseconds.
 *
 * @param id what it is revoked by; a refreshed session keeps it
 * @param token what proves it
 * @param issuedAt when the token was issued, in whole seconds
 * @param signedInAt when the first token of the session was issued; of a host's token, when it was
 *     shown
 * @param expiresAt when the token ends, or {@link #NEVER}
 */
record Session(
    String id, String token, Caller caller, long issuedAt, long signedInAt, long expiresAt) {
  /** The end of what has none: the session of an API key. */
  static final long NEVER = Long.MAX_VALUE;

  JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("user", caller.person().toJson().put("role", caller.role().wireName()));
    return expiresAt == NEVER ? json : json.put("expiresAt", expiresAt);
  }

  /** The same with the token, for its owner. */
  JsonObject toJsonWithToken() {
    return toJson().put("token", token);
  }
}
