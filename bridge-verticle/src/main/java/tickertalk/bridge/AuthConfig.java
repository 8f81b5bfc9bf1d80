package tickertalk.bridge;

import java.time.Duration;
import java.util.Objects;

/**
 * How people prove who they are.
 *
 * @param tokenKey the secret that signs session tokens, equal on all bridges of a cluster
 * @param sessionLifetime how long a session token is good for
 */
public record AuthConfig(TokenKey tokenKey, Duration sessionLifetime) {
  public AuthConfig {
    Objects.requireNonNull(tokenKey);
    Objects.requireNonNull(sessionLifetime);
  }

  /** Anybody may take a name. */
  public static AuthConfig guests(TokenKey tokenKey) {
    return new AuthConfig(tokenKey, Duration.ofDays(7));
  }
}
