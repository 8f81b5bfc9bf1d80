package tickertalk.bridge;

import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tickertalk.contract.Caller;

/** Knows other servers by their keys. */
final class ApiKeys {
  private final List<ApiKey> keys;
  private final Clock clock;

  ApiKeys(List<ApiKey> keys, Clock clock) {
    this.keys = List.copyOf(keys);
    this.clock = clock;
  }

  static boolean isOne(String token) {
    return token.startsWith(ApiKey.PREFIX);
  }

  /** The session of whoever has this key, which has no end; none for a key that is not known. */
  Optional<Session> session(String token) {
    byte[] hash = ApiKey.hash(token);
    Optional<ApiKey> found = Optional.empty();
    for (ApiKey candidate : keys) {
      // All of them, in constant time each: how long it takes tells nothing.
      if (MessageDigest.isEqual(HexFormat.of().parseHex(candidate.sha256()), hash)) {
        found = Optional.of(candidate);
      }
    }
    return found.map(key -> session(token, key));
  }

  /**
   * Whether somebody may go on who signed in with a key: whoever has none may, and with one only as
   * long as it is in the file, with the role that it had.
   */
  boolean vouchFor(Caller caller) {
    return !caller.person().id().startsWith(ApiKey.ID_PREFIX)
        || keys.stream()
            .anyMatch(
                key ->
                    key.person().id().equals(caller.person().id()) && key.role() == caller.role());
  }

  private Session session(String token, ApiKey key) {
    long now = clock.millis();
    return new Session(
        key.person().id(), token, new Caller(key.person(), key.role()), now, now, Session.NEVER);
  }
}
