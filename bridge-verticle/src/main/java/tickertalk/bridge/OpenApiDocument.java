package tickertalk.bridge;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tickertalk.contract.Command.Access;

/** Describes the REST API as OpenAPI 3.1, from its table and the messages' schemas. */
final class OpenApiDocument {
  private static final String BEARER = "bearer";
  private static final String API_KEY = "apiKey";
  private static final String SESSION = "/api/session";

  private final MessageSchemas schemas = new MessageSchemas();
  private final JsonObject paths = new JsonObject();

  private OpenApiDocument() {}

  /** The document, but for its {@link #servers}. */
  static JsonObject make() {
    return new OpenApiDocument().document();
  }

  private JsonObject document() {
    Stream.of(RestRoute.values())
        .forEach(
            route ->
                add(
                    route.path(),
                    route.method().name().toLowerCase(Locale.ROOT),
                    operation(route)));
    addSession();
    return new JsonObject()
        .put("openapi", "3.1.0")
        .put(
            "info",
            new JsonObject()
                .put("title", "Tickertalk REST API")
                .put("version", "1.0.0")
                .put(
                    "description",
                    "The commands of a live market room, for servers and scripts. What happens is "
                        + "told by /asyncapi.json and, as Server-Sent Events, by "
                        + "GET /plain/rooms/{room}.")
                .put(
                    "license",
                    new JsonObject().put("name", "Apache-2.0").put("identifier", "Apache-2.0")))
        .put("paths", paths)
        .put("components", components());
  }

  /** The document's {@code servers}, for this server as its readers call it. */
  static JsonArray servers(String host, boolean encrypted) {
    String url = (encrypted ? "https://" : "http://") + host;
    return new JsonArray().add(new JsonObject().put("url", url));
  }

  private void add(String path, String method, JsonObject operation) {
    if (!paths.containsKey(path)) {
      paths.put(path, new JsonObject());
    }
    paths.getJsonObject(path).put(method, operation);
  }

  private JsonObject operation(RestRoute route) {
    JsonObject request = schemas.inline(route.requestSchema());
    JsonObject operation =
        new JsonObject()
            .put("operationId", camelCase(route.name()))
            .put("summary", request.getString("description"))
            .put("description", description(route))
            .put("security", security(route.access()));
    JsonArray parameters = new JsonArray();
    route.pathFields().forEach(name -> parameters.add(parameter(request, name, "path")));
    route.queryFields().forEach(name -> parameters.add(parameter(request, name, "query")));
    if (!parameters.isEmpty()) {
      operation.put("parameters", parameters);
    }
    if (route.hasBody()) {
      operation.put("requestBody", body(without(request, route.pathFields())));
    }
    return operation.put(
        "responses", responses(Integer.toString(route.status()), schemas.ref(route.replySchema())));
  }

  private static String description(RestRoute route) {
    String command = "`" + route.address() + "`";
    return route.access() == Access.STAFF
        ? command + ", for moderators, administrators and services."
        : "The command " + command + ".";
  }

  private static JsonArray security(Access access) {
    JsonArray security =
        new JsonArray()
            .add(new JsonObject().put(BEARER, new JsonArray()))
            .add(new JsonObject().put(API_KEY, new JsonArray()));
    return access == Access.ANYONE ? security.add(new JsonObject()) : security;
  }

  private static JsonObject parameter(JsonObject request, String name, String in) {
    boolean required =
        request.getJsonArray("required", new JsonArray()).contains(name) || in.equals("path");
    return new JsonObject()
        .put("name", name)
        .put("in", in)
        .put("required", required)
        .put("schema", request.getJsonObject("properties").getJsonObject(name));
  }

  /** What is left for the body of a request when some of it stands in the path. */
  private static JsonObject without(JsonObject request, List<String> names) {
    JsonObject left = request.copy();
    names.forEach(
        name -> {
          left.getJsonObject("properties").remove(name);
          left.getJsonArray("required").remove(name);
        });
    if (left.getJsonArray("required", new JsonArray()).isEmpty()) {
      left.remove("required");
    }
    return left;
  }

  private static JsonObject body(JsonObject schema) {
    return new JsonObject().put("required", true).put("content", json(schema));
  }

  private static JsonObject json(JsonObject schema) {
    return new JsonObject().put("application/json", new JsonObject().put("schema", schema));
  }

  private JsonObject responses(String status, JsonObject reply) {
    return refusals().put(status, response("Done.", reply));
  }

  private JsonObject refusals() {
    return new JsonObject()
        .put(
            "default",
            response("Refused; the code is a line of the error table.", schemas.ref("error")));
  }

  private static JsonObject response(String description, JsonObject schema) {
    return new JsonObject().put("description", description).put("content", json(schema));
  }

  /** What {@link SessionApi} serves: a command needs a session, and no command makes one. */
  private void addSession() {
    JsonObject session = schemas.ref("session");
    add(
        SESSION,
        "post",
        sessionOperation("signIn", "Take a name.", Access.ANYONE)
            .put("requestBody", body(schemas.inline("session.request")))
            .put("responses", responses("201", session)));
    add(
        SESSION,
        "get",
        sessionOperation("whoAmI", "Ask who one is.", Access.ANYONE)
            .put("responses", withNobody(responses("200", session), "Nobody.")));
    add(
        SESSION,
        "delete",
        sessionOperation("signOut", "Take the session from this browser.", Access.ANYONE)
            .put("responses", withNobody(refusals(), "Done.")));
    add(
        SESSION + "/refresh",
        "post",
        sessionOperation("refreshSession", "Get a new token of the session.", Access.SIGNED_IN)
            .put("responses", responses("200", session)));
    add(
        SESSION + "/revoke",
        "post",
        sessionOperation("revokeSessions", "End all sessions of a user.", Access.STAFF)
            .put("description", "For moderators, administrators and services.")
            .put("requestBody", body(schemas.inline("session.revoke.request")))
            .put("responses", withNobody(refusals(), "Done.")));
  }

  private static JsonObject sessionOperation(String id, String summary, Access access) {
    return new JsonObject()
        .put("operationId", id)
        .put("summary", summary)
        .put("security", security(access));
  }

  private static JsonObject withNobody(JsonObject responses, String description) {
    return responses.put("204", new JsonObject().put("description", description));
  }

  private JsonObject components() {
    return new JsonObject()
        .put("schemas", schemas.components())
        .put(
            "securitySchemes",
            new JsonObject()
                .put(
                    BEARER,
                    new JsonObject()
                        .put("type", "http")
                        .put("scheme", "bearer")
                        .put("bearerFormat", "JWT")
                        .put("description", "The token that POST /api/session answers with."))
                .put(
                    API_KEY,
                    new JsonObject()
                        .put("type", "apiKey")
                        .put("in", "header")
                        .put("name", "X-Api-Key")
                        .put("description", "The key of another server.")));
  }

  private static String camelCase(String constant) {
    StringBuilder name = new StringBuilder();
    for (String word : constant.toLowerCase(Locale.ROOT).split("_", -1)) {
      name.append(
          name.length() == 0 ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }
}
