package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.contract.Caller;
import tickertalk.contract.Person;
import tickertalk.contract.Role;

/** Which tokens of the host's are believed, and whose they are. */
@Timeout(20)
class HostTokensTest {
  private static final Vertx vertx = Vertx.vertx();
  private static final FakeHost.Key RSA = FakeHost.Key.rsa("r1");
  private static final FakeHost.Key EC = FakeHost.Key.ec("e1");
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  @AfterAll
  static void closeVertx() throws Exception {
    vertx.close().await(5, TimeUnit.SECONDS);
  }

  private static HostTokens tokens(JwtConfig config) {
    return new HostTokens(HostKeys.of(vertx, config), new HostClaims(config));
  }

  private static HostTokens tokens(String keyFile) {
    return tokens(JwtConfig.of(JwtKey.ofFile(keyFile)));
  }

  private static Optional<Session> session(HostTokens tokens, String token) {
    Future<Session> judged = tokens.verify(token);
    Edge.soon(judged.otherwiseEmpty());
    return Optional.ofNullable(judged.result());
  }

  private static JsonObject alice() {
    return FakeHost.claims("u1", "alice");
  }

  private static String hs256(JsonObject claims) {
    return FakeHost.hs256(
        SECRET.getBytes(StandardCharsets.UTF_8), new JsonObject().put("alg", "HS256"), claims);
  }

  @Test
  void aTokenOfEachAlgorithmIsBelieved() {
    Caller caller = new Caller(new Person("u1", "alice"), Role.MEMBER);
    assertThat(session(tokens(SECRET), hs256(alice())).map(Session::caller)).contains(caller);
    assertThat(session(tokens(SECRET + "\n"), hs256(alice()))).isPresent();
    for (FakeHost.Key key : new FakeHost.Key[] {RSA, EC}) {
      assertThat(session(tokens(key.pem()), key.token(alice())).map(Session::caller))
          .contains(caller);
    }
  }

  /** Its refresh was once over in February 1970, and closed the socket that had asked for it. */
  @Test
  void aTokenThatDoesNotSayWhenItWasIssuedCanBeRefreshed() {
    JsonObject claims = alice();
    claims.remove("iat");
    Session host = session(tokens(SECRET), hs256(claims)).orElseThrow();
    SessionTokens ours = new SessionTokens(vertx, Edge.KEY, Duration.ofHours(1), Clock.systemUTC());

    assertThat(ours.refresh(host).expiresAt()).isGreaterThan(System.currentTimeMillis());
  }

  @Test
  void aTokenOfAnotherKeyOfTheSameKindIsRefused() {
    assertThat(session(tokens(RSA.pem()), FakeHost.Key.rsa("r1").token(alice()))).isEmpty();
    assertThat(session(tokens(EC.pem()), FakeHost.Key.ec("e1").token(alice()))).isEmpty();
    assertThat(session(tokens("x".repeat(32)), hs256(alice()))).isEmpty();
    assertThat(session(tokens(RSA.pem()), EC.token(alice()))).isEmpty();
  }

  static Stream<byte[]> whatIsPublicOfAKey() {
    return Stream.of(
        RSA.pem().getBytes(StandardCharsets.UTF_8),
        RSA.pem().strip().getBytes(StandardCharsets.UTF_8),
        RSA.pem().replaceAll("-----.*?-----", "").strip().getBytes(StandardCharsets.UTF_8));
  }

  /** The public key is known to everybody; a verifier that lets the token choose takes it. */
  @ParameterizedTest
  @MethodSource("whatIsPublicOfAKey")
  void thePublicKeyIsNoSharedSecret(byte[] secret) {
    HostTokens tokens = tokens(RSA.pem());
    for (String algorithm : new String[] {"HS256", "RS256", "hs256"}) {
      assertThat(
              session(
                  tokens, FakeHost.hs256(secret, new JsonObject().put("alg", algorithm), alice())))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "nOnE", "", "HS256", "ES256", "RS384", "PS256"})
  void noOtherAlgorithmIsTaken(String algorithm) {
    String text = FakeHost.signingInput(new JsonObject().put("alg", algorithm), alice());
    String signature = RSA.token(alice()).split("\\.", -1)[2];
    for (String forged : new String[] {text, text + ".", text + "." + signature}) {
      assertThat(session(tokens(RSA.pem()), forged)).as(forged).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b.c", "🎈.🎈.🎈", "bnVsbA.bnVsbA.bnVsbA"})
  void whatIsNoTokenIsRefused(String token) {
    assertThat(session(tokens(SECRET), token)).isEmpty();
  }

  @Test
  void whatWasChangedAfterItWasSignedIsRefused() {
    String[] parts = RSA.token(alice()).split("\\.", -1);
    String promoted = FakeHost.signingInput(new JsonObject(), alice().put("role", "admin"));
    assertThat(
            session(
                tokens(RSA.pem()), parts[0] + "." + promoted.split("\\.", -1)[1] + "." + parts[2]))
        .isEmpty();
  }

  static Stream<UnaryOperator<JsonObject>> wrongClaims() {
    long now = System.currentTimeMillis() / 1_000;
    return Stream.of(
        it -> it.put("exp", now - 31),
        it -> it.put("nbf", now + 60),
        it -> it.put("iat", now + 60),
        it -> without(it, "exp"),
        it -> it.put("exp", "tomorrow"),
        it -> without(it, "sub"),
        it -> it.put("sub", ""),
        it -> it.put("sub", "x".repeat(65)),
        it -> it.put("sub", "key:deploy"),
        it -> it.put("sub", new JsonObject()),
        it -> without(it, "name"),
        it -> it.put("name", "a\nb"),
        it -> it.put("name", "x".repeat(41)),
        it -> it.put("rooms", "lobby"),
        it -> it.put("rooms", new JsonArray().add("a b")));
  }

  private static JsonObject without(JsonObject claims, String claim) {
    claims.remove(claim);
    return claims;
  }

  @ParameterizedTest
  @MethodSource("wrongClaims")
  void aTokenThatDoesNotSayWhatItMustIsRefused(UnaryOperator<JsonObject> wrong) {
    assertThat(session(tokens(SECRET), hs256(wrong.apply(alice())))).isEmpty();
  }

  @Test
  void theHostsClockMayBeALittleOff() {
    long now = System.currentTimeMillis() / 1_000;
    assertThat(session(tokens(SECRET), hs256(alice().put("exp", now - 5)))).isPresent();
    assertThat(session(tokens(SECRET), hs256(alice().put("nbf", now + 20)))).isPresent();
    JwtConfig lenient = JwtConfig.of(JwtKey.ofFile(SECRET));
    JwtConfig strict =
        new JwtConfig(
            lenient.key(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            lenient.claims(),
            Duration.ZERO);
    assertThat(session(tokens(strict), hs256(alice().put("exp", now - 5)))).isEmpty();
  }

  @Test
  void onlyTheRightIssuerAndAudienceCount() {
    HostTokens picky =
        tokens(
            JwtConfig.of(JwtKey.ofFile(SECRET))
                .only(Optional.of("https://host.example"), Optional.of("market")));
    JsonObject right = alice().put("iss", "https://host.example").put("aud", "market");
    assertThat(session(picky, hs256(right))).isPresent();
    assertThat(
            session(picky, hs256(right.copy().put("aud", new JsonArray().add("a").add("market")))))
        .isPresent();
    assertThat(session(picky, hs256(right.copy().put("iss", "https://other.example")))).isEmpty();
    assertThat(session(picky, hs256(right.copy().put("aud", "shop")))).isEmpty();
    assertThat(session(picky, hs256(without(right.copy(), "iss")))).isEmpty();
    assertThat(session(picky, hs256(without(right.copy(), "aud")))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "{}                                      ; MEMBER",
        "{\"role\":\"guest\"}                    ; GUEST",
        "{\"role\":\"member\"}                   ; MEMBER",
        "{\"role\":\"moderator\"}                ; MODERATOR",
        "{\"role\":\"admin\"}                    ; ADMIN",
        "{\"role\":\"service\"}                  ; GUEST",
        "{\"role\":\"Admin\"}                    ; GUEST",
        "{\"role\":\"emperor\"}                  ; GUEST",
        "{\"role\":7}                            ; GUEST",
        "{\"role\":[]}                           ; GUEST",
        "{\"role\":[\"x\",\"moderator\",\"member\",\"service\"]} ; MODERATOR"
      },
      delimiter = ';')
  void theRoleIsTheClaimsAndNeverAServersOwn(String claim, Role role) {
    JsonObject claims = alice().mergeIn(new JsonObject(claim));
    assertThat(session(tokens(SECRET), hs256(claims)).map(it -> it.caller().role())).contains(role);
  }

  @Test
  void theClaimsMayHaveOtherNames() {
    JwtConfig usual = JwtConfig.of(JwtKey.ofFile(SECRET));
    JwtConfig other =
        new JwtConfig(
            usual.key(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new JwtConfig.ClaimNames("nick", "https://host.example/role", "channels"),
            usual.leeway());
    JsonObject claims =
        alice()
            .put("nick", "al")
            .put("https://host.example/role", "admin")
            .put("channels", new JsonArray().add("lobby"));

    assertThat(session(tokens(other), hs256(claims)).map(Session::caller))
        .contains(new Caller(new Person("u1", "al"), Role.ADMIN, Optional.of(Set.of("lobby"))));
  }

  /** Of an ECDSA signature there are two forms that are good; neither may outlive the other. */
  @Test
  void aTokenIsRevokedWhateverFormItsSignatureHas() {
    JsonObject claims = alice();
    assertThat(session(tokens(EC.pem()), EC.token(claims)).map(Session::id))
        .isEqualTo(session(tokens(EC.pem()), EC.token(claims)).map(Session::id))
        .isNotEqualTo(session(tokens(EC.pem()), EC.token(alice().put("x", 1))).map(Session::id));
  }

  static Stream<String> filesThatAreNoKey() {
    return Stream.of(
        "",
        "short",
        RSA.privatePem(),
        FakeHost.Key.rsa("weak", 1_024).pem(),
        FakeHost.Key.ec("large", "secp384r1").pem(),
        RSA.pem().substring(0, 200),
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----");
  }

  @ParameterizedTest
  @MethodSource("filesThatAreNoKey")
  void aFileThatHoldsNoGoodKeyStopsTheStart(String file) {
    assertThatThrownBy(() -> JwtKey.ofFile(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("jwt-key-file: ");
  }

  @Test
  void noKeyShowsItselfInALog() {
    assertThat(JwtKey.ofFile(SECRET).toString()).doesNotContain(SECRET);
  }
}
