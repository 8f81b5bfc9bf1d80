package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.contract.Caller;
import tickertalk.contract.CommandException;
import tickertalk.contract.Internal;
import tickertalk.contract.Person;
import tickertalk.contract.Role;

@Timeout(30)
class RestApiTest {
  private static Edge edge;
  private static String token;

  @BeforeAll
  static void open() {
    edge = new Edge();
    token = edge.token("alice");
  }

  @AfterAll
  static void close() {
    edge.close();
  }

  @AfterEach
  void dismiss() {
    edge.dismissServices();
  }

  private static HttpRequest<Buffer> request(String method, String uri) {
    return edge.request(HttpMethod.valueOf(method), uri).bearerTokenAuthentication(token);
  }

  private static HttpResponse<Buffer> send(HttpRequest<Buffer> request, String body) {
    return Edge.soon(
        body == null ? request.send() : request.sendJsonObject(new JsonObject(json(body))));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  static Stream<Arguments> everyRoute() {
    return Stream.of(
        Arguments.of("GET", "/api/rooms", null, "chat.rooms", "{}"),
        Arguments.of(
            "PUT",
            "/api/rooms/attic",
            "{'title':'The attic','room':'cellar'}",
            "chat.open",
            "{'title':'The attic','room':'attic'}"),
        Arguments.of(
            "GET",
            "/api/rooms/%EB%A1%9C%EB%B9%84/messages?after=5&limit=10&unknown=1",
            null,
            "chat.history",
            "{'after':5,'limit':10,'room':'로비'}"),
        Arguments.of(
            "POST",
            "/api/rooms/lobby/messages",
            "{'id':'x','text':'hi'}",
            "chat.post",
            "{'id':'x','text':'hi','room':'lobby'}"),
        Arguments.of(
            "PUT",
            "/api/rooms/lobby/messages/7",
            "{'id':'x','text':'hi','seq':9}",
            "chat.edit",
            "{'id':'x','text':'hi','seq':7,'room':'lobby'}"),
        Arguments.of(
            "DELETE",
            "/api/rooms/lobby/messages/7?id=x",
            null,
            "chat.delete",
            "{'id':'x','seq':7,'room':'lobby'}"),
        Arguments.of(
            "PUT",
            "/api/rooms/lobby/messages/7/reactions",
            "{'id':'x','emoji':'👍','on':true}",
            "chat.react",
            "{'id':'x','emoji':'👍','on':true,'seq':7,'room':'lobby'}"),
        Arguments.of(
            "GET",
            "/api/search?query=%E3%85%8B%E3%85%8B&author=%EB%AF%BC%EC%88%98&from=5&to=6&order=oldest"
                + "&room=lobby&limit=5&before=7",
            null,
            "chat.search",
            "{'query':'ㅋㅋ','author':'민수','from':5,'to':6,'order':'oldest','room':'lobby',"
                + "'limit':5,'before':7}"),
        Arguments.of(
            "PUT", "/api/rooms/lobby/seen", "{'seq':3}", "chat.seen", "{'seq':3,'room':'lobby'}"),
        Arguments.of(
            "PUT",
            "/api/rooms/lobby/mutes/u-1",
            "{'minutes':5}",
            "chat.mute",
            "{'minutes':5,'room':'lobby','user':'u-1'}"),
        Arguments.of(
            "POST",
            "/api/rooms/lobby/kicks",
            "{'user':'u-1'}",
            "chat.kick",
            "{'user':'u-1','room':'lobby'}"),
        Arguments.of(
            "PUT",
            "/api/bans/key%3Aops",
            "{'room':'lobby'}",
            "chat.ban",
            "{'room':'lobby','user':'key:ops'}"),
        Arguments.of(
            "POST",
            "/api/rooms/lobby/reports",
            "{'seq':3}",
            "chat.report",
            "{'seq':3,'room':'lobby'}"),
        Arguments.of("GET", "/api/reports?limit=3", null, "chat.reports", "{'limit':3}"),
        Arguments.of(
            "PUT", "/api/reports/7", "{'post':true}", "chat.resolve", "{'post':true,'report':7}"),
        Arguments.of(
            "PUT",
            "/api/rooms/lobby/settings",
            "{'archived':true}",
            "chat.settings",
            "{'archived':true,'room':'lobby'}"),
        Arguments.of(
            "GET",
            "/api/audit?room=lobby&before=9",
            null,
            "chat.audit",
            "{'room':'lobby','before':9}"),
        Arguments.of(
            "POST",
            "/api/rooms/lobby/typing",
            "{'typing':true}",
            "typing.set",
            "{'typing':true,'room':'lobby'}"),
        Arguments.of(
            "GET", "/api/rooms/lobby/scores", null, "sentiment.scores", "{'room':'lobby'}"),
        Arguments.of(
            "GET",
            "/api/rooms/lobby/mood?from=1&to=2&step=60000",
            null,
            "sentiment.mood",
            "{'from':1,'to':2,'step':60000,'room':'lobby'}"),
        Arguments.of(
            "GET", "/api/rooms/lobby/sentiment/words", null, "sentiment.words", "{'room':'lobby'}"),
        Arguments.of(
            "PUT",
            "/api/rooms/lobby/sentiment/words",
            "{'word':'진격','weight':0.8}",
            "sentiment.teach",
            "{'word':'진격','weight':0.8,'room':'lobby'}"),
        Arguments.of(
            "POST",
            "/api/rooms/lobby/sentiment/trial",
            "{'word':'진격','weight':-1,'limit':9}",
            "sentiment.try",
            "{'word':'진격','weight':-1,'limit':9,'room':'lobby'}"),
        Arguments.of(
            "POST", "/api/sentiment", "{'text':'love'}", "sentiment.analyze", "{'text':'love'}"),
        Arguments.of("GET", "/api/prices/BTC-USDT", null, "price.quote", "{'symbol':'BTC-USDT'}"),
        Arguments.of(
            "GET",
            "/api/prices/BTC-USDT/candles?interval=1m&limit=3&before=60000",
            null,
            "price.candles",
            "{'interval':'1m','limit':3,'before':60000,'symbol':'BTC-USDT'}"),
        Arguments.of("GET", "/api/notices?before=9", null, "notice.list", "{'before':9}"),
        Arguments.of("PUT", "/api/notices/read", "{'upTo':9}", "notice.read", "{'upTo':9}"),
        Arguments.of("POST", "/api/alerts", "{'when':'x'}", "alert.create", "{'when':'x'}"),
        Arguments.of("GET", "/api/alerts", null, "alert.list", "{}"),
        Arguments.of("DELETE", "/api/alerts/7", null, "alert.delete", "{'alert':7}"),
        Arguments.of(
            "POST", "/api/alerts/preview", "{'when':'x'}", "alert.preview", "{'when':'x'}"));
  }

  @ParameterizedTest
  @MethodSource("everyRoute")
  void eachRouteSendsItsCommandInTheCallersName(
      String method, String uri, String body, String address, String sent) {
    BlockingQueue<Message<JsonObject>> asked = edge.serve(address);

    String moderator = edge.tokenOf(new Caller(new Person("1", "alice"), Role.MODERATOR));
    HttpResponse<Buffer> answer =
        send(
            edge.request(HttpMethod.valueOf(method), uri).bearerTokenAuthentication(moderator),
            body);

    assertThat(answer.statusCode())
        .isEqualTo(Set.of("chat.post", "alert.create").contains(address) ? 201 : 200);
    assertThat(answer.bodyAsJsonObject()).isEqualTo(new JsonObject());
    Message<JsonObject> message = Edge.soon(asked);
    assertThat(message.body()).isEqualTo(new JsonObject(json(sent)));
    assertThat(Caller.of(message.headers()).orElseThrow().person().name()).isEqualTo("alice");
  }

  /**
   * HTTP/2 does not let a request be paused that has ended, which took such posts down with 503.
   */
  @Test
  void aPostByHttp2IsServedAsOneByHttp1(@TempDir Path folder) {
    ListenConfig withTls = ListenConfig.at("127.0.0.1", 0).with(TestIdentity.rsa().in(folder));
    try (Edge secure = new Edge(Edge.config().with(withTls))) {
      BlockingQueue<Message<JsonObject>> asked = secure.serve("sentiment.analyze");
      WebClient http2 =
          WebClient.create(
              secure.vertx,
              new WebClientOptions()
                  .setProtocolVersion(HttpVersion.HTTP_2)
                  .setUseAlpn(true)
                  .setSsl(true)
                  .setTrustAll(true)
                  .setVerifyHost(false));
      HttpResponse<Buffer> answer =
          Edge.soon(
              http2
                  .post(secure.port(), "127.0.0.1", "/api/sentiment")
                  .bearerTokenAuthentication(
                      secure.tokenOf(new Caller(new Person("1", "alice"), Role.GUEST)))
                  .sendJsonObject(new JsonObject().put("text", "love")));
      assertThat(answer.version()).isEqualTo(HttpVersion.HTTP_2);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(Edge.soon(asked).body().getString("text")).isEqualTo("love");
    }
  }

  @Test
  void everyRouteIsTested() {
    assertThat(everyRoute().map(route -> (String) route.get()[3]))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(tickertalk.contract.Command.values())
                .map(tickertalk.contract.Command::address)
                .toList());
  }

  @ParameterizedTest
  @CsvSource({"400,room: is bad", "404,room: no such room", "409,rooms: enough", "413,text: long"})
  void whatAServiceRefusesIsAnsweredWithItsCode(int code, String message) {
    edge.serve("chat.rooms", asked -> asked.fail(code, message));
    HttpResponse<Buffer> answer = edge.get("/api/rooms");
    assertThat(answer.statusCode()).isEqualTo(code);
    assertThat(answer.bodyAsJsonObject())
        .isEqualTo(new JsonObject().put("code", code).put("message", message));
  }

  @Test
  void aServiceThatIsAwayIs503() {
    HttpResponse<Buffer> answer = edge.get("/api/rooms");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.bodyAsJsonObject().getString("message"))
        .isEqualTo("chat.rooms is not available now, try again");
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/api/rooms/lobby/messages",
    "PUT,/api/rooms/lobby/messages/1",
    "DELETE,/api/rooms/lobby/messages/1?id=x",
    "PUT,/api/rooms/lobby/messages/1/reactions",
    "PUT,/api/rooms/attic",
    "PUT,/api/rooms/lobby/seen",
    "POST,/api/rooms/lobby/typing",
    "PUT,/api/notices/read",
    "POST,/api/alerts",
    "DELETE,/api/alerts/1",
    "PUT,/api/rooms/lobby/mutes/u-1",
    "PUT,/api/bans/u-1",
    "POST,/api/rooms/lobby/reports",
    "PUT,/api/rooms/lobby/settings",
    "POST,/api/notices"
  })
  void whoHasNoSessionMayNotAct(String method, String path) {
    HttpResponse<Buffer> answer = send(edge.request(HttpMethod.valueOf(method), path), "{}");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.getHeader("www-authenticate")).isEqualTo("Bearer");
    assertThat(answer.bodyAsJsonObject().getInteger("code")).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,/api/rooms/lobby/mutes/u-1",
    "POST,/api/rooms/lobby/kicks",
    "PUT,/api/bans/u-1",
    "PUT,/api/reports/1",
    "PUT,/api/rooms/lobby/settings"
  })
  void whoIsNoneOfTheStaffDoesNotModerate(String method, String path) {
    HttpResponse<Buffer> answer = send(request(method, path), "{}");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.bodyAsJsonObject().getString("message"))
        .isEqualTo("role: must be moderator, admin or service");
  }

  @Test
  void whatAServiceIsAskedTooOftenSaysWhenToComeAgain() {
    CommandException slow = CommandException.tooFast("room: slow mode", 2_500);
    edge.serve("chat.post", asked -> asked.fail(slow.code().code(), slow.getMessage()));
    HttpResponse<Buffer> answer = send(request("POST", "/api/rooms/lobby/messages"), "{}");
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.getHeader("retry-after")).isEqualTo("3");
    assertThat(answer.bodyAsJsonObject().getLong("retryAfterMs")).isEqualTo(2_500);
    assertThat(Browser.named(edge, "bob").command("chat.post").getLong("retryAfterMs"))
        .isEqualTo(2_500);
  }

  @Test
  void aForgedTokenIsRefusedEvenWhereNoneIsNeeded() {
    assertThat(edge.get("/api/rooms?token=forged").statusCode()).isEqualTo(401);
  }

  @Test
  void aMethodThatIsNotServedIsRefusedWithThoseThatAre() {
    HttpResponse<Buffer> answer = send(request("DELETE", "/api/notices"), null);
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.getHeader("allow").split(", ", -1)).containsExactlyInAnyOrder("GET", "POST");
  }

  @Test
  void aPathThatIsNotThereIs404InJson() {
    HttpResponse<Buffer> answer = edge.get("/api/nothing/here");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.bodyAsJsonObject().getInteger("code")).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", ""})
  void aBodyThatDoesNotSayItIsJsonIsRefused(String type) {
    HttpRequest<Buffer> post = request("POST", "/api/sentiment");
    if (!type.isEmpty()) {
      post.putHeader("content-type", type);
    }
    assertThat(Edge.soon(post.sendBuffer(Buffer.buffer("{\"text\":\"x\"}"))).statusCode())
        .isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "7", "null", "\"x\"", ""})
  void aBodyThatIsNoObjectIsRefused(String body) {
    HttpResponse<Buffer> answer =
        Edge.soon(
            request("POST", "/api/sentiment")
                .putHeader("content-type", "application/json; charset=utf-8")
                .sendBuffer(Buffer.buffer(body)));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.bodyAsJsonObject().getString("message"))
        .isEqualTo("body: must be a JSON object");
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    HttpResponse<Buffer> answer =
        send(request("POST", "/api/sentiment"), "{'text':'" + "x".repeat(140_000) + "'}");
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.bodyAsJsonObject().getString("message")).isEqualTo("body: is too large");
  }

  @ParameterizedTest
  @CsvSource({
    "text/html,406",
    "'text/html, */*;q=0.8',200",
    "application/json,200",
    "application/*,200",
    "application/json;q=0,406"
  })
  void onlyWhoTakesJsonIsAnswered(String accept, int status) {
    edge.serve("chat.rooms");
    HttpResponse<Buffer> answer =
        Edge.soon(edge.request(HttpMethod.GET, "/api/rooms").putHeader("accept", accept).send());
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @Test
  void aNumberInTheQueryMustBeOne() {
    HttpResponse<Buffer> answer = edge.get("/api/rooms/lobby/messages?limit=many");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.bodyAsJsonObject().getString("message"))
        .isEqualTo("limit: must be a whole number");
  }

  @Test
  void aNumberInThePathMustBeOne() {
    HttpResponse<Buffer> answer = send(request("DELETE", "/api/rooms/lobby/messages/x?id=x"), null);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.bodyAsJsonObject().getString("message"))
        .isEqualTo("seq: must be a whole number");
  }

  @Test
  void anotherSitesPageActsInNobodysName() {
    edge.serve("chat.post");
    HttpResponse<Buffer> answer =
        send(
            edge.request(HttpMethod.POST, "/api/rooms/lobby/messages")
                .putHeader("cookie", "tickertalk_session=" + token)
                .putHeader("origin", "https://evil.example"),
            "{'id':'x','text':'x'}");
    assertThat(answer.statusCode()).isEqualTo(403);
  }

  private static String tokenOf(String role) {
    return edge.tokenOf(new Caller(new Person("9", "the service"), Role.of(role)));
  }

  @ParameterizedTest
  @CsvSource({"guest,403", "member,403", "moderator,201", "admin,201", "service,201"})
  void onlyTheStaffNotifiesOthers(String role, int status) {
    edge.serve(Internal.NOTICE_SEND, message -> message.reply(new JsonObject().put("id", 7)));
    HttpResponse<Buffer> answer =
        send(
            edge.request(HttpMethod.POST, "/api/notices").bearerTokenAuthentication(tokenOf(role)),
            "{'text':'Server restarts at noon'}");
    assertThat(answer.statusCode()).isEqualTo(status);
    if (status == 201) {
      assertThat(answer.bodyAsJsonObject()).isEqualTo(new JsonObject().put("id", 7));
    }
  }

  @Test
  void whoAsksTooFastIsToldWhenToComeBackAndOthersAreNot() {
    try (Edge slow = new Edge(Edge.config(1 << 20, 200, 1, Duration.ofSeconds(10)))) {
      slow.serve("chat.rooms");
      String alice = slow.token("alice");
      String bob = slow.token("bob");
      HttpResponse<Buffer> answer = slow.get("/api/rooms?token=" + alice);
      for (int i = 0; i < 5; i++) {
        answer = slow.get("/api/rooms?token=" + alice);
      }
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.bodyAsJsonObject().getLong("retryAfterMs")).isBetween(1L, 1_000L);
      assertThat(answer.getHeader("retry-after")).isEqualTo("1");
      assertThat(slow.get("/api/rooms?token=" + bob).statusCode()).isEqualTo(200);
      assertThat(slow.get("/api/rooms").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void theRepliesOfServicesComeThroughUnchanged() {
    JsonObject reply =
        new JsonObject().put("rooms", new JsonArray().add(new JsonObject(Map.of("room", "로비"))));
    edge.serve("chat.rooms", message -> message.reply(reply));
    HttpResponse<Buffer> answer = edge.get("/api/rooms");
    assertThat(answer.bodyAsJsonObject()).isEqualTo(reply);
    assertThat(answer.getHeader("content-type")).isEqualTo("application/json");
    assertThat(answer.getHeader("cache-control")).isEqualTo("no-store");
  }
}
