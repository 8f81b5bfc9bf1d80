package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.contract.Caller;
import tickertalk.contract.Person;
import tickertalk.contract.Role;

@Timeout(10)
class SessionTokensTest {
  private static final Vertx vertx = Vertx.vertx();
  private static final TokenKey KEY = TokenKey.generate();

  private final SessionTokens tokens = tokens(KEY, Clock.systemUTC());

  @AfterAll
  static void closeVertx() throws Exception {
    vertx.close().await(5, TimeUnit.SECONDS);
  }

  private static SessionTokens tokens(TokenKey key, Clock clock) {
    return new SessionTokens(vertx, key, Duration.ofHours(1), clock);
  }

  private static Future<Session> settled(Future<Session> future) throws Exception {
    future.otherwiseEmpty().await(5, TimeUnit.SECONDS);
    return future;
  }

  private void assertRefused(String token) throws Exception {
    assertThat(settled(tokens.verify(token)).failed()).as(token).isTrue();
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObject claims(String token) {
    return new JsonObject(
        new String(
            Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8));
  }

  /** A token with a right signature, whatever it says. */
  private static String signed(String header, String claims) throws Exception {
    String text = base64(header) + "." + base64(claims);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY.bytes(), "HmacSHA256"));
    return text
        + "."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void whatWasIssuedIsVerified() throws Exception {
    Session issued = tokens.issue("앨리스 🎈");

    assertThat(settled(tokens.verify(issued.token())).result()).isEqualTo(issued);
    assertThat(issued.caller().role()).isEqualTo(Role.GUEST);
    assertThat(issued.caller().person().name()).isEqualTo("앨리스 🎈");
  }

  @Test
  void anotherBridgeWithTheSameKeyVerifiesIt() throws Exception {
    Session issued = tokens.issue("alice");
    SessionTokens elsewhere = tokens(new TokenKey(KEY.bytes()), Clock.systemUTC());

    assertThat(settled(elsewhere.verify(issued.token())).result()).isEqualTo(issued);
  }

  @Test
  void aSessionEndsItsLifetimeAfterItWasIssued() {
    Instant now = Instant.parse("2030-01-01T00:00:00Z");
    Session issued = tokens(KEY, Clock.fixed(now, ZoneOffset.UTC)).issue("alice");

    assertThat(issued.expiresAt()).isEqualTo(now.plus(Duration.ofHours(1)).toEpochMilli());
  }

  @Test
  void everybodyIsSomebodyElseAlsoUnderOneName() {
    assertThat(tokens.issue("alice").caller().person().id())
        .isNotEqualTo(tokens.issue("alice").caller().person().id());
  }

  @Test
  void aTokenThatIsOverIsRefused() throws Exception {
    Clock longAgo = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-61));
    assertRefused(tokens(KEY, longAgo).issue("alice").token());
  }

  @Test
  void aTokenOfAnotherKeyIsRefused() throws Exception {
    assertRefused(tokens(TokenKey.generate(), Clock.systemUTC()).issue("alice").token());
  }

  @Test
  void aRoleThatWasChangedBreaksTheSignature() throws Exception {
    String token = tokens.issue("alice").token();
    String[] parts = token.split("\\.", -1);
    String promoted = claims(token).put("role", "admin").encode();

    assertRefused(parts[0] + "." + base64(promoted) + "." + parts[2]);
  }

  @Test
  void everyFlippedBitOfTheSignatureIsSeen() throws Exception {
    String token = tokens.issue("alice").token();
    int signatureAt = token.lastIndexOf('.') + 1;
    byte[] signature = Base64.getUrlDecoder().decode(token.substring(signatureAt));
    for (int bit = 0; bit < signature.length * 8; bit++) {
      byte[] forged = signature.clone();
      forged[bit / 8] ^= (byte) (1 << (bit % 8));
      assertRefused(
          token.substring(0, signatureAt)
              + Base64.getUrlEncoder().withoutPadding().encodeToString(forged));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "HS384", "RS256", ""})
  void noOtherAlgorithmIsTaken(String algorithm) throws Exception {
    String token = tokens.issue("alice").token();
    String header = new JsonObject().put("typ", "JWT").put("alg", algorithm).encode();
    String[] parts = token.split("\\.", -1);

    assertRefused(base64(header) + "." + parts[1] + "." + parts[2]);
    assertRefused(base64(header) + "." + parts[1] + ".");
    assertRefused(base64(header) + "." + parts[1]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "x", ".", "..", "...", "a.b", "a.b.c", "🎈.🎈.🎈", "null"})
  void whatIsNoTokenIsRefused(String token) throws Exception {
    assertRefused(token);
  }

  @Test
  void aWellSignedTokenOfOurOwnHandIsVerified() throws Exception {
    assertThat(
            settled(
                    tokens.verify(
                        signed(
                            "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
                            wellFormed().put("role", "moderator").encode())))
                .map(session -> session.caller().role())
                .result())
        .isEqualTo(Role.MODERATOR);
  }

  private static JsonObject wellFormed() {
    return new JsonObject()
        .put("iss", SessionTokens.FOR_GUESTS)
        .put("jti", "s1")
        .put("sub", "u1")
        .put("name", "alice")
        .put("role", "guest")
        .put("iat", Instant.now().getEpochSecond())
        .put("auth_time", 1)
        .put("exp", 4_102_444_800L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "jti", "sub", "name", "role", "iat", "auth_time", "exp"})
  void aWellSignedTokenThatLacksSomethingIsRefused(String claim) throws Exception {
    String header = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
    assertThat(settled(tokens.verify(signed(header, wellFormed().encode()))).succeeded()).isTrue();
    JsonObject lacking = wellFormed();
    lacking.remove(claim);
    assertRefused(signed(header, lacking.encode()));
    assertRefused(signed(header, wellFormed().put(claim, new JsonObject()).encode()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"role\":\"emperor\"}",
        "{\"iss\":\"tickertalk:jwt\"}",
        "{\"iat\":4102444700}",
        "{\"rooms\":\"lobby\"}",
        "{\"rooms\":[7]}",
        "{\"rooms\":[\"a,b\"]}"
      })
  void aWellSignedTokenThatSaysWhatItMayNotIsRefused(String wrong) throws Exception {
    assertRefused(
        signed(
            "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
            wellFormed().mergeIn(new JsonObject(wrong)).encode()));
  }

  @Test
  void theRoomsOfATokenAreReadAsTheyWereWritten() throws Exception {
    Caller bound =
        new Caller(new Person("u1", "alice"), Role.MEMBER, Optional.of(Set.of("lobby", "한국어")));
    assertThat(settled(tokens.verify(tokens.issue(bound).token())).result().caller())
        .isEqualTo(bound);
  }

  @Test
  void aRefreshedTokenIsOfTheSameSessionAndEndsLater() throws Exception {
    Instant then = Instant.now().minus(Duration.ofMinutes(30));
    Session first = tokens(KEY, Clock.fixed(then, ZoneOffset.UTC)).issue("alice");

    Session next = tokens.refresh(first);

    assertThat(next.id()).isEqualTo(first.id());
    assertThat(next.caller()).isEqualTo(first.caller());
    assertThat(next.signedInAt()).isEqualTo(first.signedInAt());
    assertThat(next.expiresAt()).isGreaterThan(first.expiresAt());
    assertThat(next.token()).isNotEqualTo(first.token());
    assertThat(settled(tokens.verify(next.token())).result()).isEqualTo(next);
    assertThat(settled(tokens.verify(first.token())).result()).isEqualTo(first);
  }

  /** Otherwise whoever got hold of a token once would be in for good. */
  @Test
  void aSessionCannotBeRefreshedForEver() {
    Instant now = Instant.now();
    Instant longAgo = now.minus(SessionTokens.LONGEST_SESSION).plus(Duration.ofMinutes(5));
    Session first = tokens(KEY, Clock.fixed(longAgo, ZoneOffset.UTC)).issue("alice");

    assertThat(tokens.refresh(first).expiresAt())
        .isEqualTo(first.signedInAt() + SessionTokens.LONGEST_SESSION.toMillis());
  }

  /** Else revocations would have to be kept for as long as anybody ever allowed a token to live. */
  @Test
  void aTokenEndsByTheLifetimeThatIsAllowedNow() throws Exception {
    Instant then = Instant.now().minus(Duration.ofMinutes(30));
    Clock clock = Clock.fixed(then, ZoneOffset.UTC);
    String old = new SessionTokens(vertx, KEY, Duration.ofDays(7), clock).issue("alice").token();

    Session session = settled(tokens.verify(old)).result();

    assertThat(session.expiresAt()).isEqualTo(session.issuedAt() + 3_600_000);
    assertThat(session.expiresAt()).isLessThan(tokens.latestEndOfOneIssuedUntilNow());
    SessionTokens strict = new SessionTokens(vertx, KEY, Duration.ofMinutes(10), Clock.systemUTC());
    assertThat(settled(strict.verify(old)).succeeded()).isFalse();
  }
}
