package tickertalk.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;
import tickertalk.bridge.ApiKey;
import tickertalk.bridge.AuthConfig;
import tickertalk.bridge.JwtConfig;
import tickertalk.bridge.JwtKey;
import tickertalk.bridge.TokenKey;

/** Who may come in, and how they prove who they are. */
final class AuthOptions {
  @Option(
      names = "--auth",
      defaultValue = "guest",
      description = "who may speak: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  Kind auth;

  @Option(
      names = "--token-key",
      description =
          "Base64 of the 32 bytes or more that sign session tokens; equal on all bridges"
              + " (default: made once, kept in the data folder)")
  Optional<String> tokenKey;

  @Option(
      names = "--session-lifetime",
      converter = DurationConverter.class,
      description = "how long a session token is good before it is refreshed (default: 7d)")
  Optional<Duration> sessionLifetime;

  @Option(
      names = "--jwt-key-file",
      description =
          "for --auth jwt: PEM file with the public key (RS256, ES256), or a file with the secret"
              + " (HS256), that the host signs with")
  Optional<Path> jwtKeyFile;

  @Option(
      names = "--jwt-jwks-url",
      description = "for --auth jwt: https URL where the host publishes its keys")
  Optional<URI> jwtJwksUrl;

  @Option(
      names = "--jwt-issuer",
      description = "what iss must be in the host's tokens (default: anything)")
  Optional<String> jwtIssuer;

  @Option(
      names = "--jwt-audience",
      description = "what must be in aud in the host's tokens (default: anything)")
  Optional<String> jwtAudience;

  @Option(
      names = "--jwt-name-claim",
      defaultValue = "name",
      description = "the claim that has the name (default: ${DEFAULT-VALUE})")
  String jwtNameClaim;

  @Option(
      names = "--jwt-role-claim",
      defaultValue = "role",
      description = "the claim that has the role (default: ${DEFAULT-VALUE})")
  String jwtRoleClaim;

  @Option(
      names = "--jwt-rooms-claim",
      defaultValue = "rooms",
      description = "the claim that has the rooms, if not all (default: ${DEFAULT-VALUE})")
  String jwtRoomsClaim;

  @Option(
      names = "--jwt-leeway",
      converter = DurationConverter.class,
      defaultValue = "30s",
      description = "how far the host's clock may be off (default: ${DEFAULT-VALUE})")
  Duration jwtLeeway;

  @Option(
      names = "--api-keys-file",
      description =
          "file of the keys of other servers, moderators and admins, a line of the command"
              + " api-key for each")
  Optional<Path> apiKeysFile;

  /** How people prove who they are. */
  enum Kind {
    /** They say a name. */
    GUEST,
    /** They bring a token of the site around this one. */
    JWT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The same as the bridge wants it; reads the files that are named.
   *
   * @throws OptionException naming the option that is wrong
   * @throws IllegalArgumentException beginning with the name of the option that is wrong
   */
  AuthConfig config() {
    return new AuthConfig(sessionLifetime.orElse(AuthConfig.DEFAULT_LIFETIME), jwt(), keys());
  }

  /**
   * The key that was given.
   *
   * @throws OptionException when it is none
   */
  Optional<TokenKey> key() {
    return tokenKey.map(AuthOptions::decode);
  }

  private static TokenKey decode(String base64) {
    try {
      return new TokenKey(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new OptionException(
          "--token-key: must be the Base64 of " + TokenKey.MIN_BYTES + " bytes or more");
    }
  }

  private Optional<JwtConfig> jwt() {
    if (auth != Kind.JWT) {
      requireUnused(jwtKeyFile, "--jwt-key-file");
      requireUnused(jwtJwksUrl, "--jwt-jwks-url");
      return Optional.empty();
    }
    return Optional.of(
        new JwtConfig(
            jwtKeyFile.map(file -> JwtKey.ofFile(read(file, "--jwt-key-file"))),
            jwtJwksUrl,
            jwtIssuer,
            jwtAudience,
            new JwtConfig.ClaimNames(jwtNameClaim, jwtRoleClaim, jwtRoomsClaim),
            jwtLeeway));
  }

  /** Who gives keys believes that they are asked for. */
  private static void requireUnused(Optional<?> value, String option) {
    if (value.isPresent()) {
      throw new OptionException(option + ": is for --auth jwt only");
    }
  }

  private List<ApiKey> keys() {
    return apiKeysFile.map(file -> ApiKey.readAll(read(file, "--api-keys-file"))).orElse(List.of());
  }

  private static String read(Path file, String option) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new OptionException(option + ": cannot read " + file);
    }
  }
}
