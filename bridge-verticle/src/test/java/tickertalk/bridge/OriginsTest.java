package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which sites' pages may use this server, at every door that a page can use. */
@Timeout(20)
class OriginsTest {
  private static final String FRIEND = "https://friend.example";
  private static final String STRANGER = "https://evil.example";

  private static final AtomicInteger sessions = new AtomicInteger();

  private static Edge closed;
  private static Edge edge;
  private static Edge open;

  @BeforeAll
  static void open() {
    closed = new Edge();
    edge = new Edge(Edge.config(FRIEND, "http://localhost:3000"));
    open = new Edge(Edge.config("*", FRIEND));
  }

  @AfterAll
  static void close() {
    closed.close();
    edge.close();
    open.close();
  }

  private static String named(String origin, Edge edge) {
    return origin.replace("OWN", "127.0.0.1:" + edge.port());
  }

  private static Edge house(String name) {
    return switch (name) {
      case "closed" -> closed;
      case "listed" -> edge;
      default -> open;
    };
  }

  /** What a WebSocket upgrade is answered with. */
  private static int upgrade(Edge edge, String path, String origin) {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions().setHost("127.0.0.1").setPort(edge.port()).setURI(path);
    if (!origin.equals("-")) {
      options.addHeader("Origin", origin);
    }
    return Edge.soon(
        edge.vertx
            .createWebSocketClient()
            .connect(options)
            .compose(socket -> socket.close().map(101))
            .recover(
                cause -> Future.succeededFuture(((UpgradeRejectedException) cause).getStatus())));
  }

  /** The second poll of one would wait. */
  private static String session() {
    return "abcd" + sessions.incrementAndGet();
  }

  private static HttpResponse<Buffer> request(
      Edge edge, HttpMethod method, String path, String origin) {
    HttpRequest<Buffer> request = edge.request(method, path.replace("SESSION", session()));
    if (!origin.equals("-")) {
      request.putHeader("Origin", origin);
    }
    return Edge.soon(
        HttpMethod.POST.equals(method)
            ? request.sendJsonObject(new JsonObject().put("name", "alice"))
            : request.send());
  }

  @ParameterizedTest
  @CsvSource({
    "closed, -, true",
    "closed, http://OWN, true",
    "closed, HTTP://OWN, true",
    "closed, https://OWN, true",
    "closed, http://127.0.0.1, false",
    "closed, http://127.0.0.1:1, false",
    "closed, http://localhost, false",
    "closed, http://OWN.evil.example, false",
    "closed, http://evil.example?http://OWN, false",
    "closed, http://evil.example#OWN, false",
    "closed, http://x@OWN, false",
    "closed, http://OWN/, false",
    "closed, OWN, false",
    "closed, null, false",
    "closed, https://friend.example, false",
    "listed, -, true",
    "listed, http://OWN, true",
    "listed, https://friend.example, true",
    "listed, https://friend.example:443, true",
    "listed, https://FRIEND.example, true",
    "listed, http://friend.example, false",
    "listed, https://friend.example:8443, false",
    "listed, https://www.friend.example, false",
    "listed, https://friend.example.evil.example, false",
    "listed, https://evilfriend.example, false",
    "listed, http://localhost:3000, true",
    "listed, http://localhost:3001, false",
    "listed, null, false",
    "open, https://evil.example, true",
    "open, null, true",
    "open, -, true",
  })
  void aPageMayComeInByEveryDoorOrByNone(String house, String origin, boolean may) {
    Edge at = house(house);
    String from = named(origin, at);
    assertThat(upgrade(at, "/eventbus/websocket", from)).isEqualTo(may ? 101 : 403);
    assertThat(upgrade(at, "/eventbus/000/abcdefgh/websocket", from)).isEqualTo(may ? 101 : 403);
    assertThat(request(at, HttpMethod.GET, "/eventbus/info", from).statusCode())
        .isEqualTo(may ? 200 : 403);
    assertThat(request(at, HttpMethod.POST, "/api/session", from).statusCode())
        .isEqualTo(may ? 201 : 403);
    assertThat(request(at, HttpMethod.DELETE, "/api/session", from).statusCode())
        .isEqualTo(may ? 204 : 403);
    assertThat(request(at, HttpMethod.POST, "/eventbus/0/SESSION/xhr", from).statusCode())
        .isEqualTo(may ? 200 : 403);
  }

  private static void assertNothingIsSaid(MultiMap headers) {
    assertThat(headers.names())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/session", "/eventbus/info", "/eventbus/0/SESSION/xhr"})
  void aBrowserIsToldOfListedSitesExactly(String path) {
    HttpMethod method = path.endsWith("xhr") ? HttpMethod.POST : HttpMethod.GET;
    MultiMap friend = request(edge, method, path, FRIEND).headers();
    assertThat(friend.getAll("access-control-allow-origin")).containsExactly(FRIEND);
    assertThat(friend.getAll("access-control-allow-credentials")).containsExactly("true");
    assertThat(friend.get("vary")).containsIgnoringCase("origin");

    MultiMap anybody = request(open, method, path, STRANGER).headers();
    assertThat(anybody.getAll("access-control-allow-origin")).containsExactly("*");
    assertThat(anybody.contains("access-control-allow-credentials")).isFalse();

    assertThat(request(open, method, path, FRIEND).getHeader("access-control-allow-credentials"))
        .isEqualTo("true");
    assertNothingIsSaid(request(edge, method, path, STRANGER).headers());
    assertNothingIsSaid(request(edge, method, path, named("http://OWN", edge)).headers());
    assertNothingIsSaid(request(edge, method, path, "-").headers());
    assertThat(request(edge, method, path, "-").getHeader("vary")).containsIgnoringCase("origin");
  }

  @Test
  void aRefusalToAListedSiteCanBeRead() {
    HttpResponse<Buffer> refused = request(edge, HttpMethod.PUT, "/api/session", FRIEND);
    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.getHeader("access-control-allow-origin")).isEqualTo(FRIEND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/session", "/api/session/refresh", "/eventbus/0/abcd/xhr_send"})
  void aBrowserThatAsksFirstIsAnswered(String path) {
    HttpResponse<Buffer> yes = preflight(edge, path, FRIEND);
    assertThat(yes.statusCode()).isEqualTo(204);
    assertThat(yes.getHeader("access-control-allow-origin")).isEqualTo(FRIEND);
    assertThat(yes.getHeader("access-control-allow-methods")).contains("POST", "DELETE");
    assertThat(yes.getHeader("access-control-allow-headers"))
        .contains("Authorization", "Content-Type", "X-Api-Key");
    assertThat(yes.getHeader("access-control-max-age")).isEqualTo("600");

    HttpResponse<Buffer> no = preflight(edge, path, STRANGER);
    assertThat(no.statusCode()).isEqualTo(403);
    assertNothingIsSaid(no.headers());
  }

  private static HttpResponse<Buffer> preflight(Edge edge, String path, String origin) {
    return Edge.soon(
        edge.request(HttpMethod.OPTIONS, path)
            .putHeader("Origin", origin)
            .putHeader("Access-Control-Request-Method", "POST")
            .putHeader("Access-Control-Request-Headers", "content-type")
            .send());
  }

  private static int byCookie(Edge edge, List<String> header) {
    HttpRequest<Buffer> request =
        edge.request(HttpMethod.GET, "/api/session")
            .putHeader("cookie", "tickertalk_session=" + edge.token("alice"));
    if (!header.isEmpty()) {
      request.putHeader(header.get(0), named(header.get(1), edge));
    }
    return Edge.soon(request.send()).statusCode();
  }

  /** Without an origin the browser still says whether the page that asks is of this site. */
  @Test
  void theCookieCountsForPagesThatTheOperatorNamed() {
    assertThat(byCookie(edge, List.of())).isEqualTo(200);
    assertThat(byCookie(edge, List.of("Origin", "http://OWN"))).isEqualTo(200);
    assertThat(byCookie(edge, List.of("Origin", FRIEND))).isEqualTo(200);
    assertThat(byCookie(edge, List.of("Sec-Fetch-Site", "same-origin"))).isEqualTo(200);
    assertThat(byCookie(edge, List.of("Sec-Fetch-Site", "none"))).isEqualTo(200);
    assertThat(byCookie(edge, List.of("Origin", STRANGER))).isEqualTo(204);
    assertThat(byCookie(open, List.of("Origin", STRANGER))).isEqualTo(204);
    assertThat(byCookie(edge, List.of("Sec-Fetch-Site", "same-site"))).isEqualTo(204);
    assertThat(byCookie(edge, List.of("Sec-Fetch-Site", "cross-site"))).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data", "text/plain"})
  void aFormOfAnotherSiteChangesNothing(String type) {
    HttpResponse<Buffer> response =
        Edge.soon(
            closed
                .request(HttpMethod.POST, "/api/session/refresh")
                .putHeader("cookie", "tickertalk_session=" + closed.token("alice"))
                .putHeader("origin", STRANGER)
                .putHeader("content-type", type)
                .sendBuffer(Buffer.buffer("{\"name\":\"mallory\"}")));
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.cookies()).isEmpty();
  }

  /** It would load a script from a third party, and lend our origin to whoever frames it. */
  @Test
  void thereIsNoPageForFrames() {
    for (String page : new String[] {"iframe.html", "iframe-1.6.1.html", "iframe"}) {
      assertThat(closed.get("/eventbus/" + page).statusCode()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "friend.example",
        "https://",
        "https://friend.example/",
        "https://friend.example/page",
        "https://*.friend.example",
        "null",
        "",
        "https://friend.example?x",
        "//friend.example"
      })
  void whatIsNoOriginStopsTheStart(String text) {
    assertThatThrownBy(() -> ListenConfig.at("127.0.0.1", 0).withAllowedOrigins(Set.of(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("allowed-origins: ")
        .hasMessageContaining(text);
  }
}
