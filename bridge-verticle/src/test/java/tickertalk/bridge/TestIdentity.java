package tickertalk.bridge;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A certificate that vouches for itself, made for a test, and its key. */
record TestIdentity(X509Bundle bundle) {
  private static final String NAME = "localhost";

  static TestIdentity rsa() {
    return of(CertificateBuilder.Algorithm.rsa2048, Instant.now().plus(Duration.ofDays(1)));
  }

  static TestIdentity ec() {
    return of(CertificateBuilder.Algorithm.ecp256, Instant.now().plus(Duration.ofDays(1)));
  }

  static TestIdentity thatEnded() {
    return of(CertificateBuilder.Algorithm.ecp256, Instant.now().minus(Duration.ofHours(1)));
  }

  static TestIdentity of(CertificateBuilder.Algorithm algorithm, Instant end) {
    try {
      return new TestIdentity(
          new CertificateBuilder()
              .algorithm(algorithm)
              .subject("CN=" + NAME)
              .addSanDnsName(NAME)
              .notBefore(Instant.now().minus(Duration.ofDays(2)))
              .notAfter(end)
              .setIsCertificateAuthority(true)
              .buildSelfSigned());
    } catch (Exception e) {
      throw new AssertionError("no certificate", e);
    }
  }

  /** Writes both to a folder, over what is there. */
  TlsConfig in(Path folder) {
    try {
      return new TlsConfig(
          Files.writeString(folder.resolve("cert.pem"), bundle.getCertificatePEM()),
          Files.writeString(folder.resolve("key.pem"), bundle.getPrivateKeyPEM()),
          Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
