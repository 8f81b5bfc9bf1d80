package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;

/** The keys that a host publishes, from a real server that may be down, slow or wrong. */
@Timeout(30)
class JwksKeysTest {
  private static final FakeHost.Key OLD = FakeHost.Key.rsa("old");
  private static final FakeHost.Key NEW = FakeHost.Key.ec("new");
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofMillis(1_500);
  private static final Duration AT_ONCE = Duration.ZERO;

  /** The first request of a JVM takes as long as many of the later ones. */
  @BeforeAll
  static void warmUp() {
    try (FakeHost host = new FakeHost()) {
      Vertx vertx = Vertx.vertx();
      host.publishes(OLD);
      Edge.soon(new JwksSource(vertx, host.jwksUrl(), Duration.ofSeconds(10)).fetch());
      Edge.soon(vertx.close());
    }
  }

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final FakeHost host = new FakeHost();

  @AfterEach
  void close() {
    Edge.soon(vertx.close());
    host.close();
  }

  private HostTokens tokens(JwksKeys.Timing timing) {
    JwtConfig config = JwtConfig.of(host.jwksUrl());
    JwksKeys keys =
        new JwksKeys(
            new JwksSource(vertx, host.jwksUrl(), PATIENCE),
            key -> new HostKey(vertx, config, key),
            timing,
            vertx);
    context.runOnContext(begin -> keys.start());
    return new HostTokens(
        header -> onItsThread(() -> keys.mayHaveSigned(header)), new HostClaims(config));
  }

  private <T> Future<T> onItsThread(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    context.runOnContext(now -> work.get().onComplete(done));
    return done.future();
  }

  private static JwksKeys.Timing timing(Duration refresh, Duration onDemand) {
    return new JwksKeys.Timing(refresh, onDemand, NEVER, NEVER);
  }

  private static JsonObject alice() {
    return FakeHost.claims("u1", "alice");
  }

  private static void assertGood(HostTokens tokens, FakeHost.Key key) {
    assertThat(Edge.soon(tokens.verify(key.token(alice()))).caller().person().name())
        .isEqualTo("alice");
  }

  private static Throwable refusal(HostTokens tokens, FakeHost.Key key) {
    Future<Session> judged = tokens.verify(key.token(alice()));
    Edge.soon(judged.otherwiseEmpty());
    return judged.cause();
  }

  private static void assertUnknown(HostTokens tokens, FakeHost.Key key) {
    assertThat(refusal(tokens, key)).isNotNull().isNotInstanceOf(CommandException.class);
  }

  private static void assertNobodyCanTell(HostTokens tokens, FakeHost.Key key) {
    assertThat(refusal(tokens, key))
        .isInstanceOfSatisfying(
            CommandException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.UNAVAILABLE));
  }

  @Test
  void theKeysThatArePublishedAreTaken() {
    host.publishes(OLD, NEW);
    HostTokens tokens = tokens(timing(NEVER, AT_ONCE));
    assertGood(tokens, OLD);
    assertGood(tokens, NEW);
    assertGood(tokens, OLD);
    assertThat(host.timesAsked()).isEqualTo(1);
  }

  @Test
  void aKeyThatIsNewIsFetchedWhenItIsFirstSeenAndTheOldOneGoesWithItsSet() {
    host.publishes(OLD);
    HostTokens tokens = tokens(timing(NEVER, AT_ONCE));
    assertGood(tokens, OLD);

    host.publishes(OLD, NEW);
    assertGood(tokens, NEW);
    assertGood(tokens, OLD);

    FakeHost.Key newest = FakeHost.Key.rsa("newest");
    host.publishes(NEW, newest);
    assertGood(tokens, OLD);
    assertGood(tokens, newest);
    assertUnknown(tokens, OLD);
  }

  @Test
  void theSetIsFetchedAgainAtIntervals() {
    host.publishes(OLD);
    AtomicBoolean again = new AtomicBoolean();
    HostTokens tokens = tokens(timing(Duration.ofMillis(50), NEVER));
    assertGood(tokens, OLD);
    Future<Void> refetched =
        Future.future(
            done ->
                host.answers(
                    request -> {
                      request
                          .response()
                          .end(new JsonObject().put("keys", new JsonArray()).encode());
                      if (again.getAndSet(true)) {
                        done.tryComplete();
                      }
                    }));
    Edge.soon(refetched);
    assertUnknown(tokens, OLD);
  }

  /** Anybody can invent a key id; the host must not be asked for each. */
  @Test
  void inventedKeyIdsDoNotReachTheHost() {
    host.publishes(OLD);
    HostTokens tokens = tokens(timing(NEVER, NEVER));
    assertGood(tokens, OLD);
    for (int i = 0; i < 20; i++) {
      assertUnknown(tokens, NEW);
    }
    assertThat(host.timesAsked()).isEqualTo(1);
  }

  @Test
  void aKeyWithTheIdOfAnotherIsOfNobody() {
    host.publishes(OLD);
    assertUnknown(tokens(timing(NEVER, AT_ONCE)), FakeHost.Key.rsa("old"));
  }

  static Stream<Consumer<HttpServerRequest>> wrongAnswers() {
    return Stream.of(
        request -> request.connection().close(),
        request -> request.response().setStatusCode(500).end("{\"keys\":[]}"),
        request -> request.response().setStatusCode(302).putHeader("location", "/x").end(),
        request -> request.response().end("<html>"),
        request -> request.response().end("[]"),
        request -> request.response().end("{}"),
        request -> request.response().end("{\"keys\":{}}"),
        request -> request.response().end("{\"keys\":[7]}"),
        request -> request.response().end(" ".repeat(300_000) + "{\"keys\":[]}"),
        request -> {}, // never
        request -> request.response().setChunked(true).write("{\"keys\":"));
  }

  @ParameterizedTest
  @MethodSource("wrongAnswers")
  void whileTheHostDoesNotAnswerWellNobodyCanTell(Consumer<HttpServerRequest> wrong) {
    host.answers(wrong);
    HostTokens tokens = tokens(timing(NEVER, AT_ONCE));
    assertNobodyCanTell(tokens, OLD);

    host.publishes(OLD);
    assertGood(tokens, OLD);
  }

  @ParameterizedTest
  @MethodSource("wrongAnswers")
  void whatWasFetchedStaysGoodWhileTheHostDoesNotAnswerWell(Consumer<HttpServerRequest> wrong) {
    host.publishes(OLD);
    HostTokens tokens = tokens(timing(NEVER, AT_ONCE));
    assertGood(tokens, OLD);

    host.answers(wrong);
    assertUnknown(tokens, NEW);
    assertGood(tokens, OLD);
  }

  @Test
  void aHostThatWasDownIsAskedAgainByItself() {
    host.answers(request -> request.response().setStatusCode(503).end());
    HostTokens tokens =
        tokens(new JwksKeys.Timing(NEVER, NEVER, Duration.ofMillis(10), Duration.ofMillis(50)));
    assertNobodyCanTell(tokens, OLD);
    host.publishes(OLD);
    int before = host.timesAsked();
    while (refusal(tokens, OLD) != null) {
      Thread.onSpinWait();
    }
    assertThat(host.timesAsked()).isGreaterThan(before);
  }

  @Test
  void aSecretIsNoKeyToPublishAndUnknownKindsArePassedOver() {
    JsonObject oct =
        new JsonObject()
            .put("kty", "oct")
            .put("kid", "old")
            .put("k", FakeHost.base64("x".repeat(32).getBytes(StandardCharsets.UTF_8)));
    JsonObject okp = new JsonObject().put("kty", "OKP").put("crv", "Ed25519").put("x", "AQ");
    JsonObject encryption = OLD.jwk().put("use", "enc");
    JsonObject weak = FakeHost.Key.rsa("old", 1_024).jwk();
    JsonObject broken = new JsonObject().put("kty", "RSA").put("n", 7);
    JsonObject offItsCurve = NEW.jwk().put("kid", "old").put("x", "AQ").put("y", "AQ");
    JsonArray set =
        new JsonArray()
            .add(oct)
            .add(okp)
            .add(encryption)
            .add(weak)
            .add(broken)
            .add(offItsCurve)
            .add(NEW.jwk());
    host.answers(request -> request.response().end(new JsonObject().put("keys", set).encode()));
    HostTokens tokens = tokens(timing(NEVER, AT_ONCE));

    assertGood(tokens, NEW);
    assertUnknown(tokens, OLD);
    String forged =
        FakeHost.hs256(
            "x".repeat(32).getBytes(StandardCharsets.UTF_8),
            new JsonObject().put("alg", "HS256").put("kid", "old"),
            alice());
    assertThat(Edge.soon(tokens.verify(forged).map(true).otherwise(false))).isFalse();
  }

  /** Vert.x's own verifier takes what is not signed as soon as it has no key. */
  @Test
  void aSetWithoutKeysLetsNobodyIn() {
    host.publishes();
    HostTokens tokens = tokens(timing(NEVER, AT_ONCE));
    assertUnknown(tokens, OLD);
    String unsigned = FakeHost.signingInput(new JsonObject().put("alg", "none"), alice());
    for (String token : new String[] {unsigned, unsigned + ".", unsigned + ".AA"}) {
      assertThat(Edge.soon(tokens.verify(token).map(true).otherwise(false))).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://host.example/keys",
        "http://10.0.0.1/keys",
        "http://localhost.evil.example/keys",
        "ftp://127.0.0.1/keys",
        "file:///etc/keys",
        "keys",
        "https:keys"
      })
  void keysAreNotFetchedWhereTheyCouldBeChangedOnTheirWay(String url) {
    assertThatThrownBy(() -> JwtConfig.of(URI.create(url)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("jwt-jwks-url: ");
  }
}
