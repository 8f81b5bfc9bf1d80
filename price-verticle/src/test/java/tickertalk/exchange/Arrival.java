package tickertalk.exchange;

import io.vertx.core.MultiMap;

/**
 * A request as it came in, or a handshake.
 *
 * @param nanos by {@link System#nanoTime}
 */
public record Arrival(String path, String query, MultiMap headers, long nanos) {}
