package tickertalk.launcher;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.time.Duration;
import java.time.Instant;

/** A certificate for this machine that vouches for itself, and its key, both in PEM. */
record TestCertificate(String certificate, String key) {
  static TestCertificate until(Instant end) {
    try {
      X509Bundle made =
          new CertificateBuilder()
              .subject("CN=localhost")
              .notBefore(Instant.now().minus(Duration.ofDays(1)))
              .notAfter(end)
              .setIsCertificateAuthority(true)
              .buildSelfSigned();
      return new TestCertificate(made.getCertificatePEM(), made.getPrivateKeyPEM());
    } catch (Exception e) {
      throw new AssertionError("no certificate", e);
    }
  }
}
