package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.contract.Internal;

@Timeout(20)
class SessionsTest {
  private static Edge edge;

  @BeforeAll
  static void open() {
    edge = new Edge();
  }

  @AfterEach
  void dismissServices() {
    edge.dismissServices();
  }

  @AfterAll
  static void close() {
    edge.close();
  }

  private static HttpRequest<Buffer> request(HttpMethod method) {
    return edge.request(method, "/api/session");
  }

  private static HttpResponse<Buffer> post(String body) {
    return Edge.soon(request(HttpMethod.POST).sendBuffer(Buffer.buffer(body)));
  }

  private static void assertRefused(HttpResponse<Buffer> response, int code, String message) {
    assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(code);
    assertThat(response.getHeader("content-type")).isEqualTo("application/json");
    assertThat(response.bodyAsJsonObject().fieldNames())
        .containsExactlyInAnyOrder("code", "message");
    assertThat(response.bodyAsJsonObject().getInteger("code")).isEqualTo(code);
    assertThat(response.bodyAsJsonObject().getString("message")).contains(message);
  }

  @Test
  void whoTakesANameGetsATokenAndACookie() {
    long before = System.currentTimeMillis();
    HttpResponse<Buffer> response =
        post("{\"name\":\"alice\",\"id\":\"admin\",\"role\":\"admin\"}");

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.getHeader("content-type")).isEqualTo("application/json");
    assertThat(response.getHeader("cache-control")).isEqualTo("no-store");
    JsonObject session = response.bodyAsJsonObject();
    assertThat(session.fieldNames()).containsExactlyInAnyOrder("token", "user", "expiresAt");
    JsonObject user = session.getJsonObject("user");
    assertThat(user.fieldNames()).containsExactlyInAnyOrder("id", "name", "role");
    assertThat(user.getString("name")).isEqualTo("alice");
    assertThat(user.getString("role")).isEqualTo("guest");
    assertThat(UUID.fromString(user.getString("id"))).hasToString(user.getString("id"));
    assertThat(session.getLong("expiresAt"))
        .isBetween(
            before + Duration.ofHours(1).toMillis() - 1_000,
            System.currentTimeMillis() + Duration.ofHours(1).toMillis());

    assertThat(response.cookies()).hasSize(1);
    assertThat(response.cookies().get(0).split("; ", -1))
        .contains(
            "tickertalk_session=" + session.getString("token"),
            "Max-Age=3600",
            "Path=/",
            "HTTPOnly",
            "SameSite=Lax")
        .doesNotContain("Secure");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Ann", "앨리스", "عليسة", "👩‍👩‍👧‍👦 family", "O'Hara-Smith <b>", "e\u0301"})
  void namesOfAllTheWorldAreTaken(String name) {
    HttpResponse<Buffer> response = post(new JsonObject().put("name", name).encode());
    assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(201);
  }

  @Test
  void theSpacesAroundANameAreNotPartOfIt() {
    assertThat(edge.signIn("  alice \t").getJsonObject("user").getString("name"))
        .isEqualTo("alice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "{\"name\":null}",
        "{\"name\":\"\"}",
        "{\"name\":\"   \"}",
        "{\"name\":42}",
        "{\"name\":[\"alice\"]}",
        "{\"name\":{\"first\":\"alice\"}}",
        "{\"name\":\"a\\u0000b\"}",
        "{\"name\":\"a\\u0007b\"}",
        "{\"name\":\"a\\nb\"}",
        "{\"name\":\"a\\u202Eb\"}",
        "{\"name\":\"a\\u200Bb\"}",
        "{\"name\":\"a\\u2028b\"}",
        "{\"name\":\"\\uD800\"}",
        "{\"name\":\"\\u200D\"}",
        "{\"name\":\"\\u00A0\"}"
      })
  void aNameThatCannotBeShownIsRefused(String body) {
    assertRefused(post(body), 400, "name: ");
  }

  @Test
  void aNameOfFortyCharactersIsTheLongest() {
    assertThat(post(new JsonObject().put("name", "가".repeat(40)).encode()).statusCode())
        .isEqualTo(201);
    assertRefused(post(new JsonObject().put("name", "가".repeat(41)).encode()), 413, "name: ");
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    assertRefused(
        post(new JsonObject().put("name", "alice").put("pad", "x".repeat(5_000)).encode()),
        413,
        "body: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "alice", "name=alice", "[]", "[{\"name\":\"alice\"}]", "\"alice\"", "7"})
  void aBodyThatIsNoJsonObjectIsRefused(String body) {
    assertRefused(post(body), 400, "body: ");
  }

  @Test
  void aRefusedNameGetsNoCookie() {
    assertThat(post("{}").cookies()).isEmpty();
  }

  @Test
  void aSessionIsToldByCookieByHeaderAndByParameterWithoutItsToken() {
    JsonObject session = edge.signIn("alice");
    String token = session.getString("token");
    JsonObject told = session.copy();
    told.remove("token");

    HttpResponse<Buffer> byCookie =
        Edge.soon(
            request(HttpMethod.GET).putHeader("cookie", "tickertalk_session=" + token).send());
    HttpResponse<Buffer> byHeader =
        Edge.soon(request(HttpMethod.GET).bearerTokenAuthentication(token).send());
    HttpResponse<Buffer> byParameter = edge.get("/api/session?token=" + token);

    assertThat(byCookie.statusCode()).isEqualTo(200);
    assertThat(byCookie.bodyAsJsonObject()).isEqualTo(told);
    assertThat(byHeader.bodyAsJsonObject()).isEqualTo(told);
    assertThat(byParameter.bodyAsJsonObject()).isEqualTo(told);
    assertThat(byParameter.getHeader("cache-control")).isEqualTo("no-store");
  }

  @Test
  void whatIsSaidExpresslyWinsOverTheCookie() {
    String cookie = "tickertalk_session=" + edge.token("cookie");
    HttpRequest<Buffer> withParameter =
        edge.request(HttpMethod.GET, "/api/session?token=" + edge.token("parameter"))
            .putHeader("cookie", cookie);

    assertThat(nameOf(withParameter)).isEqualTo("parameter");
    assertThat(nameOf(withParameter.bearerTokenAuthentication(edge.token("header"))))
        .isEqualTo("header");
  }

  private static String nameOf(HttpRequest<Buffer> request) {
    return Edge.soon(request.send()).bodyAsJsonObject().getJsonObject("user").getString("name");
  }

  @Test
  void theWordBearerMayBeSpeltInAnyCase() {
    HttpRequest<Buffer> request =
        request(HttpMethod.GET).putHeader("authorization", "bearer " + edge.token("alice"));
    assertThat(nameOf(request)).isEqualTo("alice");
  }

  @Test
  void anEmptyParameterSaysNothing() {
    HttpRequest<Buffer> request =
        edge.request(HttpMethod.GET, "/api/session?token=")
            .putHeader("cookie", "tickertalk_session=" + edge.token("cookie"));
    assertThat(nameOf(request)).isEqualTo("cookie");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/session", "/api/session?token="})
  void withoutATokenThereIsNoSessionWhichIsNoError(String uri) {
    assertThat(edge.get(uri).statusCode()).isEqualTo(204);
  }

  private static HttpResponse<Buffer> post(String type, String origin) {
    return Edge.soon(
        request(HttpMethod.POST)
            .putHeader("content-type", type)
            .putHeader("origin", origin)
            .sendBuffer(Buffer.buffer("{\"name\":\"mallory\"}")));
  }

  /** A form on another site, or what it can send unasked, could sign its reader in as another. */
  @Test
  void anotherSitesPageCannotSignAnybodyIn() {
    String elsewhere = "http://evil.example";
    assertRefused(post("text/plain", elsewhere), 403, "Origin");
    assertRefused(post("application/x-www-form-urlencoded", elsewhere), 403, "Origin");
    assertRefused(post("application/json", elsewhere), 403, "Origin");
    assertThat(post("text/plain", "http://127.0.0.1:" + edge.port()).statusCode()).isEqualTo(201);
  }

  @Test
  void aFormIsRefusedWithoutBeingRead() {
    assertRefused(
        Edge.soon(
            request(HttpMethod.POST)
                .putHeader("content-type", "application/x-www-form-urlencoded")
                .sendBuffer(Buffer.buffer("%zz=%q"))),
        415,
        "Content-Type");
  }

  @Test
  void theCookieCountsForTheServersOwnPageOnly() {
    String cookie = "tickertalk_session=" + edge.token("alice");
    HttpRequest<Buffer> own =
        request(HttpMethod.GET)
            .putHeader("cookie", cookie)
            .putHeader("origin", "http://127.0.0.1:" + edge.port());
    assertThat(nameOf(own)).isEqualTo("alice");
    HttpRequest<Buffer> foreign =
        request(HttpMethod.GET)
            .putHeader("cookie", cookie)
            .putHeader("origin", "http://127.0.0.1:" + (edge.port() + 1));
    assertThat(Edge.soon(foreign.send()).statusCode()).isEqualTo(204);
  }

  @Test
  void aForgedTokenIsNoSession() {
    assertRefused(edge.get("/api/session?token=forged"), 401, "session");
  }

  @Test
  void aForgedCookieIsNoSession() {
    assertRefused(
        Edge.soon(request(HttpMethod.GET).putHeader("cookie", "tickertalk_session=x.y.z").send()),
        401,
        "session");
  }

  @Test
  void aQueryThatCannotBeDecodedIsTheSendersFault() {
    assertThat(edge.get("/api/session?token=%zz").statusCode()).isEqualTo(400);
  }

  @Test
  void whoSignsOutLosesTheCookie() {
    edge.serve(Internal.SESSION_REVOKE);
    HttpResponse<Buffer> response =
        Edge.soon(
            request(HttpMethod.DELETE)
                .putHeader("cookie", "tickertalk_session=" + edge.token("alice"))
                .send());

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.body()).isNull();
    assertThat(response.cookies()).hasSize(1);
    assertThat(response.cookies().get(0).split("; ", -1))
        .contains("tickertalk_session=", "Max-Age=0", "Path=/");
  }

  @Test
  void whoHasNoSessionMaySignOutToo() {
    assertThat(Edge.soon(request(HttpMethod.DELETE).send()).statusCode()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "PATCH", "TRACE", "BREW"})
  void otherMethodsAreNotAllowed(String method) {
    HttpResponse<Buffer> response = Edge.soon(request(HttpMethod.valueOf(method)).send());
    assertRefused(response, 405, method);
    assertThat(response.getHeader("allow")).isEqualTo("GET, POST, DELETE");
  }
}
