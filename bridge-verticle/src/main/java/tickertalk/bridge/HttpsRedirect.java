package tickertalk.bridge;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Sends whoever asks in plain HTTP, WebSockets too, to the same place in TLS. */
final class HttpsRedirect implements Handler<HttpServerRequest> {
  private static final int HTTPS_PORT = 443;

  private final String port;

  /**
   * Makes a redirect.
   *
   * @param port where TLS is spoken
   */
  HttpsRedirect(int port) {
    this.port = port == HTTPS_PORT ? "" : ":" + port;
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (request.authority() == null || request.path() == null || !request.path().startsWith("/")) {
      request.response().setStatusCode(400).end();
      return;
    }
    String query = request.query() == null ? "" : "?" + request.query();
    request
        .response()
        .setStatusCode(308)
        .putHeader(
            HttpHeaders.LOCATION,
            "https://" + request.authority().host() + port + request.path() + query)
        .end();
  }
}
