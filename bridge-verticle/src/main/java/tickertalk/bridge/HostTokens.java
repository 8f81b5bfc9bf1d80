package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** Checks the tokens that the host issues to its people. */
final class HostTokens {
  private final HostKeys keys;
  private final HostClaims claims;

  HostTokens(HostKeys keys, HostClaims claims) {
    this.keys = keys;
    this.claims = claims;
  }

  /**
   * The session a token stands for; fails with 503 when nobody can tell, and else when it is
   * forged, malformed, over, or for somebody else.
   */
  Future<Session> verify(String token) {
    return Future.succeededFuture(token)
        .map(JwtHeader::of)
        .compose(keys::mayHaveSigned)
        .compose(candidates -> firstClaims(candidates, token))
        .map(found -> session(token, found));
  }

  private static Future<JsonObject> firstClaims(List<HostKey> candidates, String token) {
    Future<JsonObject> none = Future.failedFuture("no key of the host's is for this token");
    return candidates.stream()
        .reduce(
            none,
            (found, key) -> found.recover(cause -> key.claims(token)),
            (one, other) -> one.recover(cause -> other));
  }

  /** A session of ours, which a refresh makes of it, begins now, however old the host's is. */
  private Session session(String token, JsonObject found) {
    long issuedAt = found.getLong("iat", 0L) * 1_000;
    return new Session(
        id(token),
        token,
        claims.caller(found),
        issuedAt,
        System.currentTimeMillis(),
        expiresAt(found));
  }

  /** A token without end could not be forgotten once it is revoked. */
  private long expiresAt(JsonObject found) {
    Long seconds = found.getLong("exp");
    if (seconds == null) {
      throw new IllegalArgumentException("the token has no exp");
    }
    return (seconds + claims.leeway().toSeconds()) * 1_000;
  }

  /**
   * By what is signed: hosts need not give an id, and of the signature there may be several forms.
   */
  private static String id(String token) {
    try {
      byte[] signed =
          token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(signed));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
