package tickertalk.bridge;

import io.netty.util.NetUtil;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a request's headers say of the way it came: believed of trusted proxies, taken away from
 * anybody else. What is left is one client, scheme and host, as a {@code Router} with {@code
 * AllowForwardHeaders.X_FORWARD} reads it, so that for all handlers {@code remoteAddress()}, {@code
 * isSSL()} and {@code authority()} are the client's.
 */
final class ForwardedHeaders {
  private static final String FORWARDED = "forwarded";
  private static final String FOR = "x-forwarded-for";
  private static final String PROTO = "x-forwarded-proto";
  private static final String HOST = "x-forwarded-host";
  private static final String PORT = "x-forwarded-port";
  private static final String SSL = "x-forwarded-ssl";

  private final TrustedProxies trusted;

  ForwardedHeaders(TrustedProxies trusted) {
    this.trusted = trusted;
  }

  /** Makes a request's headers say what is believed, before anybody else reads them. */
  void settle(HttpServerRequest request) {
    MultiMap headers = request.headers();
    Optional<ForwardedPath> path =
        TrustedProxies.address(request.remoteAddress().hostAddress())
            .filter(trusted::contain)
            .map(peer -> path(headers, peer));
    List.of(FORWARDED, FOR, PROTO, HOST, PORT, SSL).forEach(headers::remove);
    path.ifPresent(said -> tell(said, request));
  }

  /**
   * Proxies add to one kind of header, and pass the other on as the client sent it. {@code
   * X-Forwarded-For} is what most of them write, and wins.
   */
  private ForwardedPath path(MultiMap headers, InetAddress peer) {
    return headers.contains(FORWARDED) && !headers.contains(FOR)
        ? ForwardedPath.ofForwarded(headers.getAll(FORWARDED), peer, trusted)
        : ForwardedPath.ofX(
            headers.getAll(FOR),
            headers.getAll(PROTO),
            headers.getAll(HOST),
            headers.getAll(PORT),
            peer,
            trusted);
  }

  private static void tell(ForwardedPath said, HttpServerRequest request) {
    MultiMap headers = request.headers();
    headers.set(FOR, NetUtil.toAddressString(said.client()));
    said.scheme().flatMap(ForwardedHeaders::httpScheme).ifPresent(it -> headers.set(PROTO, it));
    authority(said, request).ifPresent(host -> headers.set(HOST, host.toString()));
  }

  /** Some proxies say {@code wss} of a WebSocket. */
  private static Optional<String> httpScheme(String scheme) {
    return switch (scheme.toLowerCase(Locale.ROOT)) {
      case "https", "wss" -> Optional.of("https");
      case "http", "ws" -> Optional.of("http");
      default -> Optional.empty();
    };
  }

  /** The router takes a host without a port for one at its scheme's own; so the port is said. */
  private static Optional<HostAndPort> authority(ForwardedPath said, HttpServerRequest request) {
    HostAndPort host =
        said.host().map(text -> HostAndPort.parseAuthority(text, -1)).orElseGet(request::authority);
    if (host == null || host.port() >= 0) {
      return Optional.ofNullable(host);
    }
    return Optional.of(HostAndPort.create(host.host(), said.port().orElse(-1)));
  }
}
