package tickertalk.bridge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import tickertalk.bridge.Origins.Asker;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;

/**
 * Stands before every door that a page can use: refuses pages of sites that may not, and tells
 * browsers which may (the CORS protocol of the Fetch standard). What SockJS says about that for
 * itself, which is that everybody may, is taken back.
 */
final class OriginGate {
  private static final Set<HttpMethod> CHANGE_NOTHING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private static final String SOCKETS = "/eventbus/";
  private static final String METHODS = "GET, POST, PUT, PATCH, DELETE";
  private static final String HEADERS = "Authorization, Content-Type, Last-Event-ID, X-Api-Key";
  private static final String EXPOSED = "Retry-After";

  /** Ten minutes, as long as an operator waits to see a changed list at work. */
  private static final String REMEMBERED_SECONDS = "600";

  private final Origins origins;

  OriginGate(Origins origins) {
    this.origins = origins;
  }

  /** Must be mounted before the doors themselves. */
  void mount(Router router) {
    for (String doors : new String[] {"/api/*", "/eventbus/*", "/plain/*"}) {
      router.route(doors).handler(this::judge).failureHandler(ApiError::answer);
    }
    router.route("/eventbus/iframe*").handler(OriginGate::withhold);
  }

  private void judge(RoutingContext request) {
    Asker asker = origins.asker(request.request());
    request.addHeadersEndHandler(sending -> tell(request, asker));
    if (asker == Asker.FOREIGN && isGuarded(request.request())) {
      request.fail(
          new CommandException(
              ErrorCode.NOT_ALLOWED,
              "Origin: pages of this site may not use this server; see --allowed-origins"));
    } else if (isPreflight(request.request())) {
      request.response().setStatusCode(204).end();
    } else {
      request.next();
    }
  }

  /** What a browser does for any site without letting it read the answer. */
  private static boolean isGuarded(HttpServerRequest request) {
    return !CHANGE_NOTHING.contains(request.method())
        || request.path().startsWith(SOCKETS)
        || request.headers().contains(HttpHeaders.UPGRADE)
        || isPreflight(request);
  }

  private static boolean isPreflight(HttpServerRequest request) {
    return HttpMethod.OPTIONS.equals(request.method())
        && request.headers().contains(HttpHeaders.ORIGIN)
        && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
  }

  /** Takes away what anybody said before, and says it by one rule. */
  private void tell(RoutingContext request, Asker asker) {
    MultiMap headers = request.response().headers();
    headers.names().stream()
        .filter(name -> name.regionMatches(true, 0, "access-control-", 0, 15))
        .toList()
        .forEach(headers::remove);
    headers.add(HttpHeaders.VARY, "Origin");
    if (asker != Asker.LISTED && asker != Asker.ANYBODY) {
      return;
    }
    if (asker == Asker.LISTED) {
      headers.set(
          HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, request.request().getHeader(HttpHeaders.ORIGIN));
      headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    } else {
      headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, Origins.ALL);
    }
    headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    if (isPreflight(request.request())) {
      headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
      headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
      headers.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, REMEMBERED_SECONDS);
    }
  }

  /**
   * SockJS' page for frames loads a script from a third party, and lends this server's origin to
   * whichever site frames it.
   */
  private static void withhold(RoutingContext request) {
    request.fail(new CommandException(ErrorCode.UNKNOWN, "there is no page for frames"));
  }
}
