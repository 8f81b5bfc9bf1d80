package tickertalk.bridge;

import java.time.Duration;
import java.util.Objects;

/**
 * What an operator may set about the edge.
 *
 * @param host the address to listen on
 * @param port the port to listen on, 0 to 65,535; 0 takes a free one
 * @param tokenKey the secret that signs session tokens, equal on all bridges of a cluster
 * @param sessionLifetime how long a session token is good for
 * @param outboxChars how many characters may wait for one slow browser before it is closed with
 *     code 4001
 * @param maxRegistrations how many addresses one socket may register
 * @param commandsPerSecond how many commands and registrations one socket may send in the long run,
 *     up to 4 seconds' worth of them at once; 0 for no limit
 * @param commandTimeout how long a command may take before the browser is told 503
 */
public record BridgeConfig(
    String host,
    int port,
    TokenKey tokenKey,
    Duration sessionLifetime,
    int outboxChars,
    int maxRegistrations,
    int commandsPerSecond,
    Duration commandTimeout) {

  public BridgeConfig {
    Objects.requireNonNull(host);
    Objects.requireNonNull(tokenKey);
    Objects.requireNonNull(sessionLifetime);
    Objects.requireNonNull(commandTimeout);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: must be within 0 and 65535, but is " + port);
    }
  }

  /** This place and key, and bounds that suit a browser on a phone. */
  public static BridgeConfig at(String host, int port, TokenKey tokenKey) {
    return new BridgeConfig(
        host, port, tokenKey, Duration.ofDays(7), 1 << 20, 200, 50, Duration.ofSeconds(10));
  }

  /** The same, but nobody is told to slow down. */
  public BridgeConfig withoutRateLimit() {
    return new BridgeConfig(
        host, port, tokenKey, sessionLifetime, outboxChars, maxRegistrations, 0, commandTimeout);
  }
}
