package tickertalk.launcher;

import java.util.Optional;
import picocli.CommandLine.Option;
import tickertalk.bridge.BridgeLimits;

/** What a browser, a person and all together may ask of the bridge. */
final class LimitOptions {
  @Option(
      names = "--commands-per-second",
      description =
          "how many commands a socket, or a caller by REST, may send a second in the long run, 0 for"
              + " no limit (default: 50)")
  Optional<Integer> commandsPerSecond;

  @Option(
      names = "--commands-per-second-of-user",
      description = "the same for all sockets of a person on one JVM (default: 100)")
  Optional<Integer> commandsPerSecondOfUser;

  @Option(
      names = "--sign-ins-per-second-of-address",
      description =
          "how often people at one address may sign in and out a second in the long run, 0 for no"
              + " limit (default: 50)")
  Optional<Integer> signInsPerSecondOfAddress;

  @Option(
      names = "--outbox-bytes",
      description = "how much may wait for a browser that reads slowly (default: 1048576)")
  Optional<Integer> outboxBytes;

  @Option(
      names = "--max-registrations",
      description = "how many addresses a socket may register (default: 200)")
  Optional<Integer> maxRegistrations;

  @Option(
      names = "--max-message-bytes",
      description = "how large a message of a browser's may be, up to 16777216 (default: 262144)")
  Optional<Integer> maxMessageBytes;

  @Option(
      names = "--max-pending-handshakes",
      description =
          "how many handshakes of an event loop may wait for the host's keys (default: 1024)")
  Optional<Integer> maxPendingHandshakes;

  @Option(
      names = "--max-http-connections",
      description =
          "how many connections of an event loop may be there that are no WebSockets (default:"
              + " 20000)")
  Optional<Integer> maxHttpConnections;

  @Option(
      names = "--max-sockets",
      description = "how many browsers one JVM takes (default: 100000)")
  Optional<Integer> maxSockets;

  @Option(
      names = "--max-sockets-of-user",
      description = "how many sockets a person may have on one JVM (default: 100)")
  Optional<Integer> maxSocketsOfUser;

  @Option(
      names = "--max-sockets-of-address",
      description = "how many sockets one JVM takes from an address (default: 20000)")
  Optional<Integer> maxSocketsOfAddress;

  /**
   * The same as the bridge wants it.
   *
   * @throws IllegalArgumentException beginning with the name of the option that is wrong
   */
  BridgeLimits config() {
    BridgeLimits defaults = BridgeLimits.defaults();
    return new BridgeLimits(
        outboxBytes.orElse(defaults.outboxBytes()),
        maxRegistrations.orElse(defaults.maxRegistrations()),
        commandsPerSecond.orElse(defaults.commandsPerSecond()),
        commandsPerSecondOfUser.orElse(defaults.commandsPerSecondOfUser()),
        signInsPerSecondOfAddress.orElse(defaults.signInsPerSecondOfAddress()),
        maxMessageBytes.orElse(defaults.maxMessageBytes()),
        maxSockets.orElse(defaults.maxSockets()),
        maxSocketsOfUser.orElse(defaults.maxSocketsOfUser()),
        maxSocketsOfAddress.orElse(defaults.maxSocketsOfAddress()),
        maxPendingHandshakes.orElse(defaults.maxPendingHandshakes()),
        maxHttpConnections.orElse(defaults.maxHttpConnections()),
        defaults.heartbeat(),
        defaults.commandTimeout());
  }
}
