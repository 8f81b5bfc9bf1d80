package tickertalk.bridge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;

/** {@code /}: the page, from the class path. */
final class PageDoor {
  /** Not a name that the working directory may have too: a folder there would be served instead. */
  private static final String PAGE = "tickertalk/page";

  /** Nothing from anywhere but this server; no script or style that stands in the page's text. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
          + "form-action 'self'; frame-ancestors 'none'";

  /** The names of what lies here have a hash of what is in it. */
  private static final String HASHED = "/assets/";

  private static final String FOREVER = "public, max-age=31536000, immutable";

  private PageDoor() {}

  static void mount(Router router) {
    router
        .route()
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(PageDoor::secure)
        .handler(StaticHandler.create(PAGE).setCachingEnabled(false));
  }

  /** Adds what keeps a page of ours from being made to serve others. */
  static void secure(RoutingContext request) {
    HttpServerResponse response = request.response();
    response
        .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "same-origin");
    boolean hashed = request.normalizedPath().startsWith(HASHED);
    // What is not there now may be there after an upgrade.
    request.addHeadersEndHandler(
        sending ->
            response.putHeader(
                HttpHeaders.CACHE_CONTROL,
                hashed && response.getStatusCode() == 200 ? FOREVER : "no-cache"));
    request.next();
  }
}
