package tickertalk.bridge;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import tickertalk.contract.ErrorCode;

/**
 * Finds out, before a request is served, whose it is: by the {@code Authorization} header, the
 * {@code token} parameter or the cookie, in this order, so that what a client says expressly wins.
 */
final class SessionGate {
  private static final String COOKIE = "tickertalk_session";
  private static final String STANDING = "tickertalk.standing";
  private static final String BEARER = "Bearer ";

  private final SessionTokens tokens;

  SessionGate(SessionTokens tokens) {
    this.tokens = tokens;
  }

  /** What a request's token is worth. */
  enum Standing {
    /** It carries none. */
    VISITOR,
    /** It is good. */
    SIGNED_IN,
    /** It is forged, malformed or over. */
    REFUSED
  }

  private record Found(Standing standing, Optional<Session> session) {}

  /** A handler that notes the request's session and lets everybody pass. */
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
    request.request().pause(); // no byte of a body or an upgrade may come while the token is read
    tokens
        .verify(token.get())
        .map(session -> new Found(Standing.SIGNED_IN, Optional.of(session)))
        .otherwise(new Found(Standing.REFUSED, Optional.empty()))
        .onSuccess(
            found -> {
              request.request().resume();
              pass(request, found);
            });
  }

  private static void pass(RoutingContext request, Found found) {
    request.put(STANDING, found);
    request.next();
  }

  private static Optional<String> tokenOf(HttpServerRequest request) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    // The scheme's name may be in any case (RFC 9110, 11.1).
    if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.of(authorization.substring(BEARER.length()).trim());
    }
    return said(request.getParam("token")).or(() -> cookieOf(request)).flatMap(SessionGate::said);
  }

  /**
   * The cookie's token, if this server's own page asks. The browser sends the cookie from pages of
   * other ports and subdomains too, which are not to act in its owner's name.
   */
  private static Optional<String> cookieOf(HttpServerRequest request) {
    return Optional.ofNullable(request.getCookie(COOKIE))
        .filter(cookie -> OwnPage.asks(request))
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
  void give(RoutingContext request, Session session, long lifetimeSeconds) {
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
