package tickertalk.bridge;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tickertalk.contract.Caller;
import tickertalk.contract.Fields;
import tickertalk.contract.Person;
import tickertalk.contract.Role;

/** Reads who somebody is from the claims of a host's token, once its signature is known good. */
final class HostClaims {
  private static final int MAX_ID = 64;

  /** What a claim can make of somebody; a person's token is never another server's key. */
  private static final Map<String, Role> ROLES =
      Map.of(
          "guest", Role.GUEST,
          "member", Role.MEMBER,
          "moderator", Role.MODERATOR,
          "admin", Role.ADMIN);

  private final JwtConfig config;

  HostClaims(JwtConfig config) {
    this.config = config;
  }

  Duration leeway() {
    return config.leeway();
  }

  /**
   * The caller.
   *
   * @throws RuntimeException for claims that are missing or malformed
   */
  Caller caller(JsonObject claims) {
    String id = new Fields(claims).text("sub", MAX_ID);
    if (id.startsWith(ApiKey.ID_PREFIX)) {
      throw new IllegalArgumentException("sub: begins as the ids of API keys do");
    }
    return new Caller(
        new Person(id, DisplayName.in(claims, config.claims().name())),
        role(claims.getValue(config.claims().role())),
        RoomsClaim.of(claims.getValue(config.claims().rooms())));
  }

  /**
   * Whom the host knows is a member, unless the claim says otherwise; the highest role of several
   * counts, and what is not one of ours counts as the lowest.
   */
  private static Role role(Object claim) {
    if (claim == null) {
      return Role.MEMBER;
    }
    Stream<?> words = claim instanceof JsonArray array ? array.stream() : Stream.of(claim);
    return words
        .map(word -> Optional.ofNullable(ROLES.get(String.valueOf(word))))
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder())
        .orElse(Role.GUEST);
  }
}
