package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.util.List;

/**
 * One key of the host's, with what it is to be said of a token besides: issuer, audience, time.
 *
 * <p>Each has a verifier of its own, because Vert.x's takes unsigned tokens as soon as it has no
 * key, as happens when it cannot read the only one of a set.
 */
final class HostKey {
  private final JwtKey key;
  private final JWTAuth verifier;

  HostKey(Vertx vertx, JwtConfig config, JwtKey key) {
    JWTOptions rules = new JWTOptions().setLeeway((int) config.leeway().toSeconds());
    config.issuer().ifPresent(rules::setIssuer);
    config.audience().ifPresent(audience -> rules.setAudience(List.of(audience)));
    this.key = key;
    this.verifier =
        JWTAuth.create(
            vertx, new JWTAuthOptions().setJWTOptions(rules).addPubSecKey(key.options()));
  }

  boolean mayHaveSigned(JwtHeader header) {
    return key.mayHaveSigned(header);
  }

  /** The claims of a token that this key signed and that is good now. */
  Future<JsonObject> claims(String token) {
    return Future.succeededFuture(new TokenCredentials(token))
        .compose(verifier::authenticate)
        .map(user -> user.attributes().getJsonObject("accessToken"));
  }
}
