package tickertalk.bridge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;

/** {@code /api/openapi.json} and {@code /asyncapi.json}: what this server speaks, for programs. */
final class DocumentDoor {
  private DocumentDoor() {}

  static void mount(Router router) {
    mount(router, "/api/openapi.json", OpenApiDocument.make());
    mount(router, "/asyncapi.json", AsyncApiDocument.make());
  }

  private static void mount(Router router, String path, JsonObject document) {
    Buffer text = Buffer.buffer(document.encodePrettily());
    router
        .get(path)
        .handler(
            request ->
                request
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                    .end(text));
  }
}
