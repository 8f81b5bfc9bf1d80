package tickertalk.bridge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;

/** {@code /}: the page, from the {@code webroot} folder of the class path. */
final class PageDoor {
  /** Nothing from anywhere but this server; no script or style that stands in the page's text. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:; object-src 'none'; "
          + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  /** The names of what lies here have a hash of what is in it. */
  private static final String HASHED = "/assets/";

  private static final String FOREVER = "public, max-age=31536000, immutable";

  private PageDoor() {}

  static void mount(Router router) {
    router.get().handler(PageDoor::secure);
    router.get().handler(StaticHandler.create("webroot").setCachingEnabled(false));
  }

  private static void secure(RoutingContext request) {
    HttpServerResponse response = request.response();
    String cacheControl = request.normalizedPath().startsWith(HASHED) ? FOREVER : "no-cache";
    response
        .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "same-origin")
        .putHeader(HttpHeaders.CACHE_CONTROL, cacheControl);
    request.next();
  }
}
