package tickertalk.bridge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The site around this one: issues tokens to its people, and publishes its keys over HTTP. */
final class FakeHost implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger asked = new AtomicInteger();
  private final HttpServer server;
  private volatile Consumer<HttpServerRequest> answer;

  FakeHost() {
    server =
        Edge.soon(
            vertx
                .createHttpServer()
                .requestHandler(
                    request -> {
                      asked.incrementAndGet();
                      answer.accept(request);
                    })
                .listen(0, "127.0.0.1"));
  }

  URI jwksUrl() {
    return URI.create("http://127.0.0.1:" + server.actualPort() + "/keys");
  }

  void publishes(Key... keys) {
    JsonArray set = new JsonArray();
    for (Key key : keys) {
      set.add(key.jwk());
    }
    answers(request -> request.response().end(new JsonObject().put("keys", set).toBuffer()));
  }

  void answers(Consumer<HttpServerRequest> other) {
    answer = other;
  }

  int timesAsked() {
    return asked.get();
  }

  /** A key of the host's: signs, and has a public form. */
  static final class Key {
    private final String algorithm;
    private final String id;
    private final KeyPair pair;

    private Key(String algorithm, String id, KeyPair pair) {
      this.algorithm = algorithm;
      this.id = id;
      this.pair = pair;
    }

    static Key rsa(String id) {
      return rsa(id, 2_048);
    }

    static Key rsa(String id, int bits) {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return new Key("RS256", id, generator.generateKeyPair());
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    static Key ec(String id) {
      return ec(id, "secp256r1");
    }

    static Key ec(String id, String curve) {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return new Key("ES256", id, generator.generateKeyPair());
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    String pem() {
      return "-----BEGIN PUBLIC KEY-----\n"
          + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
          + "\n-----END PUBLIC KEY-----\n";
    }

    String privatePem() {
      return "-----BEGIN PRIVATE KEY-----\n"
          + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
          + "\n-----END PRIVATE KEY-----\n";
    }

    JsonObject jwk() {
      JsonObject jwk = new JsonObject().put("kid", id).put("use", "sig").put("alg", algorithm);
      if (pair.getPublic() instanceof RSAPublicKey rsa) {
        return jwk.put("kty", "RSA")
            .put("n", number(rsa.getModulus()))
            .put("e", number(rsa.getPublicExponent()));
      }
      ECPublicKey ec = (ECPublicKey) pair.getPublic();
      return jwk.put("kty", "EC")
          .put("crv", "P-256")
          .put("x", number(ec.getW().getAffineX()))
          .put("y", number(ec.getW().getAffineY()));
    }

    private static String number(BigInteger number) {
      byte[] bytes = number.toByteArray();
      int from = bytes[0] == 0 ? 1 : 0;
      return base64(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    /** A token with these claims, signed. */
    String token(JsonObject claims) {
      try {
        String text = signingInput(new JsonObject().put("alg", algorithm).put("kid", id), claims);
        Signature signature =
            Signature.getInstance(
                algorithm.equals("RS256") ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
        signature.initSign(pair.getPrivate());
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return text + "." + base64(signature.sign());
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** What a person of the host's, in good standing, brings. */
  static JsonObject claims(String id, String name) {
    long now = System.currentTimeMillis() / 1_000;
    return new JsonObject().put("sub", id).put("name", name).put("iat", now).put("exp", now + 300);
  }

  static String signingInput(JsonObject header, JsonObject claims) {
    return base64(header.encode().getBytes(StandardCharsets.UTF_8))
        + "."
        + base64(claims.encode().getBytes(StandardCharsets.UTF_8));
  }

  /** A token signed with a shared secret, or with what somebody takes for one. */
  static String hs256(byte[] secret, JsonObject header, JsonObject claims) {
    try {
      String text = signingInput(header, claims);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return text + "." + base64(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() {
    Edge.soon(vertx.close());
  }
}
