package tickertalk.bridge;

import io.vertx.core.Vertx;
import java.time.Clock;

/**
 * How one event loop of the edge knows who is who.
 *
 * @param tokens makes session tokens
 * @param authenticator reads tokens and keys of all kinds
 * @param revocations the sessions that ended before their time
 * @param origins the sites whose pages may come in
 * @param gate finds out whose a request is
 * @param refresh lets an open socket go on by a new token
 */
record Identity(
    SessionTokens tokens,
    Authenticator authenticator,
    Revocations revocations,
    Origins origins,
    SessionGate gate,
    SessionRefresh refresh) {

  static Identity of(Vertx vertx, BridgeConfig config) {
    AuthConfig auth = config.auth();
    SessionTokens tokens =
        new SessionTokens(
            vertx, config.tokenKey(), auth.issuer(), auth.sessionLifetime(), Clock.systemUTC());
    Revocations revocations = new Revocations(vertx);
    Authenticator authenticator = new Authenticator(vertx, auth, tokens, revocations);
    Origins origins = new Origins(config.listen().allowedOrigins());
    return new Identity(
        tokens,
        authenticator,
        revocations,
        origins,
        new SessionGate(authenticator, origins),
        new SessionRefresh(tokens, authenticator));
  }
}
