package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tickertalk.contract.Command;
import tickertalk.contract.Topic;

/** The two documents say what the tables say, and nothing else. */
@Timeout(30)
class DocumentsTest {
  private final JsonObject openApi = OpenApiDocument.make();
  private final JsonObject asyncApi = AsyncApiDocument.make();

  @Test
  void theOpenApiDocumentKeepsToItsStandard() {
    Vertx vertx = Vertx.vertx();
    try {
      OpenAPIContract contract = Edge.soon(OpenAPIContract.from(vertx, openApi));
      assertThat(contract.operations()).hasSize(RestRoute.values().length + 5);
    } finally {
      Edge.soon(vertx.close());
    }
  }

  @Test
  void everyRouteIsInTheOpenApiDocumentAndNothingElseButTheSession() {
    Set<String> documented = new HashSet<>();
    openApi
        .getJsonObject("paths")
        .forEach(
            path ->
                ((JsonObject) path.getValue())
                    .fieldNames()
                    .forEach(method -> documented.add(method + " " + path.getKey())));
    Set<String> routes =
        Stream.of(RestRoute.values())
            .map(route -> route.method().name().toLowerCase(Locale.ROOT) + " " + route.path())
            .collect(Collectors.toSet());
    routes.addAll(
        List.of(
            "get /api/session",
            "post /api/session",
            "delete /api/session",
            "post /api/session/refresh",
            "post /api/session/revoke"));
    assertThat(documented).isEqualTo(routes);
  }

  /** A path that is not served would be answered with 404, whoever asks. */
  @Test
  void whatIsDocumentedOfTheSessionIsServed() {
    try (Edge edge = new Edge()) {
      openApi.getJsonObject("paths").stream()
          .filter(path -> path.getKey().startsWith("/api/session"))
          .forEach(
              path ->
                  ((JsonObject) path.getValue())
                      .fieldNames()
                      .forEach(
                          method ->
                              assertThat(statusOf(edge, method, path.getKey()))
                                  .as(method + " " + path.getKey())
                                  .isIn(204, 400, 401)));
    }
  }

  private static int statusOf(Edge edge, String method, String path) {
    HttpMethod known = HttpMethod.valueOf(method.toUpperCase(Locale.ROOT));
    return Edge.soon(edge.request(known, path).sendJsonObject(new JsonObject())).statusCode();
  }

  @Test
  void bothWaysToProveWhoOneIsAreDocumented() {
    assertThat(openApi.getJsonObject("components").getJsonObject("securitySchemes").fieldNames())
        .containsExactlyInAnyOrder("bearer", "apiKey");
    JsonObject post = openApi.getJsonObject("paths").getJsonObject("/api/rooms/{room}/messages");
    assertThat(post.getJsonObject("post").getJsonArray("security")).hasSize(2);
  }

  @Test
  void everyCommandHasARouteAndNoRouteAnother() {
    assertThat(Stream.of(RestRoute.values()).flatMap(route -> route.command().stream()))
        .containsExactlyInAnyOrder(Command.values());
    assertThat(Stream.of(RestRoute.values()).filter(route -> route.command().isEmpty()))
        .containsExactly(RestRoute.SEND_NOTICE);
  }

  @Test
  void everyCommandAndTopicIsInTheAsyncApiDocumentAndNothingElse() {
    Set<String> received =
        Stream.of(Command.values()).map(Command::address).collect(Collectors.toSet());
    received.add(Command.SESSION_REFRESH);
    assertThat(operations("receive")).isEqualTo(received);
    assertThat(operations("send"))
        .isEqualTo(
            Set.of(
                "chat.room",
                "typing.room",
                "presence.room",
                "sentiment.room",
                "price",
                "notice.me",
                "notice.all",
                "notice.staff"))
        .hasSize(Topic.values().length);
    Set<String> channels = new HashSet<>(operations("receive"));
    channels.addAll(operations("send"));
    received.forEach(address -> channels.add(address + ".reply"));
    assertThat(asyncApi.getJsonObject("channels").fieldNames()).isEqualTo(channels);
  }

  private Set<String> operations(String action) {
    return asyncApi.getJsonObject("operations").stream()
        .filter(it -> ((JsonObject) it.getValue()).getString("action").equals(action))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  @Test
  void everythingThatIsReferredToIsThere() {
    for (JsonObject document : List.of(openApi, asyncApi)) {
      Set<String> references = new HashSet<>();
      collect(document, references);
      assertThat(references).isNotEmpty();
      assertThat(references)
          .allSatisfy(
              reference -> {
                assertThat(reference).startsWith("#/");
                JsonObject place = document;
                for (String name : reference.substring(2).split("/", -1)) {
                  place = place.getJsonObject(name);
                  assertThat(place).as(reference).isNotNull();
                }
              });
    }
  }

  private static void collect(Object part, Set<String> references) {
    if (part instanceof JsonObject object) {
      object.forEach(
          field -> {
            if (field.getKey().equals("$ref")) {
              references.add((String) field.getValue());
            } else {
              collect(field.getValue(), references);
            }
          });
    } else if (part instanceof JsonArray array) {
      array.forEach(item -> collect(item, references));
    }
  }

  @Test
  void noSchemaLiesAboutUnused() throws IOException, URISyntaxException {
    Set<String> used = new HashSet<>();
    Stream.of(openApi, asyncApi)
        .map(document -> document.getJsonObject("components").getJsonObject("schemas"))
        .forEach(schemas -> used.addAll(schemas.fieldNames()));
    // What a route takes stands in its place, in parameters and bodies.
    Stream.of(RestRoute.values()).forEach(route -> used.add(route.requestSchema()));
    used.add("session.request");
    used.add("session.revoke.request");
    assertThat(files()).isEqualTo(used);
  }

  private static Set<String> files() throws IOException, URISyntaxException {
    URI folder = Command.class.getResource("/tickertalk/schema").toURI();
    if (folder.getScheme().equals("file")) {
      return names(Path.of(folder));
    }
    try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
      return names(jar.getPath("/tickertalk/schema"));
    }
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString().replaceAll("\\.json$", ""))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void bothDocumentsAreServedAndNameTheServer() {
    try (Edge edge = new Edge()) {
      String host = "127.0.0.1:" + edge.port();
      assertThat(edge.get("/api/openapi.json").bodyAsJsonObject())
          .isEqualTo(openApi.copy().put("servers", OpenApiDocument.servers(host, false)));
      assertThat(edge.get("/asyncapi.json").bodyAsJsonObject())
          .isEqualTo(asyncApi.copy().put("servers", AsyncApiDocument.servers(host, false)));
    }
  }

  /** The document named localhost:8080 to whoever asked, wherever they were. */
  @Test
  void theServerIsNamedAsTheRequestNamedIt() throws IOException {
    try (Edge edge = new Edge()) {
      assertThat(serversNamed(edge, "Host: rooms.example:8443"))
          .containsExactly("http://rooms.example:8443", "ws://rooms.example:8443");
      assertThat(serversNamed(edge, "Host: [::1]:8080"))
          .containsExactly("http://[::1]:8080", "ws://[::1]:8080");
      String forged = "Host: here\r\nX-Forwarded-Host: evil\r\nX-Forwarded-Proto: https";
      assertThat(serversNamed(edge, forged)).containsExactly("http://here", "ws://here");
    }
  }

  @Test
  void aTrustedProxySaysHowItWasCalled() throws IOException {
    ListenConfig behind =
        ListenConfig.at("127.0.0.1", 0).with(TrustedProxies.of(List.of("127.0.0.1")));
    try (Edge edge = new Edge(Edge.config().with(behind))) {
      String said = "X-Forwarded-Host: rooms.example\r\nX-Forwarded-Proto: https";
      assertThat(serversNamed(edge, "Host: inside:8080\r\n" + said))
          .containsExactly("https://rooms.example", "wss://rooms.example");
    }
  }

  @Test
  void whoNamesNoServerGetsTheAddressThatItReached() throws IOException {
    try (Edge edge = new Edge()) {
      String here = "127.0.0.1:" + edge.port();
      try (BareSocket socket = new BareSocket(edge.port())) {
        socket.send("GET /asyncapi.json HTTP/1.0\r\n\r\n");
        String answer = socket.readToTheEnd();
        assertThat(body(answer).getJsonObject("servers"))
            .isEqualTo(AsyncApiDocument.servers(here, false));
      }
    }
  }

  /** As the first document names it, and as the second does. */
  private static List<String> serversNamed(Edge edge, String headers) throws IOException {
    JsonObject http =
        served(edge, "/api/openapi.json", headers).getJsonArray("servers").getJsonObject(0);
    JsonObject socket =
        served(edge, "/asyncapi.json", headers).getJsonObject("servers").getJsonObject("websocket");
    return List.of(
        http.getString("url"), socket.getString("protocol") + "://" + socket.getString("host"));
  }

  private static JsonObject served(Edge edge, String path, String headers) throws IOException {
    try (BareSocket socket = new BareSocket(edge.port())) {
      socket.send("GET " + path + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n");
      return body(socket.readToTheEnd());
    }
  }

  private static JsonObject body(String answer) {
    assertThat(answer).containsPattern("^HTTP/1\\.[01] 200 ");
    return new JsonObject(answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }
}
