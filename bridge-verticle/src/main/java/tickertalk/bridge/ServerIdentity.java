package tickertalk.bridge;

import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.X509KeyManager;

/**
 * A certificate and its key, known to belong together. They are kept as they stood in their files
 * when they were checked, whatever happens to the files meanwhile.
 *
 * @param pem both, for Vert.x
 * @param certificate the server's own certificate, the first of its file
 */
record ServerIdentity(PemKeyCertOptions pem, X509Certificate certificate) {
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";

  /** How a signature is made, by the kinds of key that Vert.x reads. */
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");

  /**
   * Reads and checks the files.
   *
   * @throws IllegalArgumentException naming the option of the file that is no good
   */
  static ServerIdentity read(TlsConfig config) {
    return of(PemFiles.read(config));
  }

  /**
   * Checks what was read.
   *
   * @throws IllegalArgumentException naming the option of the file that is no good
   */
  static ServerIdentity of(PemFiles files) {
    X509Certificate certificate = firstCertificate(files.certificate().getBytes());
    PemKeyCertOptions pem =
        new PemKeyCertOptions().setCertValue(files.certificate()).setKeyValue(files.key());
    if (!belongTogether(certificate, privateKey(files, pem, certificate))) {
      throw new IllegalArgumentException(
          "tls-key: is not the key of the certificate in tls-cert ("
              + certificate.getSubjectX500Principal()
              + ")");
    }
    return new ServerIdentity(pem, certificate);
  }

  private static X509Certificate firstCertificate(byte[] file) {
    int begin = new String(file, StandardCharsets.ISO_8859_1).indexOf(BEGIN);
    if (begin < 0) {
      throw new IllegalArgumentException("tls-cert: is not PEM, it has no " + BEGIN);
    }
    try {
      Collection<? extends Certificate> chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(file, begin, file.length - begin));
      return (X509Certificate) chain.iterator().next();
    } catch (CertificateException e) {
      throw new IllegalArgumentException(
          "tls-cert: has a certificate that cannot be read: " + e.getMessage(), e);
    }
  }

  private static PrivateKey privateKey(
      PemFiles files, PemKeyCertOptions pem, X509Certificate certificate) {
    if (files.key().toString(StandardCharsets.ISO_8859_1).contains("ENCRYPTED")) {
      throw new IllegalArgumentException("tls-key: is encrypted; give it without a password");
    }
    try {
      // Vert.x is asked for nothing but to resolve paths, of which there are none.
      X509KeyManager keys = (X509KeyManager) pem.getKeyManagerFactory(null).getKeyManagers()[0];
      String[] names = keys.getServerAliases(certificate.getPublicKey().getAlgorithm(), null);
      return keys.getPrivateKey(names[0]);
    } catch (Exception e) { // Vert.x says no more of what it throws
      throw new IllegalArgumentException(
          "tls-key: has no RSA or EC key in PEM that fits the certificate in tls-cert: "
              + e.getMessage(),
          e);
    }
  }

  private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
    if (!key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm())) {
      return false;
    }
    byte[] word = certificate.getSerialNumber().toByteArray();
    try {
      Signature signature = Signature.getInstance(SIGNATURES.get(key.getAlgorithm()));
      signature.initSign(key);
      signature.update(word);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(word);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // a key of another size or curve
    }
  }

  /** What a client will find wrong with the certificate: that it is over, or has not begun. */
  Optional<String> doubt() {
    Instant now = Instant.now();
    Instant begin = certificate.getNotBefore().toInstant();
    Instant end = certificate.getNotAfter().toInstant();
    if (now.isAfter(end)) {
      return Optional.of("the certificate ended at " + end + "; browsers will refuse it");
    }
    if (now.isBefore(begin)) {
      return Optional.of("the certificate begins at " + begin + "; browsers will refuse it");
    }
    return Optional.empty();
  }

  /** Whose it is and how long. */
  @Override
  public String toString() {
    return certificate.getSubjectX500Principal()
        + " until "
        + certificate.getNotAfter().toInstant();
  }
}
