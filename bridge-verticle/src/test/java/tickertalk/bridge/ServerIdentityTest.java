package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServerIdentityTest {
  @TempDir Path folder;

  @Test
  void aCertificateAndItsKeyAreTaken() {
    assertThat(TestIdentity.rsa().in(folder).check()).isEmpty();
    assertThat(TestIdentity.ec().in(folder).check()).isEmpty();
  }

  /** Certificates come with words around them, and with the chain that vouches for them. */
  @Test
  void whatStandsAroundTheCertificatesDoesNotMatter() throws IOException {
    TestIdentity identity = TestIdentity.ec();
    TlsConfig files = identity.in(folder);
    Files.writeString(
        files.certificate(),
        "Bag Attributes: none\n"
            + identity.bundle().getCertificatePEM()
            + "issuer=CN = somebody\n"
            + TestIdentity.rsa().bundle().getCertificatePEM());
    assertThat(files.check()).isEmpty();
    assertThat(ServerIdentity.read(files).certificate())
        .isEqualTo(identity.bundle().getCertificate());
  }

  /** Better a page that browsers warn of than none, and no word why. */
  @Test
  void aCertificateThatEndedIsTakenWithAWord() {
    assertThat(TestIdentity.thatEnded().in(folder).check().orElseThrow()).contains("ended");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    TlsConfig files = TestIdentity.ec().in(folder);
    Path nowhere = folder.resolve("nowhere.pem");
    refused(new TlsConfig(nowhere, files.key(), Optional.empty()), "tls-cert", "nowhere.pem");
    refused(new TlsConfig(files.certificate(), nowhere, Optional.empty()), "tls-key", "nowhere");
    refused(new TlsConfig(folder, files.key(), Optional.empty()), "tls-cert", "cannot read");
  }

  @Test
  void aFileThatIsNotPemIsNamed() throws IOException {
    TlsConfig files = TestIdentity.ec().in(folder);
    Path words = Files.writeString(folder.resolve("words.txt"), "not a certificate");
    refused(new TlsConfig(words, files.key(), Optional.empty()), "tls-cert", "not PEM");
    refused(new TlsConfig(files.certificate(), words, Optional.empty()), "tls-key", "RSA or EC");
    refused(new TlsConfig(files.key(), files.key(), Optional.empty()), "tls-cert", "not PEM");
    Path garbage =
        Files.writeString(
            folder.resolve("garbage.pem"),
            "-----BEGIN CERTIFICATE-----\n"
                + Base64.getEncoder().encodeToString(new byte[100])
                + "\n-----END CERTIFICATE-----\n");
    refused(new TlsConfig(garbage, files.key(), Optional.empty()), "tls-cert", "cannot be read");
  }

  @Test
  void anotherCertificatesKeyIsRefused() throws IOException {
    TlsConfig mine = TestIdentity.ec().in(folder);
    for (TestIdentity other : new TestIdentity[] {TestIdentity.ec(), TestIdentity.rsa()}) {
      Path key = Files.writeString(folder.resolve("other.pem"), other.bundle().getPrivateKeyPEM());
      refused(
          new TlsConfig(mine.certificate(), key, Optional.empty()),
          "tls-key",
          "the certificate in tls-cert");
    }
  }

  @Test
  void aKeyWithAPasswordIsRefused() throws IOException {
    TlsConfig files = TestIdentity.ec().in(folder);
    Files.writeString(files.key(), "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n");
    refused(files, "tls-key", "encrypted");
  }

  private static void refused(TlsConfig config, String option, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(config::check)
        .withMessageStartingWith(option + ":")
        .withMessageContaining(problem);
  }
}
