package tickertalk.bridge;

import java.time.Duration;
import java.util.Objects;

/**
 * What one browser, one person and all together may ask of the edge. Each bound is counted in the
 * metric {@code tickertalk_bridge_limit_reached_total} when somebody meets it.
 *
 * @param outboxBytes how many bytes may wait for one slow browser before it is closed with code
 *     4001
 * @param maxRegistrations how many addresses one socket may register
 * @param commandsPerSecond how many commands and registrations one socket may send in the long run,
 *     up to 4 seconds' worth of them at once; 0 for no limit
 * @param commandsPerSecondOfUser the same for all sockets of one person together; 0 for no limit
 * @param maxMessageBytes how large a message of the client's may be, over any transport; a larger
 *     one ends the connection with code 1009
 * @param maxSockets how many sockets one JVM takes; the next is refused with 503
 * @param maxSocketsOfUser how many sockets one person may have on one JVM; the next is refused with
 *     429
 * @param maxSocketsOfAddress how many sockets may come from one address to one JVM; the next is
 *     refused with 429
 * @param maxPendingHandshakes how many connections of one event loop may wait to be let in; the
 *     next is refused with 503
 * @param commandTimeout how long a command may take before the browser is told 503
 */
public record BridgeLimits(
    int outboxBytes,
    int maxRegistrations,
    int commandsPerSecond,
    int commandsPerSecondOfUser,
    int maxMessageBytes,
    int maxSockets,
    int maxSocketsOfUser,
    int maxSocketsOfAddress,
    int maxPendingHandshakes,
    Duration commandTimeout) {
  public BridgeLimits {
    Objects.requireNonNull(commandTimeout);
    requirePositive("outbox-bytes", outboxBytes);
    requirePositive("max-registrations", maxRegistrations);
    requirePositive("max-message-bytes", maxMessageBytes);
    requirePositive("max-sockets", maxSockets);
    requirePositive("max-sockets-of-user", maxSocketsOfUser);
    requirePositive("max-sockets-of-address", maxSocketsOfAddress);
    requirePositive("max-pending-handshakes", maxPendingHandshakes);
  }

  private static void requirePositive(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(option + ": must be 1 or more, but is " + value);
    }
  }

  /** Bounds that suit a browser on a phone, and a school behind one address. */
  public static BridgeLimits defaults() {
    return new BridgeLimits(
        1 << 20, 200, 50, 100, 256 * 1024, 100_000, 100, 20_000, 1_024, Duration.ofSeconds(10));
  }

  /** The same, but nobody is told to slow down. */
  public BridgeLimits withoutRateLimit() {
    return withRates(0, 0);
  }

  /** The same with other rates; 0 for no limit. */
  public BridgeLimits withRates(int perSecondOfSocket, int perSecondOfUser) {
    return new BridgeLimits(
        outboxBytes,
        maxRegistrations,
        perSecondOfSocket,
        perSecondOfUser,
        maxMessageBytes,
        maxSockets,
        maxSocketsOfUser,
        maxSocketsOfAddress,
        maxPendingHandshakes,
        commandTimeout);
  }

  /** The same with other numbers of sockets. */
  public BridgeLimits withSockets(int ofAll, int ofUser, int ofAddress) {
    return new BridgeLimits(
        outboxBytes,
        maxRegistrations,
        commandsPerSecond,
        commandsPerSecondOfUser,
        maxMessageBytes,
        ofAll,
        ofUser,
        ofAddress,
        maxPendingHandshakes,
        commandTimeout);
  }
}
