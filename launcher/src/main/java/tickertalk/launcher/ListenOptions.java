package tickertalk.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;
import tickertalk.bridge.ListenConfig;
import tickertalk.bridge.TlsConfig;
import tickertalk.bridge.TrustedProxies;

/** Where this JVM listens, and to whom. */
final class ListenOptions {
  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "port to listen on, 0 for a free one (default: ${DEFAULT-VALUE})")
  int port;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "address to listen on (default: ${DEFAULT-VALUE})")
  String host;

  @Option(
      names = "--tls-cert",
      description =
          "PEM file of the certificate and its chain: serves https and wss, and reads the file"
              + " again when it changes")
  Optional<Path> tlsCert;

  @Option(names = "--tls-key", description = "PEM file of the certificate's private key")
  Optional<Path> tlsKey;

  @Option(
      names = "--http-port",
      description = "port that sends plain http on to --port, with TLS only (default: none)")
  Optional<Integer> httpPort;

  @Option(
      names = "--trusted-proxies",
      split = ",",
      description =
          "addresses, or ranges such as 10.0.0.0/8, of the proxies whose X-Forwarded-… and"
              + " Forwarded headers are believed (default: none)")
  List<String> trustedProxies = List.of();

  @Option(
      names = "--proxy-protocol",
      description = "every connection begins with HAProxy's PROXY protocol, version 1 or 2")
  boolean proxyProtocol;

  @Option(
      names = "--allowed-origins",
      split = ",",
      description =
          "sites besides this server's own page whose pages may use it, as https://example.com;"
              + " * for all, but without cookies (default: none)")
  List<String> allowedOrigins = List.of();

  @Option(
      names = "--event-loops",
      description = "threads that serve connections, 1 to 64 (default: one for two processors)")
  Optional<Integer> eventLoops;

  /**
   * The same as the bridge wants it.
   *
   * @throws OptionException naming the option that is wrong
   * @throws IllegalArgumentException beginning with the name of the option that is wrong
   */
  ListenConfig config() {
    ListenConfig config =
        ListenConfig.at(host, port)
            .with(TrustedProxies.of(trustedProxies))
            .withAllowedOrigins(Set.copyOf(allowedOrigins));
    config = eventLoops.map(config::withEventLoops).orElse(config);
    config = proxyProtocol ? config.withProxyProtocol() : config;
    return tls().map(config::with).orElse(config);
  }

  private Optional<TlsConfig> tls() {
    if (tlsCert.isEmpty() && tlsKey.isEmpty()) {
      if (httpPort.isPresent()) {
        throw new OptionException("--http-port: needs --tls-cert, to which it sends on");
      }
      return Optional.empty();
    }
    TlsConfig tls =
        new TlsConfig(
            tlsCert.orElseThrow(
                () -> new OptionException("--tls-cert: is missing, --tls-key needs it")),
            tlsKey.orElseThrow(
                () -> new OptionException("--tls-key: is missing, --tls-cert needs it")),
            httpPort);
    tls.check();
    return Optional.of(tls);
  }
}
