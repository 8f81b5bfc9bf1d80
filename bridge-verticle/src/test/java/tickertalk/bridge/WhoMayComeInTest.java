package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.contract.Caller;
import tickertalk.contract.Internal;
import tickertalk.contract.Person;
import tickertalk.contract.Revocation;
import tickertalk.contract.Role;

/** A house that takes the host's tokens, and other servers' keys, at its real doors. */
@Timeout(20)
class WhoMayComeInTest {
  private static final String PATH = "/api/session";
  private static final FakeHost.Key KEY = FakeHost.Key.ec("k1");
  private static final ApiKey.Minted BOT = ApiKey.mint("bot", Role.SERVICE);
  private static final ApiKey.Minted WATCH = ApiKey.mint("watch", Role.SERVICE);

  private static FakeHost host;
  private static Edge edge;

  @BeforeAll
  static void open() {
    host = new FakeHost();
    host.publishes(KEY);
    edge =
        new Edge(
            Edge.config(
                new AuthConfig(
                    Duration.ofHours(1),
                    Optional.of(JwtConfig.of(host.jwksUrl())),
                    List.of(BOT.kept(), new ApiKey("watch", WATCH.kept().sha256(), Role.GUEST)))));
  }

  @AfterEach
  void dismissServices() {
    edge.dismissServices();
  }

  @AfterAll
  static void close() {
    edge.close();
    host.close();
  }

  private static String token() {
    return KEY.token(FakeHost.claims("u1", "alice").put("role", "moderator"));
  }

  private static HttpRequest<Buffer> request(HttpMethod method, String path, String token) {
    return edge.request(method, path).bearerTokenAuthentication(token);
  }

  private static HttpResponse<Buffer> signIn(String token) {
    return Edge.soon(request(HttpMethod.POST, PATH, token).send());
  }

  private static Caller callerOf(Browser browser) {
    BlockingQueue<Message<JsonObject>> asked = edge.serve("typing.set");
    assertThat(browser.command("typing.set").getString("type")).isEqualTo("rec");
    Caller caller = Caller.of(Edge.soon(asked).headers()).orElseThrow();
    edge.dismissServices();
    return caller;
  }

  @Test
  void aNameIsNotEnough() {
    HttpResponse<Buffer> response =
        Edge.soon(
            edge.request(HttpMethod.POST, PATH)
                .sendJsonObject(new JsonObject().put("name", "alice")));
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.bodyAsJsonObject().getString("message")).contains("host's token");
    assertThat(response.cookies()).isEmpty();
  }

  @Test
  void theHostsTokenIsExchangedForASessionOfOurs() {
    HttpResponse<Buffer> response = signIn(token());

    assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(201);
    JsonObject session = response.bodyAsJsonObject();
    assertThat(session.getJsonObject("user"))
        .isEqualTo(new JsonObject().put("id", "u1").put("name", "alice").put("role", "moderator"));
    String ours = session.getString("token");
    assertThat(ours).isNotEqualTo(token());
    assertThat(response.cookies().get(0)).startsWith("tickertalk_session=" + ours);
    Caller alice = new Caller(new Person("u1", "alice"), Role.MODERATOR);
    assertThat(callerOf(Browser.withToken(edge, ours))).isEqualTo(alice);
    assertThat(callerOf(Browser.withHeader(edge, "Cookie", "tickertalk_session=" + ours)))
        .isEqualTo(alice);
  }

  @Test
  void socketsTakeTheHostsTokenToo() {
    Caller alice = new Caller(new Person("u1", "alice"), Role.MODERATOR);
    assertThat(callerOf(Browser.withToken(edge, token()))).isEqualTo(alice);
    assertThat(callerOf(Browser.withHeader(edge, "Authorization", "Bearer " + token())))
        .isEqualTo(alice);
  }

  @Test
  void theRoomsOfATokenGoOnEveryCommand() {
    String bound =
        KEY.token(FakeHost.claims("u1", "alice").put("rooms", new JsonArray().add("lobby")));
    Caller alice = new Caller(new Person("u1", "alice"), Role.MEMBER, Optional.of(Set.of("lobby")));
    assertThat(callerOf(Browser.withToken(edge, bound))).isEqualTo(alice);
    String ours = signIn(bound).bodyAsJsonObject().getString("token");
    assertThat(callerOf(Browser.withToken(edge, ours))).isEqualTo(alice);
  }

  @Test
  void aTokenThatIsNotTheHostsIsRefusedEverywhere() {
    String forged = FakeHost.Key.ec("k1").token(FakeHost.claims("u1", "alice"));
    String stale = KEY.token(FakeHost.claims("u1", "alice").put("exp", 1));
    for (String token : new String[] {forged, stale, "x", BOT.text()}) {
      assertThat(signIn(token).statusCode()).as(token).isEqualTo(401);
    }
    assertThat(RawClient.sentAway(edge, forged).code()).isEqualTo(4401);
  }

  /** What a guest's token proves is not enough any more once the operator asks for the host's. */
  @Test
  void aGuestsTokenFromBeforeIsRefused() {
    try (Edge before = new Edge()) {
      assertThat(RawClient.sentAway(edge, before.token("alice")).code()).isEqualTo(4401);
    }
  }

  @Test
  void whileTheHostsKeysAreNotKnownNobodyCanTellAndNobodyIsSentAway() {
    try (FakeHost down = new FakeHost()) {
      down.answers(asked -> asked.response().setStatusCode(500).end());
      AuthConfig auth =
          new AuthConfig(
              Duration.ofHours(1), Optional.of(JwtConfig.of(down.jwksUrl())), List.of(BOT.kept()));
      try (Edge waiting = new Edge(Edge.config(auth))) {
        assertThat(waiting.get(PATH + "?token=" + token()).statusCode()).isEqualTo(503);
        assertThatThrownBy(() -> Browser.withToken(waiting, token())).hasMessageContaining("503");
        assertThat(waiting.get(PATH + "?token=" + BOT.text()).statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void whoWasRevokedDoesNotComeBackWithTheSameTokenOfTheHosts() {
    String token = KEY.token(FakeHost.claims("u9", "mallory"));
    Browser mallory = Browser.withToken(edge, token);
    mallory.hasNothingUnread();

    edge.publish(
        Internal.SESSION_REVOKED,
        Revocation.ofUser("u9", System.currentTimeMillis() + 1, Role.SERVICE, Long.MAX_VALUE)
            .toJson());

    assertThat(mallory.closed().code()).isEqualTo(4401);
    assertThat(signIn(token).statusCode()).isEqualTo(401);
    long later = System.currentTimeMillis() / 1_000 + 5;
    String next = KEY.token(FakeHost.claims("u9", "mallory").put("iat", later));
    assertThat(signIn(next).statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "X-Api-Key"})
  void anotherServerComesInByItsKey(String header) {
    String value = header.equals("X-Api-Key") ? BOT.text() : "Bearer " + BOT.text();
    HttpResponse<Buffer> told =
        Edge.soon(edge.request(HttpMethod.GET, PATH).putHeader(header, value).send());
    assertThat(told.bodyAsJsonObject())
        .isEqualTo(
            new JsonObject()
                .put(
                    "user",
                    new JsonObject()
                        .put("id", "key:bot")
                        .put("name", "bot")
                        .put("role", "service")));
    assertThat(callerOf(Browser.withHeader(edge, header, value)))
        .isEqualTo(new Caller(new Person("key:bot", "bot"), Role.SERVICE));
  }

  @Test
  void aKeyHasTheRoleOfItsLineAndAWrongOneNone() {
    assertThat(callerOf(Browser.withToken(edge, WATCH.text())).role()).isEqualTo(Role.GUEST);
    for (String wrong :
        new String[] {"ttk_", BOT.text() + "x", ApiKey.mint("bot", Role.SERVICE).text()}) {
      assertThat(edge.get(PATH + "?token=" + wrong).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void aKeyIsNeitherRefreshedNorSignedOut() {
    assertThat(Edge.soon(request(HttpMethod.DELETE, PATH, BOT.text()).send()).statusCode())
        .isEqualTo(403);
    assertThat(
            Edge.soon(request(HttpMethod.POST, PATH + "/refresh", BOT.text()).send()).statusCode())
        .isEqualTo(403);
    assertThat(
            Browser.withToken(edge, BOT.text())
                .command("session.refresh")
                .getInteger("failureCode"))
        .isEqualTo(403);
  }

  @Test
  void theLinesOfAFileAreRead() {
    String file =
        "# servers\n\n"
            + BOT.kept().line()
            + "\nwatch: "
            + WATCH.kept().sha256()
            + "   admin # the watchman\n";
    assertThat(ApiKey.readAll(file))
        .containsExactly(BOT.kept(), new ApiKey("watch", WATCH.kept().sha256(), Role.ADMIN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bot",
        "bot: short",
        "bot: ttk_notahash",
        "Bot: HASH",
        "bot: HASH emperor",
        "bot: HASH guest",
        "bot: HASH admin more",
        "bot: HASH\nbot: HASH"
      })
  void aLineThatIsNoneStopsTheStart(String lines) {
    assertThatThrownBy(() -> ApiKey.readAll(lines.replace("HASH", BOT.kept().sha256())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("api-keys-file: line \\d: .+");
  }

  @Test
  void somebodyWithAPersonsKeySignsInWithANameAndTheKeysRole() {
    ApiKey.Minted mona = ApiKey.mint("mona", Role.MODERATOR);
    JsonObject session;
    try (Edge edge = new Edge(Edge.config(withKeys(mona.kept(), BOT.kept())))) {
      HttpResponse<Buffer> answer = signInBy(edge, mona.text());
      assertThat(answer.statusCode()).isEqualTo(201);
      session = answer.bodyAsJsonObject();
      assertThat(session.getJsonObject("user"))
          .isEqualTo(
              new JsonObject()
                  .put("id", "key:mona")
                  .put("name", "Mona 모나")
                  .put("role", "moderator"));
      assertThat(me(edge, session).statusCode()).isEqualTo(200);
      assertThat(byHeader(edge, mona.text()).bodyAsJsonObject().getJsonObject("user"))
          .isEqualTo(session.getJsonObject("user"));
      assertThat(byHeader(edge, "foo").statusCode()).as("not taken for nobody's").isEqualTo(401);
      assertThat(signInBy(edge, BOT.text()).statusCode()).as("a server's key").isEqualTo(401);
      assertThat(signInBy(edge, mona.text() + "x").statusCode()).as("no key").isEqualTo(401);
    }
    ApiKey demoted = new ApiKey("mona", mona.kept().sha256(), Role.MEMBER);
    for (AuthConfig without : List.of(withKeys(), withKeys(demoted))) {
      try (Edge edge = new Edge(Edge.config(without))) {
        assertThat(me(edge, session).statusCode()).as("with the key taken back").isEqualTo(401);
      }
    }
  }

  private static AuthConfig withKeys(ApiKey... keys) {
    return new AuthConfig(Duration.ofHours(1), Optional.empty(), List.of(keys));
  }

  private static HttpResponse<Buffer> signInBy(Edge edge, String key) {
    return Edge.soon(
        edge.request(HttpMethod.POST, "/api/session")
            .bearerTokenAuthentication(key)
            .sendJsonObject(new JsonObject().put("name", "Mona 모나")));
  }

  private static HttpResponse<Buffer> byHeader(Edge edge, String key) {
    return Edge.soon(
        edge.request(HttpMethod.POST, "/api/session")
            .putHeader("X-Api-Key", key)
            .sendJsonObject(new JsonObject().put("name", "Mona 모나")));
  }

  private static HttpResponse<Buffer> me(Edge edge, JsonObject session) {
    return Edge.soon(
        edge.request(HttpMethod.GET, "/api/session")
            .bearerTokenAuthentication(session.getString("token"))
            .send());
  }

  @Test
  void noKeyIsLikeAnother() {
    assertThat(ApiKey.mint("a", Role.SERVICE).text())
        .startsWith("ttk_")
        .isNotEqualTo(ApiKey.mint("a", Role.SERVICE).text());
    assertThat(BOT.kept().toString()).doesNotContain(BOT.kept().sha256());
  }
}
