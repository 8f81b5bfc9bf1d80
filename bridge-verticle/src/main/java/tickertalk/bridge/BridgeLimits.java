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
 *     and how many requests one caller by REST, up to 4 seconds' worth of them at once; 0 for no
 *     limit
 * @param commandsPerSecondOfUser the same for all sockets of one person together; 0 for no limit
 * @param signInsPerSecondOfAddress how often somebody at one address may sign in or out, refresh,
 *     revoke or take a name at a plain door in the long run, up to 4 seconds' worth at once; 0 for
 *     no limit
 * @param maxMessageBytes how large a message of the client's may be, over any transport, up to 16
 *     MiB; a larger one ends the connection with code 1009
 * @param maxSockets how many sockets one JVM takes; the next is refused with 503
 * @param maxSocketsOfUser how many sockets one person may have on one JVM; the next is refused with
 *     429
 * @param maxSocketsOfAddress how many sockets may come from one address, of IPv6 from one /64, to
 *     one JVM; the next is refused with 429
 * @param maxPendingHandshakes how many connections of one event loop may wait to be let in; the
 *     next is refused with 503
 * @param maxHttpConnections how many connections of one event loop may be there that are no
 *     WebSockets: before their first request, between two, or while they are answered; the next is
 *     closed
 * @param heartbeat how dead peers are found
 * @param commandTimeout how long a command may take before the browser is told 503
 */
public record BridgeLimits(
    int outboxBytes,
    int maxRegistrations,
    int commandsPerSecond,
    int commandsPerSecondOfUser,
    int signInsPerSecondOfAddress,
    int maxMessageBytes,
    int maxSockets,
    int maxSocketsOfUser,
    int maxSocketsOfAddress,
    int maxPendingHandshakes,
    int maxHttpConnections,
    Heartbeat heartbeat,
    Duration commandTimeout) {
  private static final int LARGEST_MESSAGE = 1 << 24;

  public BridgeLimits {
    Objects.requireNonNull(heartbeat);
    Objects.requireNonNull(commandTimeout);
    requirePositive("outbox-bytes", outboxBytes);
    requirePositive("max-registrations", maxRegistrations);
    requireNotNegative("commands-per-second", commandsPerSecond);
    requireNotNegative("commands-per-second-of-user", commandsPerSecondOfUser);
    requireNotNegative("sign-ins-per-second-of-address", signInsPerSecondOfAddress);
    requirePositive("max-message-bytes", maxMessageBytes);
    if (maxMessageBytes > LARGEST_MESSAGE) {
      throw new IllegalArgumentException(
          "max-message-bytes: must be " + LARGEST_MESSAGE + " or less, but is " + maxMessageBytes);
    }
    requirePositive("max-sockets", maxSockets);
    requirePositive("max-sockets-of-user", maxSocketsOfUser);
    requirePositive("max-sockets-of-address", maxSocketsOfAddress);
    requirePositive("max-pending-handshakes", maxPendingHandshakes);
    requirePositive("max-http-connections", maxHttpConnections);
  }

  private static void requirePositive(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(option + ": must be 1 or more, but is " + value);
    }
  }

  private static void requireNotNegative(String option, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(option + ": must be 0 or more, but is " + value);
    }
  }

  /** Bounds that suit a browser on a phone, and a school behind one address. */
  public static BridgeLimits defaults() {
    return new BridgeLimits(
        1 << 20,
        200,
        50,
        100,
        50,
        256 * 1024,
        100_000,
        100,
        20_000,
        1_024,
        20_000,
        Heartbeat.defaults(),
        Duration.ofSeconds(10));
  }

  /** The same, but nobody is told to slow down. */
  public BridgeLimits withoutRateLimit() {
    return withRates(0, 0, 0);
  }

  /** The same with other rates; 0 for no limit. */
  public BridgeLimits withRates(int ofSocket, int ofUser, int signInsOfAddress) {
    return new BridgeLimits(
        outboxBytes,
        maxRegistrations,
        ofSocket,
        ofUser,
        signInsOfAddress,
        maxMessageBytes,
        maxSockets,
        maxSocketsOfUser,
        maxSocketsOfAddress,
        maxPendingHandshakes,
        maxHttpConnections,
        heartbeat,
        commandTimeout);
  }

  /** The same with other numbers of sockets. */
  public BridgeLimits withSockets(int ofAll, int ofUser, int ofAddress) {
    return new BridgeLimits(
        outboxBytes,
        maxRegistrations,
        commandsPerSecond,
        commandsPerSecondOfUser,
        signInsPerSecondOfAddress,
        maxMessageBytes,
        ofAll,
        ofUser,
        ofAddress,
        maxPendingHandshakes,
        maxHttpConnections,
        heartbeat,
        commandTimeout);
  }

  /** The same with other numbers of those who are not let in yet. */
  public BridgeLimits withWaiting(int pendingHandshakes, int httpConnections) {
    return new BridgeLimits(
        outboxBytes,
        maxRegistrations,
        commandsPerSecond,
        commandsPerSecondOfUser,
        signInsPerSecondOfAddress,
        maxMessageBytes,
        maxSockets,
        maxSocketsOfUser,
        maxSocketsOfAddress,
        pendingHandshakes,
        httpConnections,
        heartbeat,
        commandTimeout);
  }

  /** The same with another heartbeat. */
  public BridgeLimits with(Heartbeat other) {
    return new BridgeLimits(
        outboxBytes,
        maxRegistrations,
        commandsPerSecond,
        commandsPerSecondOfUser,
        signInsPerSecondOfAddress,
        maxMessageBytes,
        maxSockets,
        maxSocketsOfUser,
        maxSocketsOfAddress,
        maxPendingHandshakes,
        maxHttpConnections,
        other,
        commandTimeout);
  }
}
