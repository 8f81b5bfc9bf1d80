package tickertalk.bridge;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import java.util.function.BiFunction;

/**
 * {@code /api/openapi.json} and {@code /asyncapi.json}: what this server speaks, for programs. Each
 * names the server as the request did, for nobody else knows the name that leads here.
 */
final class DocumentDoor {
  /** Stands where a document names the server; the rest is written once, for it is long. */
  private static final String HERE = "@servers@";

  private DocumentDoor() {}

  static void mount(Router router) {
    mount(router, "/api/openapi.json", OpenApiDocument.make(), OpenApiDocument::servers);
    mount(router, "/asyncapi.json", AsyncApiDocument.make(), AsyncApiDocument::servers);
  }

  private static void mount(
      Router router,
      String path,
      JsonObject document,
      BiFunction<String, Boolean, Object> servers) {
    String[] text = document.put("servers", HERE).encodePrettily().split(Json.encode(HERE), 2);
    router
        .get(path)
        .handler(
            request ->
                request
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                    .end(text[0] + Json.encode(named(request.request(), servers)) + text[1]));
  }

  private static Object named(
      HttpServerRequest request, BiFunction<String, Boolean, Object> servers) {
    return servers.apply(host(request), request.isSSL());
  }

  /** A client of HTTP/1.0 may name none; it gets the address that it reached. */
  private static String host(HttpServerRequest request) {
    HostAndPort named = request.authority();
    SocketAddress reached = request.localAddress();
    return named == null
        ? NetUtil.toSocketAddressString(reached.hostAddress(), reached.port())
        : named.toString();
  }
}
