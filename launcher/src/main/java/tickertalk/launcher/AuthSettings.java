package tickertalk.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tickertalk.bridge.ApiKey;
import tickertalk.bridge.AuthConfig;
import tickertalk.bridge.JwtConfig;
import tickertalk.bridge.JwtKey;

/** The options about who may come in, as the bridge wants them. */
final class AuthSettings {
  private AuthSettings() {}

  /**
   * Checks and sorts the options, and reads the files they name.
   *
   * @throws OptionException naming the option that is wrong
   * @throws IllegalArgumentException beginning with the name of the option that is wrong
   */
  static AuthConfig of(Options options) {
    return new AuthConfig(
        options.sessionLifetime.orElse(AuthConfig.DEFAULT_LIFETIME),
        jwt(options),
        keys(options));
  }

  private static Optional<JwtConfig> jwt(Options options) {
    if (options.auth != Options.Auth.JWT) {
      requireUnused(options.jwtKeyFile, "--jwt-key-file");
      requireUnused(options.jwtJwksUrl, "--jwt-jwks-url");
      return Optional.empty();
    }
    return Optional.of(
        new JwtConfig(
            options.jwtKeyFile.map(file -> JwtKey.ofFile(read(file, "--jwt-key-file"))),
            options.jwtJwksUrl,
            options.jwtIssuer,
            options.jwtAudience,
            new JwtConfig.ClaimNames(
                options.jwtNameClaim, options.jwtRoleClaim, options.jwtRoomsClaim),
            options.jwtLeeway));
  }

  /** Who gives keys believes that they are asked for. */
  private static void requireUnused(Optional<?> value, String option) {
    if (value.isPresent()) {
      throw new OptionException(option + ": is for --auth jwt only");
    }
  }

  private static List<ApiKey> keys(Options options) {
    return options
        .apiKeysFile
        .map(file -> ApiKey.readAll(read(file, "--api-keys-file")))
        .orElse(List.of());
  }

  private static String read(Path file, String option) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new OptionException(option + ": cannot read " + file);
    }
  }
}
