package tickertalk.bridge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Optional;

/** What a JSON Web Token says about its own signature, before anything of it is believed. */
record JwtHeader(String algorithm, Optional<String> keyId) {
  /** A header with a certificate chain may be long; ours never are. */
  static final int MAX_TOKEN_CHARS = 8_192;

  /**
   * Reads it.
   *
   * @throws RuntimeException for what is no signed token
   */
  static JwtHeader of(String token) {
    if (token.length() > MAX_TOKEN_CHARS) {
      throw new IllegalArgumentException("the token is too long");
    }
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3 || parts[2].isEmpty()) {
      throw new IllegalArgumentException("the token is not signed");
    }
    JsonObject header = new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(parts[0])));
    return new JwtHeader(header.getString("alg", ""), Optional.ofNullable(header.getString("kid")));
  }
}
