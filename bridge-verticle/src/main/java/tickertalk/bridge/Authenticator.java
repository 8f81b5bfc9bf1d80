package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;

/**
 * Says whose a token is, of whatever kind: a session token of ours, a token of the host's, or an
 * API key.
 */
final class Authenticator {
  private static final Logger log = LoggerFactory.getLogger(Authenticator.class);

  /** A client that is broken cannot fill the log. */
  private static final long TOLD_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final SessionTokens tokens;
  private final Optional<HostTokens> host;
  private final ApiKeys apiKeys;
  private final Revocations revocations;
  private final AtomicLong toldAtNanos = new AtomicLong(System.nanoTime() - TOLD_EVERY_NANOS);

  Authenticator(Vertx vertx, AuthConfig config, SessionTokens tokens, Revocations revocations) {
    this.tokens = tokens;
    this.host =
        config.jwt().map(jwt -> new HostTokens(HostKeys.of(vertx, jwt), new HostClaims(jwt)));
    this.apiKeys = new ApiKeys(config.apiKeys(), Clock.systemUTC());
    this.revocations = revocations;
  }

  /** Whether people sign in with a token of the host's, and not with a name. */
  boolean asksTheHost() {
    return host.isPresent();
  }

  /** The session of a token; fails with 401 when it is no good, with 503 when nobody can tell. */
  Future<Session> authenticate(String token) {
    Future<Session> found =
        ApiKeys.isOne(token)
            ? ofApiKey(token)
            : tokens.verify(token).compose(this::vouchedFor).recover(cause -> ofHost(token, cause));
    return judged(found);
  }

  /** A key that was taken out of the file takes the sessions with it that it opened. */
  private Future<Session> vouchedFor(Session session) {
    return apiKeys.vouchFor(session.caller())
        ? Future.succeededFuture(session)
        : Future.failedFuture("the API key that it was opened with is no more");
  }

  /** The session of an API key, and of no other token; fails as {@link #authenticate}. */
  Future<Session> authenticateKey(String key) {
    return judged(ofApiKey(key));
  }

  /** The session of a token of the host's, and of no other; fails as {@link #authenticate}. */
  Future<Session> authenticateHost(String token) {
    return judged(ofHost(token, new IllegalArgumentException("no token of a host is taken here")));
  }

  private Future<Session> ofApiKey(String token) {
    return apiKeys
        .session(token)
        .map(Future::succeededFuture)
        .orElseGet(() -> Future.failedFuture("there is no such API key"));
  }

  private Future<Session> ofHost(String token, Throwable otherwise) {
    return host.map(it -> it.verify(token)).orElseGet(() -> Future.failedFuture(otherwise));
  }

  private Future<Session> judged(Future<Session> found) {
    return found
        .compose(
            session ->
                revocations.isRevoked(session)
                    ? Future.failedFuture("the session was revoked")
                    : Future.succeededFuture(session))
        .recover(cause -> Future.failedFuture(refusal(cause)));
  }

  /** Why a token is no good is nobody's business but the operator's, who is told of one in many. */
  private CommandException refusal(Throwable cause) {
    if (cause instanceof CommandException refusal && refusal.code() == ErrorCode.UNAVAILABLE) {
      return refusal;
    }
    long now = System.nanoTime();
    long told = toldAtNanos.get();
    if (now - told >= TOLD_EVERY_NANOS && toldAtNanos.compareAndSet(told, now)) {
      log.info("a token is refused: {}", cause.getMessage());
    }
    return new CommandException(ErrorCode.NOT_SIGNED_IN, "the session is over");
  }
}
