package tickertalk.bridge;

import java.security.SecureRandom;

/** The secret that signs session tokens. Its text form never shows it. */
public final class TokenKey {
  /** The shortest key that HMAC-SHA256 is as strong as its hash with. */
  public static final int MIN_BYTES = 32;

  private static final SecureRandom random = new SecureRandom();

  private final byte[] bytes;

  /**
   * A key that was made before.
   *
   * @throws IllegalArgumentException when it has fewer than {@value #MIN_BYTES} bytes
   */
  public TokenKey(byte[] bytes) {
    if (bytes.length < MIN_BYTES) {
      throw new IllegalArgumentException(
          "token-key: must have " + MIN_BYTES + " bytes at least, but has " + bytes.length);
    }
    this.bytes = bytes.clone();
  }

  /** A new key that nobody can guess. */
  public static TokenKey generate() {
    byte[] bytes = new byte[MIN_BYTES];
    random.nextBytes(bytes);
    return new TokenKey(bytes);
  }

  /** A copy of the secret. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "TokenKey[hidden]";
  }
}
