package tickertalk.bridge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.PubSecKeyOptions;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a host's tokens are checked with, for the one algorithm of its kind: HS256 for a secret,
 * RS256 for an RSA key, ES256 for a key on the curve P-256. Its text form never shows it.
 */
public final class JwtKey {
  /** NIST SP 800-131A: shorter ones are no longer to be trusted. */
  private static final int MIN_RSA_BITS = 2_048;

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.+?)-----END \\1-----", Pattern.DOTALL);

  private final String algorithm;
  private final Optional<String> id;
  private final Buffer material;

  private JwtKey(String algorithm, Optional<String> id, Buffer material) {
    this.algorithm = algorithm;
    this.id = id;
    this.material = material;
  }

  /**
   * The key in a file: a public key or certificate in PEM form, or else a shared secret.
   *
   * @throws IllegalArgumentException that names the option, for what is none or too weak
   */
  public static JwtKey ofFile(String text) {
    try {
      Matcher pem = PEM.matcher(text);
      return pem.find() ? of(Optional.empty(), publicKey(pem)) : secret(text.strip());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException("jwt-key-file: " + e.getMessage(), e);
    }
  }

  private static JwtKey secret(String text) {
    Buffer secret = Buffer.buffer(text);
    if (secret.length() < TokenKey.MIN_BYTES) {
      throw new IllegalArgumentException(
          "must hold a public key in PEM form, or a secret of "
              + TokenKey.MIN_BYTES
              + " bytes or more");
    }
    if (text.contains("-----BEGIN")) {
      throw new IllegalArgumentException("the PEM block in it has no end");
    }
    return new JwtKey("HS256", Optional.empty(), secret);
  }

  private static PublicKey publicKey(Matcher pem) throws GeneralSecurityException {
    return switch (pem.group(1)) {
      case "CERTIFICATE" ->
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(pem.group().getBytes(StandardCharsets.US_ASCII)))
              .getPublicKey();
      case "PUBLIC KEY" -> publicKey(Base64.getMimeDecoder().decode(pem.group(2)));
      default ->
          throw new IllegalArgumentException(
              "must hold a PUBLIC KEY or a CERTIFICATE, but holds a " + pem.group(1));
    };
  }

  private static PublicKey publicKey(byte[] encoded) throws GeneralSecurityException {
    X509EncodedKeySpec spec = new X509EncodedKeySpec(encoded);
    try {
      return KeyFactory.getInstance("RSA").generatePublic(spec);
    } catch (GeneralSecurityException e) {
      return KeyFactory.getInstance("EC").generatePublic(spec);
    }
  }

  /**
   * A key of a JSON Web Key set (RFC 7517).
   *
   * @return none for a key of another kind, or for another use
   * @throws IllegalArgumentException for a key of our kinds that is malformed or too weak
   */
  static Optional<JwtKey> ofJwk(JsonObject jwk) {
    if (!"sig".equals(jwk.getString("use", "sig"))) {
      return Optional.empty();
    }
    try {
      String kind = jwk.getString("kty") + " " + jwk.getString("alg", "");
      return switch (kind) {
        case "RSA RS256", "RSA " -> Optional.of(of(id(jwk), rsa(jwk)));
        case "EC ES256", "EC " ->
            "P-256".equals(jwk.getString("crv"))
                ? Optional.of(of(id(jwk), onP256(jwk)))
                : Optional.empty();
        default -> Optional.empty();
      };
    } catch (GeneralSecurityException | ClassCastException | NullPointerException e) {
      throw new IllegalArgumentException("it is malformed", e);
    }
  }

  private static Optional<String> id(JsonObject jwk) {
    return Optional.ofNullable(jwk.getString("kid"));
  }

  private static PublicKey rsa(JsonObject jwk) throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA")
        .generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e")));
  }

  private static PublicKey onP256(JsonObject jwk) throws GeneralSecurityException {
    ECPoint point = new ECPoint(number(jwk, "x"), number(jwk, "y"));
    if (!isOn(p256().getCurve(), point)) {
      throw new IllegalArgumentException("it is not on its curve");
    }
    return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, p256()));
  }

  /** Java does not look. */
  private static boolean isOn(EllipticCurve curve, ECPoint point) {
    BigInteger p = ((ECFieldFp) curve.getField()).getP();
    BigInteger x = point.getAffineX();
    BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
    return point.getAffineY().pow(2).mod(p).equals(right);
  }

  private static BigInteger number(JsonObject jwk, String field) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.getString(field)));
  }

  private static ECParameterSpec p256() throws GeneralSecurityException {
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    return curve.getParameterSpec(ECParameterSpec.class);
  }

  private static JwtKey of(Optional<String> id, PublicKey key) throws GeneralSecurityException {
    if (key instanceof RSAPublicKey rsa) {
      if (rsa.getModulus().bitLength() < MIN_RSA_BITS) {
        throw new IllegalArgumentException(
            "an RSA key must have " + MIN_RSA_BITS + " bits or more");
      }
      return new JwtKey("RS256", id, pem(key));
    }
    if (key instanceof ECPublicKey ec && ec.getParams().getCurve().equals(p256().getCurve())) {
      return new JwtKey("ES256", id, pem(key));
    }
    throw new IllegalArgumentException("the key must be an RSA key or one on the curve P-256");
  }

  private static Buffer pem(PublicKey key) {
    String base64 = Base64.getMimeEncoder().encodeToString(key.getEncoded());
    return Buffer.buffer("-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----");
  }

  String algorithm() {
    return algorithm;
  }

  /** Whether a token with this header can be signed with it. */
  boolean mayHaveSigned(JwtHeader header) {
    return algorithm.equals(header.algorithm())
        && (id.isEmpty() || header.keyId().isEmpty() || id.equals(header.keyId()));
  }

  PubSecKeyOptions options() {
    return new PubSecKeyOptions().setAlgorithm(algorithm).setBuffer(material);
  }

  @Override
  public String toString() {
    return "JwtKey[" + algorithm + id.map(it -> ", " + it).orElse("") + "]";
  }
}
