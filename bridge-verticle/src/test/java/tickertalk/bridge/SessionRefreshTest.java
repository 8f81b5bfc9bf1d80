package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session that goes on: over REST, and on a socket that stays open. */
@Timeout(20)
class SessionRefreshTest {
  private static final String PATH = "/api/session/refresh";

  private static Edge edge;

  @BeforeAll
  static void open() {
    edge = new Edge();
  }

  @AfterAll
  static void close() {
    edge.close();
  }

  @Test
  void aGoodTokenIsChangedForAnotherOfTheSamePersonAndStaysGood() {
    JsonObject session = edge.signIn("alice");
    String token = session.getString("token");

    HttpResponse<Buffer> response =
        Edge.soon(edge.request(HttpMethod.POST, PATH).bearerTokenAuthentication(token).send());

    assertThat(response.statusCode()).isEqualTo(200);
    JsonObject next = response.bodyAsJsonObject();
    assertThat(next.fieldNames()).containsExactlyInAnyOrder("token", "user", "expiresAt");
    assertThat(next.getJsonObject("user")).isEqualTo(session.getJsonObject("user"));
    assertThat(response.cookies().get(0))
        .contains("tickertalk_session=" + next.getString("token"), "HTTPOnly");
    for (String good : new String[] {token, next.getString("token")}) {
      assertThat(edge.get("/api/session?token=" + good).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whoHasNoGoodTokenGetsNone() {
    assertThat(Edge.soon(edge.request(HttpMethod.POST, PATH).send()).statusCode()).isEqualTo(401);
    assertThat(
            Edge.soon(edge.request(HttpMethod.POST, PATH).bearerTokenAuthentication("x").send())
                .statusCode())
        .isEqualTo(401);
    assertThat(edge.get(PATH).getHeader("allow")).isEqualTo("POST");
  }

  /** Waits until a token that was to end soon has ended, by the word of another of its sockets. */
  private static void outlive(Browser other) {
    assertThat(other.closed()).isEqualTo(new Browser.Closed(4401, "the session is over"));
  }

  @Test
  void anOpenSocketThatIsRefreshedOutlivesItsFirstToken() {
    String token = edge.tokenThatEndsSoon("alice");
    Browser alice = Browser.withToken(edge, token);
    Browser idle = Browser.withToken(edge, token);

    JsonObject answer = alice.command("session.refresh");

    assertThat(answer.getString("type")).as("%s", answer).isEqualTo("rec");
    JsonObject body = answer.getJsonObject("body");
    assertThat(body.fieldNames()).containsExactlyInAnyOrder("token", "user", "expiresAt");
    outlive(idle);
    alice.hasNothingUnread();
    assertThat(edge.get("/api/session?token=" + body.getString("token")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void anOpenSocketTakesATokenThatItsOwnerBrings() {
    String token = edge.tokenThatEndsSoon("alice");
    Browser alice = Browser.withToken(edge, token);
    Browser idle = Browser.withToken(edge, token);
    String next =
        Edge.soon(edge.request(HttpMethod.POST, PATH).bearerTokenAuthentication(token).send())
            .bodyAsJsonObject()
            .getString("token");

    JsonObject answer = alice.command("session.refresh", new JsonObject().put("token", next));

    assertThat(answer.getJsonObject("body").getString("token")).isEqualTo(next);
    outlive(idle);
    alice.hasNothingUnread();
  }

  private static void assertRefused(JsonObject err, int code) {
    assertThat(err.getString("type")).as("%s", err).isEqualTo("err");
    assertThat(err.getInteger("failureCode")).as("%s", err).isEqualTo(code);
  }

  @Test
  void nobodyGoesOnByAnothersTokenOrByABadOne() {
    Browser alice = Browser.withToken(edge, edge.tokenThatEndsSoon("alice"));
    JsonObject bobs = new JsonObject().put("token", edge.token("bob"));
    assertRefused(alice.command("session.refresh", bobs), 403);
    assertRefused(alice.command("session.refresh", new JsonObject().put("token", "forged")), 401);
    assertRefused(alice.command("session.refresh", new JsonObject().put("token", 7)), 400);
    outlive(alice);
  }

  @Test
  void aVisitorHasNoSessionToRefresh() {
    Browser visitor = Browser.visitor(edge);
    assertRefused(visitor.command("session.refresh"), 401);
    JsonObject token = new JsonObject().put("token", edge.token("alice"));
    assertRefused(visitor.command("session.refresh", token), 401);
  }
}
