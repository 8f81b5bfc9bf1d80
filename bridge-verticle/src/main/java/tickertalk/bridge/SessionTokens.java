package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import tickertalk.contract.Caller;
import tickertalk.contract.Person;
import tickertalk.contract.Role;

/** Issues and checks session tokens: JSON Web Tokens, signed with HMAC-SHA256. */
final class SessionTokens {
  private static final String ALGORITHM = "HS256";

  private final JWTAuth jwt;
  private final Duration lifetime;
  private final Clock clock;

  SessionTokens(Vertx vertx, TokenKey key, Duration lifetime, Clock clock) {
    this.jwt =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .addPubSecKey(
                    new PubSecKeyOptions()
                        .setAlgorithm(ALGORITHM)
                        .setBuffer(Buffer.buffer(key.bytes()))));
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /** A session for a guest who takes this name. */
  Session issue(String name) {
    return issue(new Caller(new Person(UUID.randomUUID().toString(), name), Role.GUEST));
  }

  private Session issue(Caller caller) {
    long expiresAtSeconds = clock.instant().plus(lifetime).getEpochSecond();
    JsonObject claims =
        new JsonObject()
            .put("sub", caller.person().id())
            .put("name", caller.person().name())
            .put("role", caller.role().wireName())
            .put("exp", expiresAtSeconds);
    String token = jwt.generateToken(claims, new JWTOptions().setAlgorithm(ALGORITHM));
    return new Session(token, caller, expiresAtSeconds * 1_000);
  }

  /** The session a token stands for; fails when it is forged, malformed or over. */
  Future<Session> verify(String token) {
    // Composed, because the check itself throws on a claim of the wrong type.
    return Future.succeededFuture(new TokenCredentials(token))
        .compose(jwt::authenticate)
        .map(user -> session(token, user));
  }

  private static Session session(String token, User user) {
    // All claims as they stand in the token; the user's principal lacks "exp".
    JsonObject claims = user.attributes().getJsonObject("accessToken");
    Person person = new Person(claims.getString("sub"), claims.getString("name"));
    return new Session(
        token,
        new Caller(person, Role.of(claims.getString("role"))),
        claims.getLong("exp") * 1_000);
  }
}
