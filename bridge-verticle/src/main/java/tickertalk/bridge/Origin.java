package tickertalk.bridge;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a page is from, as browsers name it: {@code https://example.com:8443}.
 *
 * @param port the scheme's own when none is named
 */
record Origin(String scheme, String host, int port) {
  /**
   * The origin of this text.
   *
   * @return none for what is none, such as {@code null}, as sandboxed pages are named
   */
  static Optional<Origin> parse(String text) {
    try {
      URI uri = new URI(text.toLowerCase(Locale.ROOT));
      boolean bare =
          uri.getRawPath() != null
              && uri.getRawPath().isEmpty()
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && uri.getRawUserInfo() == null;
      return Optional.of(uri)
          .filter(it -> bare && it.getScheme() != null && it.getHost() != null)
          .map(
              it -> new Origin(it.getScheme(), it.getHost(), portOf(it.getScheme(), it.getPort())));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static int portOf(String scheme, int port) {
    return port > 0 ? port : defaultPort(scheme);
  }

  private static int defaultPort(String scheme) {
    return switch (scheme) {
      case "http" -> 80;
      case "https" -> 443;
      default -> -1;
    };
  }

  /** Whether a server that a browser calls by this name is where the page is from. */
  boolean isAt(String host, int port) {
    return this.host.equals(host.toLowerCase(Locale.ROOT)) && this.port == portOf(scheme, port);
  }
}
