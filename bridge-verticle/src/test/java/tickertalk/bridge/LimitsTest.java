package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each bound of the door holds, whichever door, and is counted. */
@Timeout(20)
class LimitsTest {
  private static final BridgeConfig CONFIG = Edge.config();
  private static final String SESSION = "/api/session";

  private Edge edge;

  @AfterEach
  void close() {
    edge.close();
  }

  private HttpResponse<Buffer> counter() {
    return Edge.soon(
        edge.request(HttpMethod.GET, "/counter").putHeader("Accept", "text/event-stream").send());
  }

  private void awaitSockets(int number) {
    while (edge.sockets() != number) {
      Thread.onSpinWait(); // the test's time limit ends it
    }
  }

  @Test
  void anAddressHasSoManyConnectionsByAllDoorsTogether() throws IOException {
    edge = new Edge(CONFIG.with(CONFIG.limits().withSockets(100, 100, 3)));
    PlainClient echo = PlainClient.at(edge, "/plain/echo");
    new FakeChat(edge);
    PlainClient lines = PlainClient.at(edge, "/plain/rooms/lobby?name=alice");
    try (RawClient bridge = new RawClient(edge, "")) {
      HttpResponse<Buffer> refused = counter();
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.getHeader("Retry-After")).isEqualTo("10");
      assertThat(edge.get("/plain/rooms/nowhere").statusCode()).as("no place asked").isEqualTo(426);
      assertThat(edge.reached(Limit.SOCKETS_OF_ADDRESS)).isEqualTo(1);
    }
    echo.leave();
    lines.leave();
    awaitSockets(0);
  }

  @Test
  void whoIsRefusedHasTakenNoPlace() {
    edge = new Edge();
    new FakeChat(edge);
    assertThat(stream("/plain/rooms/nowhere").statusCode()).isEqualTo(404);
    assertThat(stream("/plain/rooms/lobby?lastEventId=x").statusCode()).isEqualTo(400);

    assertThat(edge.sockets()).isZero();
  }

  private HttpResponse<Buffer> stream(String uri) {
    return Edge.soon(
        edge.request(HttpMethod.GET, uri).putHeader("Accept", "text/event-stream").send());
  }

  @Test
  void aPersonHasSoManyConnectionsByAllDoorsTogether() throws IOException {
    edge = new Edge(CONFIG.with(CONFIG.limits().withSockets(100, 1, 100)));
    new FakeChat(edge);
    String token = edge.token("alice");
    try (RawClient bridge = new RawClient(edge, "?token=" + token)) {
      assertThat(stream("/plain/rooms/lobby?token=" + token).statusCode()).isEqualTo(429);
      assertThat(edge.reached(Limit.SOCKETS_OF_USER)).isEqualTo(1);
    }
  }

  @Test
  void aPersonsRateHoldsForLinesToo() {
    edge = new Edge(CONFIG.with(CONFIG.limits().withRates(0, 1, 0)));
    new FakeChat(edge);
    String uri = "/plain/rooms/lobby?token=" + edge.token("alice");
    List<PlainClient> clients = List.of(PlainClient.at(edge, uri), PlainClient.at(edge, uri));

    for (int i = 0; i <= TokenBucket.BURST_SECONDS; i++) {
      clients.get(i % 2).send("/none");
      clients.get(i % 2).next();
    }

    assertThat(edge.reached(Limit.USER_RATE)).isEqualTo(1);
  }

  @Test
  void aMessageThatIsTooLargeIsCounted() throws IOException {
    edge = new Edge();
    try (RawClient client = new RawClient(edge, "")) {
      client.sendFrame(RawClient.TEXT, true, new byte[256 * 1024 + 1]);
      assertThat(client.read().closeCode()).isEqualTo(1009);
    }
    assertThat(edge.reached(Limit.MESSAGE_SIZE)).isEqualTo(1);

    HttpResponse<Buffer> answer =
        Edge.soon(
            edge.request(HttpMethod.POST, "/eventbus/a/b/xhr_send")
                .sendBuffer(Buffer.buffer(new byte[256 * 1024 + 1])));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(edge.reached(Limit.MESSAGE_SIZE)).isEqualTo(2);
  }

  /** The host does not say whether a key is its own; one may wait for that, and no other. */
  @Test
  void soManyWaitToBeLetInAndNoMore() {
    try (FakeHost host = new FakeHost()) {
      BlockingQueue<HttpServerRequest> questions = new LinkedBlockingQueue<>();
      host.answers(questions::add);
      edge = new Edge(oneMayWait(host));

      Future<HttpResponse<Buffer>> one = withUnknownKey();
      Future<HttpResponse<Buffer>> other = withUnknownKey();
      HttpResponse<Buffer> refused = Edge.soon(Future.any(one, other).map(any -> first(any)));
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(edge.reached(Limit.PENDING_HANDSHAKES)).isEqualTo(1);

      Edge.soon(questions).response().setStatusCode(500).end();
      Edge.soon(Future.all(one, other));
      assertThat(edge.get("/eventbus/info").statusCode()).as("nobody waits").isEqualTo(200);
    }
  }

  private static BridgeConfig oneMayWait(FakeHost host) {
    BridgeLimits limits = CONFIG.limits();
    return CONFIG
        .with(CONFIG.listen().withEventLoops(1))
        .with(
            new AuthConfig(
                Duration.ofHours(1), Optional.of(JwtConfig.of(host.jwksUrl())), List.of()))
        .with(limits.withWaiting(1, 1_000));
  }

  private Future<HttpResponse<Buffer>> withUnknownKey() {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String head = "{\"alg\":\"RS256\",\"kid\":\"unknown\"}";
    String token =
        base64.encodeToString(head.getBytes(StandardCharsets.US_ASCII)) + ".e30.c2lnbmF0dXJl";
    return edge.request(HttpMethod.GET, "/eventbus/info?token=" + token).send();
  }

  private static HttpResponse<Buffer> first(CompositeFuture any) {
    return any.succeeded(0) ? any.resultAt(0) : any.resultAt(1);
  }

  /** Whoever says nothing, or reads no answer, keeps a connection that is no WebSocket. */
  @Test
  void anEventLoopHasSoManyConnectionsThatAreNoWebSockets() throws IOException {
    edge =
        new Edge(
            CONFIG
                .with(CONFIG.listen().withEventLoops(1))
                .with(CONFIG.limits().withWaiting(100, 2)));
    try (BareSocket one = new BareSocket(edge.port());
        BareSocket other = new BareSocket(edge.port());
        BareSocket tooMany = new BareSocket(edge.port())) {
      assertThat(tooMany.readToTheEnd()).isEmpty();
      assertThat(edge.reached(Limit.HTTP_CONNECTIONS)).isEqualTo(1);

      one.send(
          """
          GET /plain/echo HTTP/1.1
          Host: x
          Upgrade: websocket
          Connection: Upgrade
          Sec-WebSocket-Version: 13
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

          """
              .replace("\n", "\r\n"));
      assertThat(one.readHead()).startsWith("HTTP/1.1 101 ");
      try (BareSocket next = new BareSocket(edge.port())) {
        next.send("GET /api/session HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(next.readHead()).as("a WebSocket is not counted").startsWith("HTTP/1.1 204 ");
      }
      other.send("GET /api/session HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(other.readHead()).startsWith("HTTP/1.1 204 ");
    }
  }

  @Test
  void anAddressSignsInAndOutNoFasterThanItsRate() {
    edge = new Edge(CONFIG.with(CONFIG.limits().withRates(0, 0, 1)));
    for (int i = 0; i < TokenBucket.BURST_SECONDS; i++) {
      assertThat(edge.token("alice")).isNotEmpty();
    }

    for (String path : List.of("", "/refresh", "/revoke")) {
      HttpResponse<Buffer> refused =
          Edge.soon(edge.request(HttpMethod.POST, SESSION + path).send());
      assertThat(refused.statusCode()).as(path).isEqualTo(429);
      assertThat(refused.bodyAsJsonObject().getLong("retryAfterMs")).isBetween(1L, 1_000L);
    }
    assertThat(Edge.soon(edge.request(HttpMethod.DELETE, SESSION).send()).statusCode())
        .isEqualTo(429);
    assertThat(edge.get(SESSION).statusCode()).as("to ask who one is costs little").isEqualTo(204);
    assertThat(edge.reached(Limit.SIGN_IN_RATE)).isEqualTo(4);
  }

  @Test
  void aHouseholdIsOneAddressHoweverManyItHas() throws Admission.FullException {
    edge = new Edge();
    Admission admission = new Admission(CONFIG.limits().withSockets(100, 100, 1));
    admission.enter(Optional.empty(), AddressBlock.of("2001:db8::1"));
    assertThatThrownBy(() -> admission.enter(Optional.empty(), AddressBlock.of("2001:db8::2")))
        .isInstanceOf(Admission.FullException.class);
    admission.enter(Optional.empty(), AddressBlock.of("2001:db8:0:1::1"));
  }
}
