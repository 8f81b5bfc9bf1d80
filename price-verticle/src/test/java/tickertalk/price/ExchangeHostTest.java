package tickertalk.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
@Timeout(30)
class ExchangeHostTest {
  private final TestClock clock = new TestClock();
  private FakeExchange exchange;
  private ExchangeHost host;

  @BeforeEach
  void connect(Vertx vertx) {
    exchange = FakeExchange.start(vertx, clock);
    host = hostAt(vertx, exchange.url() + "/");
  }

  private ExchangeHost hostAt(Vertx vertx, String url) {
    return Samples.host("acme", URI.create(url), vertx, clock);
  }

  @Test
  void shouldSendNothingButWhatItIsAskedFor() throws TimeoutException {
    exchange.on(
        "/t", response -> FakeExchange.send(response.putHeader("Set-Cookie", "a=b"), 200, "€"));
    assertThat(get("/t?x=1")).isEqualTo("€");
    assertThat(get("/t?x=1")).isEqualTo("€");
    FakeExchange.Arrival second = exchange.arrivals().get(1);
    assertThat(second.query()).isEqualTo("x=1");
    assertThat(second.headers().get("User-Agent")).isEqualTo("Tickertalk");
    assertThat(second.headers().names())
        .doesNotContainAnyElementsOf(List.of("Origin", "Cookie", "Referer", "cookie", "origin"));
  }

  @ParameterizedTest
  @CsvSource({
    "400, acme answered 400",
    "403, acme answered 403",
    "404, acme answered 404",
    "451, acme is not available in this location",
    "500, acme answered 500",
    "520, acme answered 520",
  })
  void shouldWordARefusalWithoutRepeatingIt(int status, String reason) {
    exchange.on("/t", status, "<html>secret</html>");
    assertRefused("/t", reason);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void shouldFollowNoRedirect(int status) {
    exchange.on(
        "/t",
        response -> FakeExchange.send(response.putHeader("Location", "/elsewhere"), status, ""));
    assertRefused("/t", "acme redirects elsewhere, which is not followed");
    assertThat(exchange.arrivals("/elsewhere")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "429, 30, 30",
    "418, 180, 180",
    "503, 5, 5",
    "418, , 120",
    "418, soon, 120",
    "418, 0, 120",
    "418, 00, 120",
    "429, 999999999, 259200",
  })
  void shouldSendNothingUntilTheExchangeAllowsIt(int status, String retryAfter, long seconds)
      throws TimeoutException {
    exchange.on(
        "/t",
        response -> {
          if (retryAfter != null) {
            response.putHeader("Retry-After", retryAfter);
          }
          FakeExchange.send(response, status, "");
        });
    exchange.on("/other", 200, "fine");
    assertRefused("/t", "acme asks to be left alone for now");
    clock.advance(Duration.ofSeconds(seconds - 5));
    assertRefused("/t", "acme asks to be left alone for now");
    assertRefused("/other", "acme asks to be left alone for now");
    assertThat(exchange.arrivals()).hasSize(1);
    clock.advance(Duration.ofSeconds(6));
    assertThat(get("/other")).isEqualTo("fine");
  }

  /** It was opened again by the 500, and the ban of a minute became one of a moment. */
  @Test
  void shouldStayAwayThoughAnEarlierRequestIsAnsweredMeanwhile() throws TimeoutException {
    Promise<HttpServerResponse> held = Promise.promise();
    exchange.on("/early", held::complete);
    exchange.on(
        "/t", response -> FakeExchange.send(response.putHeader("Retry-After", "60"), 429, ""));
    Future<String> early = host.get("/early");
    HttpServerResponse late = held.future().await(10, TimeUnit.SECONDS);
    assertRefused("/t", "acme asks to be left alone for now");
    FakeExchange.send(late, 500, "");
    assertThatThrownBy(() -> early.await(10, TimeUnit.SECONDS)).hasMessage("acme answered 500");
    clock.advance(Duration.ofSeconds(50));
    assertRefused("/other", "acme asks to be left alone for now");
    assertThat(exchange.arrivals("/other")).isEmpty();
  }

  @Test
  void shouldReadNoMoreThanItsBound() throws TimeoutException {
    exchange.on("/t", 200, "x".repeat(BoundedBody.MAX_BYTES));
    assertThat(get("/t")).hasSize(BoundedBody.MAX_BYTES);
    exchange.on("/t", 200, "x".repeat(BoundedBody.MAX_BYTES + 1));
    assertRefused("/t", "acme does not answer within 3 s");
  }

  @Test
  void shouldHangUpOnABodyThatDoesNotEnd(Vertx vertx) throws TimeoutException {
    Promise<Void> hungUp = Promise.promise();
    exchange.on("/t", response -> flood(vertx, response.closeHandler(hungUp::tryComplete)));
    assertRefused("/t", "acme does not answer within 3 s");
    hungUp.future().await(10, TimeUnit.SECONDS);
  }

  private static void flood(Vertx vertx, HttpServerResponse response) {
    response.setChunked(true);
    vertx.setPeriodic(
        1,
        id -> {
          if (response.closed()) {
            vertx.cancelTimer(id);
          } else if (!response.writeQueueFull()) {
            response.write(Buffer.buffer(new byte[16 * 1024]));
          }
        });
  }

  @Test
  void shouldGiveUpOnAHostThatDoesNotAnswer() {
    exchange.on("/t", response -> {});
    assertRefused("/t", "acme does not answer within 3 s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:1", "http://nowhere.invalid"})
  void shouldSayThatAHostCannotBeReached(String url, Vertx vertx) {
    host = hostAt(vertx, url);
    assertThatThrownBy(() -> get("/t"))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith("acme ");
  }

  @Test
  void shouldSayThatAConnectionBroke() {
    exchange.on("/t", HttpServerResponse::reset);
    assertRefused("/t", "acme cannot be reached");
  }

  /** Two requests failed at the first host at once, and the third went to it again. */
  @Test
  void shouldGoOnToTheNextHostHoweverManyRequestsFailedAtOnce(Vertx vertx) throws TimeoutException {
    FakeExchange next = FakeExchange.start(vertx, clock);
    next.on("/t", 200, "fine");
    exchange.on("/t", 500, "");
    host = hostAt(vertx, exchange.url(), next.url());
    Future<String> one = host.get("/t");
    Future<String> other = host.get("/t");
    List.of(one, other)
        .forEach(
            failing ->
                assertThatThrownBy(() -> failing.await(10, TimeUnit.SECONDS))
                    .hasMessage("acme answered 500"));
    assertThat(get("/t")).isEqualTo("fine");
  }

  private ExchangeHost hostAt(Vertx vertx, URI... urls) {
    return new ExchangeHost(
        "acme",
        Stream.of(urls).map(Endpoint::at).toList(),
        UpstreamClients.of(vertx),
        new Restraint(clock, Duration.ZERO),
        clock);
  }

  private void assertRefused(String target, String reason) {
    assertThatThrownBy(() -> get(target)).isInstanceOf(SourceException.class).hasMessage(reason);
  }

  private String get(String target) throws TimeoutException {
    Future<String> answer = host.get(target);
    return answer.await(10, TimeUnit.SECONDS);
  }
}
