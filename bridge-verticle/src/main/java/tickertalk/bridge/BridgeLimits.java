package tickertalk.bridge;

import java.time.Duration;
import java.util.Objects;

/**
 * What one browser may ask of the edge.
 *
 * @param outboxChars how many characters may wait for one slow browser before it is closed with
 *     code 4001
 * @param maxRegistrations how many addresses one socket may register
 * @param commandsPerSecond how many commands and registrations one socket may send in the long run,
 *     up to 4 seconds' worth of them at once; 0 for no limit
 * @param commandTimeout how long a command may take before the browser is told 503
 */
public record BridgeLimits(
    int outboxChars, int maxRegistrations, int commandsPerSecond, Duration commandTimeout) {
  public BridgeLimits {
    Objects.requireNonNull(commandTimeout);
  }

  /** Bounds that suit a browser on a phone. */
  public static BridgeLimits defaults() {
    return new BridgeLimits(1 << 20, 200, 50, Duration.ofSeconds(10));
  }

  /** The same, but nobody is told to slow down. */
  public BridgeLimits withoutRateLimit() {
    return new BridgeLimits(outboxChars, maxRegistrations, 0, commandTimeout);
  }
}
