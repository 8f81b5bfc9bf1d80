package tickertalk.bridge;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where the edge listens, and to whom.
 *
 * @param host the address to listen on
 * @param port the port to listen on, 0 to 65,535; 0 takes a free one
 * @param allowedOrigins the sites, besides this server's own page, whose pages may use it, as
 *     {@code https://example.com}; {@code *} stands for all
 * @param tls what TLS is spoken with; empty for plain HTTP
 * @param trustedProxies those that are believed when they say for whom they ask
 * @param proxyProtocol whether every connection begins with HAProxy's PROXY line or header
 * @param eventLoops how many threads serve connections, 1 to 64
 */
public record ListenConfig(
    String host,
    int port,
    Set<String> allowedOrigins,
    Optional<TlsConfig> tls,
    TrustedProxies trustedProxies,
    boolean proxyProtocol,
    int eventLoops) {
  public ListenConfig {
    Objects.requireNonNull(host);
    Objects.requireNonNull(tls);
    Objects.requireNonNull(trustedProxies);
    allowedOrigins = Set.copyOf(allowedOrigins);
    requirePort("port", port);
    new Origins(allowedOrigins); // refuses what is none
    if (eventLoops < 1 || eventLoops > 64) {
      throw new IllegalArgumentException(
          "event-loops: must be within 1 and 64, but is " + eventLoops);
    }
  }

  static void requirePort(String name, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(name + ": must be within 0 and 65535, but is " + port);
    }
  }

  /**
   * This place, in plain HTTP, for this server's own page, with one event loop for every two
   * processors: the services, the database and the collector need the rest.
   */
  public static ListenConfig at(String host, int port) {
    return new ListenConfig(
        host,
        port,
        Set.of(),
        Optional.empty(),
        TrustedProxies.none(),
        false,
        Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
  }

  /** The same with TLS. */
  public ListenConfig with(TlsConfig other) {
    return new ListenConfig(
        host, port, allowedOrigins, Optional.of(other), trustedProxies, proxyProtocol, eventLoops);
  }

  /** The same behind these proxies. */
  public ListenConfig with(TrustedProxies other) {
    return new ListenConfig(host, port, allowedOrigins, tls, other, proxyProtocol, eventLoops);
  }

  /** The same where every connection begins with HAProxy's PROXY line or header. */
  public ListenConfig withProxyProtocol() {
    return new ListenConfig(host, port, allowedOrigins, tls, trustedProxies, true, eventLoops);
  }

  /** The same for the pages of these sites too. */
  public ListenConfig withAllowedOrigins(Set<String> other) {
    return new ListenConfig(host, port, other, tls, trustedProxies, proxyProtocol, eventLoops);
  }

  /** The same with so many event loops. */
  public ListenConfig withEventLoops(int other) {
    return new ListenConfig(host, port, allowedOrigins, tls, trustedProxies, proxyProtocol, other);
  }

  /** The same for another event loop's server; what redirects to TLS is there once. */
  ListenConfig beside() {
    return new ListenConfig(
        host,
        port,
        allowedOrigins,
        tls.map(TlsConfig::withoutRedirect),
        trustedProxies,
        proxyProtocol,
        eventLoops);
  }

  /**
   * The port as Vert.x is told it: its servers share a port that they all name, and a free one they
   * share when they name it by the same negative number.
   */
  int sharedPort() {
    return port == 0 && eventLoops > 1 ? -1 : port;
  }
}
