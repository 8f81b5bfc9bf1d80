package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tickertalk.contract.Caller;
import tickertalk.contract.Internal;
import tickertalk.contract.Person;
import tickertalk.contract.Revocation;
import tickertalk.contract.Role;

/** Sessions that end before their time. */
@Timeout(20)
class RevocationsTest {
  private static final Browser.Closed OVER = new Browser.Closed(4401, "the session is over");
  private static final String PATH = "/api/session";

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

  /** Chat, as far as it keeps revocations: tells everybody what it has kept. */
  private static List<Revocation> chat(Edge edge) {
    List<Revocation> kept = new ArrayList<>();
    edge.serve(
        Internal.SESSION_REVOKE,
        message -> {
          kept.add(Revocation.fromJson(message.body()));
          edge.publish(Internal.SESSION_REVOKED, message.body());
          message.reply(new JsonObject());
        });
    return kept;
  }

  private static int standing(Edge edge, String token) {
    return edge.get(PATH + "?token=" + token).statusCode();
  }

  private static HttpResponse<Buffer> signOut(Edge edge, String token) {
    return Edge.soon(edge.request(HttpMethod.DELETE, PATH).bearerTokenAuthentication(token).send());
  }

  private static HttpResponse<Buffer> revoke(String token, JsonObject body) {
    return Edge.soon(
        edge.request(HttpMethod.POST, PATH + "/revoke")
            .bearerTokenAuthentication(token)
            .sendJsonObject(body));
  }

  private static String tokenOf(Role role) {
    return new SessionTokens(edge.vertx, Edge.KEY, Duration.ofHours(1), Clock.systemUTC())
        .issue(new Caller(new Person("boss-" + role, "boss"), role))
        .token();
  }

  private static String id(JsonObject session) {
    return session.getJsonObject("user").getString("id");
  }

  @Test
  void whoSignsOutIsOutWithEveryTokenOfTheSessionAndEverySocket() {
    List<Revocation> kept = chat(edge);
    String token = edge.token("alice");
    String refreshed = refreshed(token).getString("token");
    Browser phone = Browser.withToken(edge, token);
    Browser desk = Browser.withToken(edge, refreshed);
    String bob = edge.token("bob");
    Browser bobs = Browser.withToken(edge, bob);

    assertThat(signOut(edge, token).statusCode()).isEqualTo(204);

    long before = System.nanoTime();
    assertThat(phone.closed()).isEqualTo(OVER);
    assertThat(desk.closed()).isEqualTo(OVER);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
    assertThat(standing(edge, token)).isEqualTo(401);
    assertThat(standing(edge, refreshed)).isEqualTo(401);
    assertThat(RawClient.sentAway(edge, token)).isEqualTo(OVER);
    assertThat(kept).hasSize(1);
    assertThat(standing(edge, bob)).isEqualTo(200);
    bobs.hasNothingUnread();
  }

  private static JsonObject refreshed(String token) {
    HttpResponse<Buffer> response =
        Edge.soon(
            edge.request(HttpMethod.POST, PATH + "/refresh")
                .bearerTokenAuthentication(token)
                .send());
    assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(200);
    return response.bodyAsJsonObject();
  }

  @Test
  void whatAnotherBridgeRevokedClosesTheSocketsHere() {
    JsonObject session = edge.signIn("alice");
    Browser alice = Browser.withToken(edge, session.getString("token"));
    alice.hasNothingUnread();

    edge.publish(
        Internal.SESSION_REVOKED,
        Revocation.ofUser(id(session), Long.MAX_VALUE, Role.SERVICE, Long.MAX_VALUE).toJson());

    assertThat(alice.closed()).isEqualTo(OVER);
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"MODERATOR", "ADMIN", "SERVICE"})
  void whoModeratesEndsAllSessionsOfAUser(Role role) {
    List<Revocation> kept = chat(edge);
    JsonObject session = edge.signIn("mallory");
    Browser mallory = Browser.withToken(edge, session.getString("token"));

    JsonObject body = new JsonObject().put("user", id(session));
    assertThat(revoke(tokenOf(role), body).statusCode()).isEqualTo(204);

    assertThat(mallory.closed()).isEqualTo(OVER);
    assertThat(standing(edge, session.getString("token"))).isEqualTo(401);
    assertThat(kept.get(0).user()).contains(id(session));
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"GUEST", "MEMBER"})
  void nobodyElseEndsAnothersSessions(Role role) {
    List<Revocation> kept = chat(edge);
    String token = edge.token("alice");
    JsonObject body = new JsonObject().put("user", "u1");
    assertThat(revoke(tokenOf(role), body).statusCode()).isEqualTo(403);
    assertThat(revoke("forged", body).statusCode()).isEqualTo(401);
    assertThat(
            Edge.soon(edge.request(HttpMethod.POST, PATH + "/revoke").sendJsonObject(body))
                .statusCode())
        .isEqualTo(401);
    assertThat(kept).isEmpty();
    assertThat(standing(edge, token)).isEqualTo(200);
  }

  @Test
  void whoIsToBeRevokedHasToBeNamed() {
    assertThat(revoke(tokenOf(Role.ADMIN), new JsonObject()).bodyAsJsonObject())
        .isEqualTo(new JsonObject().put("code", 400).put("message", "user: is required"));
  }

  /** What cannot be kept is said; what can be done at once is. */
  @Test
  void whileChatIsAwayWhoSignsOutIsToldThatItIsNotKept() {
    BlockingQueue<JsonObject> told = edge.listen(Internal.SESSION_REVOKED);
    String token = edge.token("alice");
    Browser alice = Browser.withToken(edge, token);

    HttpResponse<Buffer> response = signOut(edge, token);

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.cookies().get(0)).contains("Max-Age=0");
    assertThat(alice.closed()).isEqualTo(OVER);
    assertThat(standing(edge, token)).isEqualTo(401);
    assertThat(Revocation.fromJson(Edge.soon(told)).session()).isPresent();
  }

  @Test
  void aBridgeThatStartsLearnsWhatWasRevokedBefore() {
    try (Edge late = new Edge()) {
      JsonObject session = late.signIn("alice");
      Browser alice = Browser.withToken(late, session.getString("token"));
      alice.hasNothingUnread();

      // Chat was away so far, and is asked again until it answers.
      late.serve(
          Internal.SESSION_REVOCATIONS,
          (Message<JsonObject> message) ->
              message.reply(
                  new JsonObject()
                      .put(
                          "revocations",
                          new JsonArray()
                              .add(
                                  Revocation.ofUser(
                                          id(session), Long.MAX_VALUE, Role.SERVICE, Long.MAX_VALUE)
                                      .toJson()))));

      assertThat(alice.closed()).isEqualTo(OVER);
      assertThat(standing(late, session.getString("token"))).isEqualTo(401);
    }
  }

  @Test
  void whatIsNoRevocationIsPassedOver() {
    Browser alice = Browser.named(edge, "alice");
    edge.publish(Internal.SESSION_REVOKED, new JsonObject().put("session", 7));
    alice.hasNothingUnread();
  }

  @Test
  void aModeratorEndsNoSessionOfAnAdmin() {
    List<Revocation> kept = chat(edge);
    String admins = edge.tokenOf(new Caller(new Person("revoked-admin", "ann"), Role.ADMIN));
    String members = edge.tokenOf(new Caller(new Person("revoked-member", "max"), Role.MEMBER));
    Browser admin = Browser.withToken(edge, admins);
    for (String target : List.of("revoked-admin", "revoked-member")) {
      JsonObject body = new JsonObject().put("user", target);
      assertThat(revoke(tokenOf(Role.MODERATOR), body).statusCode()).isEqualTo(204);
    }

    assertThat(kept).allSatisfy(it -> assertThat(it.upTo()).contains(Role.MODERATOR));
    assertThat(standing(edge, members)).isEqualTo(401);
    assertThat(standing(edge, admins)).isEqualTo(200);
    admin.hasNothingUnread();
  }

  @Test
  void aRevocationIsKeptNoLongerThanTheLongestTokenLives() {
    List<Revocation> kept = chat(edge);
    long before = System.currentTimeMillis();
    signOut(edge, edge.token("alice"));
    revoke(tokenOf(Role.ADMIN), new JsonObject().put("user", "u-long-gone"));

    assertThat(kept).hasSize(2);
    assertThat(kept)
        .allSatisfy(
            it ->
                assertThat(it.until())
                    .isBetween(before + 3_600_000, System.currentTimeMillis() + 3_610_000));
  }

  @Test
  void whatAModeratorRevokesDoesNotWidenWhatAnAdminDid() {
    RevocationList list = new RevocationList();
    list.add(Revocation.ofUser("u1", 500, Role.ADMIN, 2_000));
    list.add(Revocation.ofUser("u1", 700, Role.MODERATOR, 2_000));
    Caller admin = new Caller(new Person("u1", "alice"), Role.ADMIN, Optional.empty());
    assertThat(list.covers(new Session("s9", "token", admin, 600, 600, Long.MAX_VALUE))).isFalse();
    assertThat(list.covers(new Session("s9", "token", admin, 400, 400, Long.MAX_VALUE))).isTrue();
    assertThat(list.covers(session("s9", "u1", 600))).isTrue();
  }

  @Test
  void theListForgetsWhatNoTokenCanOutlive() {
    RevocationList list = new RevocationList();
    list.add(Revocation.ofSession("s1", 1_000));
    list.add(Revocation.ofUser("u1", 500, Role.SERVICE, 2_000));
    list.add(Revocation.ofUser("u1", 700, Role.SERVICE, 1_500));
    assertThat(list.size()).isEqualTo(2);
    assertThat(list.covers(session("s9", "u1", 600))).as("by the later of two").isTrue();
    assertThat(list.covers(session("s9", "u1", 700))).isFalse();
    assertThat(list.covers(session("s1", "u2", 5_000))).isTrue();

    list.forgetWhatEndedBefore(1_999);
    assertThat(list.covers(session("s1", "u2", 5_000))).isFalse();
    assertThat(list.covers(session("s9", "u1", 600))).isTrue();
    list.forgetWhatEndedBefore(2_001);
    assertThat(list.size()).isZero();
  }

  private static Session session(String id, String user, long issuedAt) {
    Caller caller = new Caller(new Person(user, "alice"), Role.GUEST, Optional.empty());
    return new Session(id, "token", caller, issuedAt, issuedAt, Long.MAX_VALUE);
  }
}
