package tickertalk.bridge;

import java.util.Objects;
import java.util.Set;

/**
 * Where the edge listens, and to whom.
 *
 * @param host the address to listen on
 * @param port the port to listen on, 0 to 65,535; 0 takes a free one
 * @param allowedOrigins the sites, besides this server's own page, whose pages may use it, as
 *     {@code https://example.com}; {@code *} stands for all
 * @param eventLoops how many threads serve connections, 1 to 64
 */
public record ListenConfig(String host, int port, Set<String> allowedOrigins, int eventLoops) {
  public ListenConfig {
    Objects.requireNonNull(host);
    allowedOrigins = Set.copyOf(allowedOrigins);
    if (eventLoops < 1 || eventLoops > 64) {
      throw new IllegalArgumentException(
          "event-loops: must be within 1 and 64, but is " + eventLoops);
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: must be within 0 and 65535, but is " + port);
    }
  }

  /**
   * This place, for this server's own page, with one event loop for every two processors: the
   * services, the database and the collector need the rest.
   */
  public static ListenConfig at(String host, int port) {
    return new ListenConfig(
        host, port, Set.of(), Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
  }
}
