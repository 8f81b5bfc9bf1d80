package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.Optional;
import tickertalk.bridge.SessionGate.Standing;
import tickertalk.contract.Caller;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Fields;
import tickertalk.contract.Person;
import tickertalk.contract.Revocation;
import tickertalk.contract.Role;

/**
 * {@code /api/session}: sign in, ask who one is, sign out; {@code …/refresh} for a new token,
 * {@code …/revoke} to end another's sessions.
 */
final class SessionApi {
  private static final String PATH = "/api/session";
  private static final String REFRESH = PATH + "/refresh";
  private static final String REVOKE = PATH + "/revoke";
  private static final int MAX_ID = 64;
  private static final long MAX_BODY_BYTES = 4_096;

  /** Longer than any host's token lives that is worth its name. */
  private static final Duration LONGEST_HOST_TOKEN = Duration.ofDays(366);

  private final SessionTokens tokens;
  private final Authenticator authenticator;
  private final SessionGate gate;
  private final Revocations revocations;
  private final CallerRates rates;

  SessionApi(Identity identity, House house) {
    this.tokens = identity.tokens();
    this.authenticator = identity.authenticator();
    this.gate = identity.gate();
    this.revocations = identity.revocations();
    this.rates = house.signInRates();
  }

  void mount(Router router) {
    router.delete(PATH).handler(this::slowDown);
    for (String path : new String[] {PATH, REFRESH, REVOKE}) {
      router.post(path).handler(this::slowDown);
      router.post(path).handler(SessionApi::requireJson);
      router.post(path).handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
    }
    router.post(PATH).handler(this::signIn);
    router.get(PATH).handler(gate::identify).handler(this::tell);
    router.delete(PATH).handler(gate::identify).handler(this::signOut);
    router.post(REFRESH).handler(gate::identify).handler(this::refresh);
    router.post(REVOKE).handler(gate::identify).handler(this::revoke);
    close(router, PATH, "GET, POST, DELETE");
    close(router, REFRESH, HttpMethod.POST.name());
    close(router, REVOKE, HttpMethod.POST.name());
  }

  private static void close(Router router, String path, String methods) {
    router.route(path).handler(request -> ApiError.methodNotAllowed(request, methods));
    router.route(path).failureHandler(ApiError::answer);
  }

  /** Before anything costs more: each of them signs, or checks a signature, or writes to disk. */
  private void slowDown(RoutingContext request) {
    ApiError.passUnlessTooFast(request, rates.take(AddressBlock.of(request.request())));
  }

  /** Lets in JSON, and what a bare client sends without a word about its kind; but no form. */
  private static void requireJson(RoutingContext request) {
    String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null || type.startsWith("application/json") || type.startsWith("text/plain")) {
      request.next();
    } else {
      ApiError.refuse(request, 415, "Content-Type: must be application/json");
    }
  }

  private void signIn(RoutingContext request) {
    signedIn(request)
        .onSuccess(
            session -> {
              gate.give(request, session);
              answer(request, 201, session.toJsonWithToken());
            })
        .onFailure(request::fail);
  }

  private Future<Session> signedIn(RoutingContext request) {
    Optional<String> bearer = SessionGate.bearer(request.request());
    Optional<String> key =
        bearer.filter(ApiKeys::isOne).or(() -> SessionGate.apiKey(request.request()));
    if (key.isPresent()) {
      return authenticator.authenticateKey(key.get()).map(it -> opened(it.caller(), request));
    }
    if (!authenticator.asksTheHost()) {
      return Future.succeededFuture(tokens.issue(DisplayName.in(body(request), "name")));
    }
    return bearer
        .map(authenticator::authenticateHost)
        .orElseGet(
            () ->
                Future.failedFuture(
                    new CommandException(
                        ErrorCode.NOT_ALLOWED,
                        "names are not taken here; sign in with the host's token, as"
                            + " Authorization: Bearer")))
        .map(host -> tokens.issue(host.caller()));
  }

  /** A person's session, by the key that the operator gave them, and with the name they say. */
  private Session opened(Caller key, RoutingContext request) {
    if (key.role() == Role.SERVICE) {
      throw new CommandException(
          ErrorCode.NOT_SIGNED_IN, "a server's key is no person's; use it as it is");
    }
    String name = DisplayName.in(body(request), "name");
    return tokens.issue(new Caller(new Person(key.person().id(), name), key.role()));
  }

  private static JsonObject body(RoutingContext request) {
    try {
      return request.body().asJsonObject();
    } catch (DecodeException | ClassCastException e) {
      throw CommandException.badInput("body", "must be a JSON object");
    }
  }

  /** No session is an answer, a session that is no good is an error. */
  private void tell(RoutingContext request) {
    if (gate.standing(request) == Standing.VISITOR) {
      request.response().setStatusCode(204).end();
    } else {
      answer(request, 200, required(request).toJson());
    }
  }

  private Session required(RoutingContext request) {
    return gate.session(request)
        .orElseThrow(
            () ->
                new CommandException(
                    ErrorCode.NOT_SIGNED_IN,
                    gate.standing(request) == Standing.VISITOR
                        ? "this needs a session"
                        : "the session is over"));
  }

  private void refresh(RoutingContext request) {
    Session session = tokens.refresh(required(request));
    gate.give(request, session);
    answer(request, 200, session.toJsonWithToken());
  }

  /** The browser forgets the session whatever becomes of the rest. */
  private void signOut(RoutingContext request) {
    gate.take(request);
    gate.session(request)
        .map(this::endOf)
        .orElseGet(Future::succeededFuture)
        .onSuccess(done -> request.response().setStatusCode(204).end())
        .onFailure(request::fail);
  }

  private Future<Void> endOf(Session session) {
    if (session.expiresAt() == Session.NEVER) {
      throw new CommandException(
          ErrorCode.NOT_ALLOWED, "an API key does not end; take it out of the file");
    }
    // A token that was refreshed may end later than the one that is known here.
    long until = Math.max(session.expiresAt(), tokens.latestEndOfOneIssuedUntilNow());
    return revocations.revoke(Revocation.ofSession(session.id(), until));
  }

  private void revoke(RoutingContext request) {
    Role own = required(request).caller().role();
    if (!own.atLeast(Role.MODERATOR)) {
      throw new CommandException(
          ErrorCode.NOT_ALLOWED, "only moderators and above end another's sessions");
    }
    String user = new Fields(body(request)).text("user", MAX_ID);
    long now = System.currentTimeMillis();
    long until =
        authenticator.asksTheHost()
            ? now + LONGEST_HOST_TOKEN.toMillis()
            : tokens.latestEndOfOneIssuedUntilNow();
    revocations
        .revoke(Revocation.ofUser(user, now + 1, own, until))
        .onSuccess(done -> request.response().setStatusCode(204).end())
        .onFailure(request::fail);
  }

  private static void answer(RoutingContext request, int status, JsonObject body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body.toBuffer());
  }
}
