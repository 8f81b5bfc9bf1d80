package tickertalk.bridge;

import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What keeps one client from using up what is there for all. How many may wait to be accepted is
 * the system's to say ({@code net.core.somaxconn}), which Netty asks.
 */
final class ServerOptions {
  /** A path of 4 KiB, and a token of the host's as long as one may be. */
  private static final int MAX_REQUEST_LINE_BYTES = 4 * 1024 + JwtHeader.MAX_TOKEN_CHARS;

  /** All headers of a request together; browsers send 1 KiB or two besides the token. */
  private static final int MAX_HEADERS_BYTES = 8 * 1024 + JwtHeader.MAX_TOKEN_CHARS;

  /** What HTTP/2 advises not to go below (RFC 9113, 6.5.2). */
  private static final int MAX_STREAMS = 100;

  /** How many streams a client may begin and break off (rapid reset, CVE-2023-44487). */
  private static final int MAX_RESETS = 200;

  private static final int RESETS_WITHIN_SECONDS = 30;

  /** For the TLS handshake, and for the PROXY line before it. */
  private static final long HANDSHAKE_SECONDS = 10;

  private static final Set<String> TLS_VERSIONS = Set.of("TLSv1.2", "TLSv1.3");

  private ServerOptions() {}

  /**
   * A server in plain HTTP/1. HTTP/2 without TLS is what no browser speaks, and its upgrade is a
   * way past the rules of a proxy that does not know it.
   */
  static HttpServerOptions plain(ListenConfig config, int port) {
    return new HttpServerOptions()
        .setHost(config.host())
        .setPort(port)
        .setUseProxyProtocol(config.proxyProtocol())
        .setProxyProtocolTimeout(HANDSHAKE_SECONDS)
        .setProxyProtocolTimeoutUnit(TimeUnit.SECONDS)
        .setHttp2ClearTextEnabled(false)
        .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
        .setMaxHeaderSize(MAX_HEADERS_BYTES)
        .setCompressionSupported(true)
        .setPerMessageWebSocketCompressionSupported(false)
        // Of no browser any more; and who offers nothing in the header would be hung up on.
        .setPerFrameWebSocketCompressionSupported(false);
  }

  /** A server in TLS, where the client chooses between HTTP/1 and HTTP/2. */
  static HttpServerOptions tls(ListenConfig config, ServerIdentity identity) {
    HttpServerOptions options =
        plain(config, config.sharedPort())
            .setSsl(true)
            .setUseAlpn(true)
            .setKeyCertOptions(identity.pem())
            .setEnabledSecureTransportProtocols(TLS_VERSIONS)
            .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
            .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
    return options
        .setInitialSettings(
            new Http2Settings()
                .setMaxConcurrentStreams(MAX_STREAMS)
                .setMaxHeaderListSize(MAX_HEADERS_BYTES))
        .setHttp2RstFloodMaxRstFramePerWindow(MAX_RESETS)
        .setHttp2RstFloodWindowDuration(RESETS_WITHIN_SECONDS)
        .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS);
  }

  /** The TLS of such a server with another identity. */
  static ServerSSLOptions renewed(ListenConfig config, ServerIdentity identity) {
    return tls(config, identity).getSslOptions();
  }
}
