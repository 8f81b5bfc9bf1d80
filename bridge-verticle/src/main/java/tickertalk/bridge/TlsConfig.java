package tickertalk.bridge;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What the edge proves its identity with; the files are read again when they change.
 *
 * @param certificate the PEM file of the certificate, followed by those that vouch for it
 * @param key the PEM file of the certificate's private key
 * @param redirectPort where plain HTTP is sent on to TLS, 0 to 65,535; empty for nowhere
 */
public record TlsConfig(Path certificate, Path key, Optional<Integer> redirectPort) {
  public TlsConfig {
    Objects.requireNonNull(certificate);
    Objects.requireNonNull(key);
    redirectPort.ifPresent(port -> ListenConfig.requirePort("http-port", port));
  }

  /** The same without a port for plain HTTP. */
  TlsConfig withoutRedirect() {
    return new TlsConfig(certificate, key, Optional.empty());
  }

  /**
   * Reads the files, and tells what a client will find wrong with a certificate that can be used:
   * that its time is over, or has not come.
   *
   * @throws IllegalArgumentException naming {@code tls-cert} or {@code tls-key}, when a file cannot
   *     be read or used, or the key is another certificate's
   */
  public Optional<String> check() {
    return ServerIdentity.read(this).doubt();
  }
}
