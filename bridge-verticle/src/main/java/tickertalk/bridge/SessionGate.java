package tickertalk.bridge;

import io.vertx.core.AsyncResult;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;

/**
 * Finds out, before a request is served, whose it is: by the {@code Authorization} header, {@code
 * X-Api-Key}, the {@code token} parameter or the cookie, in this order, so that what a client says
 * expressly wins.
 */
final class SessionGate {
  private static final String COOKIE = "tickertalk_session";
  private static final String STANDING = "tickertalk.standing";
  private static final String BEARER = "Bearer ";
  private static final String API_KEY = "X-Api-Key";

  private final Authenticator authenticator;
  private final Origins origins;

  SessionGate(Authenticator authenticator, Origins origins) {
    this.authenticator = authenticator;
    this.origins = origins;
  }

  /** What a request's token is worth. */
  enum Standing {
    /** It carries none. */
    VISITOR,
    /** It is good. */
    SIGNED_IN,
    /** It is forged, malformed, revoked or over. */
    REFUSED
  }

  private record Found(Standing standing, Optional<Session> session) {}

  /**
   * A handler that notes the request's session and lets everybody pass; it ends the request with
   * 503 only when nobody can tell whose it is.
   */
  void identify(RoutingContext request) {
    Optional<String> token;
    try {
      token = tokenOf(request.request());
    } catch (IllegalArgumentException e) {
      request.fail(ErrorCode.BAD_INPUT.code()); // the query cannot be decoded
      return;
    }
    if (token.isEmpty()) {
      pass(request, new Found(Standing.VISITOR, Optional.empty()));
      return;
    }
    // No byte of a body or an upgrade may come while the token is read; HTTP/2 cannot pause the
    // end.
    boolean paused = !request.request().isEnded();
    if (paused) {
      request.request().pause();
    }
    authenticator
        .authenticate(token.get())
        .onComplete(
            judged -> {
              if (paused) {
                request.request().resume();
              }
              admit(request, judged);
            });
  }

  private static void admit(RoutingContext request, AsyncResult<Session> judged) {
    if (judged.succeeded()) {
      pass(request, new Found(Standing.SIGNED_IN, Optional.of(judged.result())));
    } else if (judged.cause() instanceof CommandException refusal
        && refusal.code() == ErrorCode.UNAVAILABLE) {
      request.fail(refusal);
    } else {
      pass(request, new Found(Standing.REFUSED, Optional.empty()));
    }
  }

  private static void pass(RoutingContext request, Found found) {
    request.put(STANDING, found);
    request.next();
  }

  private Optional<String> tokenOf(HttpServerRequest request) {
    Optional<String> bearer = bearer(request);
    if (bearer.isPresent()) {
      return bearer;
    }
    return apiKey(request)
        .or(() -> said(request.getParam("token")))
        .or(() -> cookieOf(request))
        .flatMap(SessionGate::said);
  }

  /** What stands in the {@code Authorization} header; it may be nothing, and then that is said. */
  static Optional<String> bearer(HttpServerRequest request) {
    // The scheme's name may be in any case (RFC 9110, 11.1).
    return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(header -> header.substring(BEARER.length()).trim());
  }

  /** What stands in the {@code X-Api-Key} header. */
  static Optional<String> apiKey(HttpServerRequest request) {
    return said(request.getHeader(API_KEY));
  }

  private Optional<String> cookieOf(HttpServerRequest request) {
    return Optional.ofNullable(request.getCookie(COOKIE))
        .filter(cookie -> origins.mayUseTheCookie(request))
        .map(Cookie::getValue);
  }

  private static Optional<String> said(String token) {
    return Optional.ofNullable(token).filter(text -> !text.isBlank());
  }

  Standing standing(RoutingContext request) {
    return request.<Found>get(STANDING).standing();
  }

  /** The request's session, if it is signed in. */
  Optional<Session> session(RoutingContext request) {
    return request.<Found>get(STANDING).session();
  }

  /** Lets the browser carry the session from now on, unseen by the page's scripts. */
  void give(RoutingContext request, Session session) {
    long lifetimeSeconds = (session.expiresAt() - session.issuedAt()) / 1_000;
    request.response().addCookie(cookie(request, session.token()).setMaxAge(lifetimeSeconds));
  }

  /** Takes the session from the browser. */
  void take(RoutingContext request) {
    request.response().addCookie(cookie(request, "").setMaxAge(0));
  }

  private static Cookie cookie(RoutingContext request, String value) {
    return Cookie.cookie(COOKIE, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSecure(request.request().isSSL())
        .setSameSite(CookieSameSite.LAX);
  }
}
