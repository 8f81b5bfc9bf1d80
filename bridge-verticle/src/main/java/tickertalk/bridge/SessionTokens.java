package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import tickertalk.contract.Caller;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Fields;
import tickertalk.contract.Person;
import tickertalk.contract.Role;

/** Issues, refreshes and checks session tokens: JSON Web Tokens, signed with HMAC-SHA256. */
final class SessionTokens {
  /** Issued to people who said a name. */
  static final String FOR_GUESTS = "tickertalk:guest";

  /** Issued to people who brought a token of the host's. */
  static final String FOR_THE_HOSTS_PEOPLE = "tickertalk:jwt";

  /** How long a session can be refreshed; then its owner has to sign in again. */
  static final Duration LONGEST_SESSION = Duration.ofDays(30);

  private static final String ALGORITHM = "HS256";
  private static final int MAX_ID = 64;

  /** How far the clocks of two bridges may be apart; how a token ends is not subject to it. */
  private static final int LEEWAY_SECONDS = 5;

  private final JWTAuth jwt;
  private final String issuer;
  private final Duration lifetime;
  private final Clock clock;

  SessionTokens(Vertx vertx, TokenKey key, Duration lifetime, Clock clock) {
    this(vertx, key, FOR_GUESTS, lifetime, clock);
  }

  /**
   * Tokens of one kind of people; those of the other kind are refused, because what they prove is
   * not enough, or not known, after the operator has changed who may come in.
   */
  SessionTokens(Vertx vertx, TokenKey key, String issuer, Duration lifetime, Clock clock) {
    this.jwt =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .setJWTOptions(new JWTOptions().setIssuer(issuer).setLeeway(LEEWAY_SECONDS))
                .addPubSecKey(
                    new PubSecKeyOptions()
                        .setAlgorithm(ALGORITHM)
                        .setBuffer(Buffer.buffer(key.bytes()))));
    this.issuer = issuer;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /** A session for a guest who takes this name. */
  Session issue(String name) {
    return issue(new Caller(new Person(UUID.randomUUID().toString(), name), Role.GUEST));
  }

  /** A session for somebody who is known. */
  Session issue(Caller caller) {
    Instant now = clock.instant();
    return sign(UUID.randomUUID().toString(), caller, now, now);
  }

  /**
   * A new token for the same session; the old one stays good until its own end.
   *
   * @throws CommandException 403 for the session of an API key, which does not end
   */
  Session refresh(Session session) {
    if (session.expiresAt() == Session.NEVER) {
      throw new CommandException(ErrorCode.NOT_ALLOWED, "an API key does not end");
    }
    return sign(
        session.id(),
        session.caller(),
        clock.instant(),
        Instant.ofEpochMilli(session.signedInAt()));
  }

  private Session sign(String id, Caller caller, Instant now, Instant signedInAt) {
    Instant latest = signedInAt.plus(LONGEST_SESSION);
    Instant end = now.plus(lifetime);
    JsonObject claims =
        new JsonObject()
            .put("iss", issuer)
            .put("jti", id)
            .put("sub", caller.person().id())
            .put("name", caller.person().name())
            .put("role", caller.role().wireName())
            .put("iat", now.getEpochSecond())
            .put("auth_time", signedInAt.getEpochSecond())
            .put("exp", (end.isAfter(latest) ? latest : end).getEpochSecond());
    caller.rooms().ifPresent(rooms -> claims.put("rooms", new JsonArray(rooms.stream().toList())));
    return session(
        jwt.generateToken(claims.copy(), new JWTOptions().setAlgorithm(ALGORITHM)), claims);
  }

  /** The session a token stands for; fails when it is forged, malformed or over. */
  Future<Session> verify(String token) {
    // Composed, because the check itself throws on a claim of the wrong type.
    return Future.succeededFuture(new TokenCredentials(token))
        .compose(jwt::authenticate)
        .map(user -> session(token, claims(user)))
        .compose(this::thatGoesOn);
  }

  /** All claims as they stand in the token; the user's principal lacks "exp". */
  private static JsonObject claims(User user) {
    return user.attributes().getJsonObject("accessToken");
  }

  /**
   * When the last of the tokens ends that were issued until now, by any bridge of the cluster, in
   * epoch milliseconds.
   */
  long latestEndOfOneIssuedUntilNow() {
    return clock.millis() + lifetime.toMillis() + LEEWAY_SECONDS * 1_000L;
  }

  private Future<Session> thatGoesOn(Session session) {
    return session.expiresAt() > clock.millis()
        ? Future.succeededFuture(session)
        : Future.failedFuture("the token is over");
  }

  private Session session(String token, JsonObject claims) {
    long issuedAt = claims.getLong("iat") * 1_000;
    Fields fields = new Fields(claims);
    Person person = new Person(fields.text("sub", MAX_ID), fields.text("name", DisplayName.MAX));
    return new Session(
        fields.text("jti", MAX_ID),
        token,
        new Caller(
            person, Role.of(claims.getString("role")), RoomsClaim.of(claims.getValue("rooms"))),
        issuedAt,
        claims.getLong("auth_time") * 1_000,
        // No token lives longer than is allowed now, whatever was when it was issued.
        Math.min(claims.getLong("exp") * 1_000, issuedAt + lifetime.toMillis()));
  }
}
