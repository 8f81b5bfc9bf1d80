package tickertalk.bridge;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How people, and other servers, prove who they are.
 *
 * @param sessionLifetime how long a session token is good for, 1 s to 30 days; it can be refreshed
 * @param jwt how a token of the host's is judged; empty when anybody may take a name
 * @param apiKeys the keys of other servers
 */
public record AuthConfig(Duration sessionLifetime, Optional<JwtConfig> jwt, List<ApiKey> apiKeys) {
  /** How long a page need not come back to be still signed in. */
  public static final Duration DEFAULT_LIFETIME = Duration.ofDays(7);

  public AuthConfig {
    Objects.requireNonNull(jwt);
    apiKeys = List.copyOf(apiKeys);
    if (sessionLifetime.compareTo(Duration.ofSeconds(1)) < 0
        || sessionLifetime.compareTo(SessionTokens.LONGEST_SESSION) > 0) {
      throw new IllegalArgumentException("session-lifetime: must be within 1s and 30d");
    }
  }

  /** Anybody may take a name, for this long. */
  public AuthConfig(Duration sessionLifetime) {
    this(sessionLifetime, Optional.empty(), List.of());
  }

  /** Anybody may take a name. */
  public static AuthConfig guests() {
    return new AuthConfig(DEFAULT_LIFETIME);
  }

  String issuer() {
    return jwt.isPresent() ? SessionTokens.FOR_THE_HOSTS_PEOPLE : SessionTokens.FOR_GUESTS;
  }
}
