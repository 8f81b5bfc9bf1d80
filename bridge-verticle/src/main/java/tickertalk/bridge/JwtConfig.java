package tickertalk.bridge;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How tokens are judged that the host, the site around this one, issues to its people.
 *
 * @param key what the host signs with; empty when it publishes its keys
 * @param jwksUrl where the host publishes its keys: https, or http on this machine
 * @param issuer what the {@code iss} claim must be; empty for anything
 * @param audience what must be in the {@code aud} claim; empty for anything
 * @param claims where in a token stands who somebody is
 * @param leeway how far the host's clock may be off, up to 5 minutes
 */
public record JwtConfig(
    Optional<JwtKey> key,
    Optional<URI> jwksUrl,
    Optional<String> issuer,
    Optional<String> audience,
    ClaimNames claims,
    Duration leeway) {
  private static final Duration MAX_LEEWAY = Duration.ofMinutes(5);
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /** The names of the claims. */
  public record ClaimNames(String name, String role, String rooms) {
    public ClaimNames {
      Objects.requireNonNull(name);
      Objects.requireNonNull(role);
      Objects.requireNonNull(rooms);
    }

    /** What most hosts call them. */
    public static ClaimNames defaults() {
      return new ClaimNames("name", "role", "rooms");
    }
  }

  public JwtConfig {
    Objects.requireNonNull(issuer);
    Objects.requireNonNull(audience);
    Objects.requireNonNull(claims);
    if (key.isPresent() == jwksUrl.isPresent()) {
      throw new IllegalArgumentException(
          "auth: jwt needs either --jwt-key-file or --jwt-jwks-url, and not both");
    }
    jwksUrl.ifPresent(JwtConfig::requireSafe);
    if (leeway.isNegative() || leeway.compareTo(MAX_LEEWAY) > 0) {
      throw new IllegalArgumentException("jwt-leeway: must be within 0s and 5m");
    }
  }

  /** Who can change the keys on their way can be anybody here. */
  private static void requireSafe(URI url) {
    boolean near = "http".equals(url.getScheme()) && THIS_MACHINE.contains(url.getHost());
    boolean safe = "https".equals(url.getScheme()) && url.getHost() != null;
    if (!near && !safe) {
      throw new IllegalArgumentException(
          "jwt-jwks-url: must begin with https://, or with http:// on this machine, but is " + url);
    }
  }

  /** Tokens signed with this key, whoever they are for. */
  public static JwtConfig of(JwtKey key) {
    return new JwtConfig(
        Optional.of(key),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ClaimNames.defaults(),
        Duration.ofSeconds(30));
  }

  /** Tokens signed with a key that the host publishes, whoever they are for. */
  public static JwtConfig of(URI jwksUrl) {
    return new JwtConfig(
        Optional.empty(),
        Optional.of(jwksUrl),
        Optional.empty(),
        Optional.empty(),
        ClaimNames.defaults(),
        Duration.ofSeconds(30));
  }

  /** The same for tokens of this issuer and for this audience only. */
  public JwtConfig only(Optional<String> issuer, Optional<String> audience) {
    return new JwtConfig(key, jwksUrl, issuer, audience, claims, leeway);
  }
}
