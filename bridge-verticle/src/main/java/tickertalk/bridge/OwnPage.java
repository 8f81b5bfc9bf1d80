package tickertalk.bridge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Tells the requests of this server's own page from those of other sites. */
final class OwnPage {
  private OwnPage() {}

  /**
   * Whether a request comes from this server's page or from no page at all. Browsers name the page
   * in {@code Origin} on every request that another site could make for its own ends.
   */
  static boolean asks(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin == null || origin.replaceFirst("^https?://", "").equals(host(request));
  }

  private static String host(HttpServerRequest request) {
    return request.authority() == null ? "" : request.authority().toString();
  }
}
