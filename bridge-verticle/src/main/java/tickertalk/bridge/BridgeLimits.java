package tickertalk.bridge;

import java.time.Duration;
import java.util.Objects;

/**
 * What one browser may ask of the edge.
 *
 * @param outboxBytes how many bytes may wait for one slow browser before it is closed with code
 *     4001
 * @param maxRegistrations how many addresses one socket may register
 * @param commandsPerSecond how many commands and registrations one socket may send in the long run,
 *     up to 4 seconds' worth of them at once; 0 for no limit
 * @param maxMessageBytes how large a message of the client's may be, over any transport; a larger
 *     one ends the connection with code 1009
 * @param commandTimeout how long a command may take before the browser is told 503
 */
public record BridgeLimits(
    int outboxBytes,
    int maxRegistrations,
    int commandsPerSecond,
    int maxMessageBytes,
    Duration commandTimeout) {
  public BridgeLimits {
    Objects.requireNonNull(commandTimeout);
  }

  /** Bounds that suit a browser on a phone. */
  public static BridgeLimits defaults() {
    return new BridgeLimits(1 << 20, 200, 50, 256 * 1024, Duration.ofSeconds(10));
  }

  /** The same, but nobody is told to slow down. */
  public BridgeLimits withoutRateLimit() {
    return new BridgeLimits(outboxBytes, maxRegistrations, 0, maxMessageBytes, commandTimeout);
  }
}
