package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Session tokens that are no longer good before their time: a single one, or all that a user was
 * given before a moment.
 *
 * @param session the token's id, 1 to {@value #MAX_SESSION} characters; empty when it is a user's
 * @param user the user's id, 1 to 64 characters; empty when it is a single token's
 * @param issuedBefore epoch milliseconds; the user's tokens from then on are good. With the user
 * @param until epoch milliseconds when these tokens are over anyway, and this may be forgotten
 */
public record Revocation(
    Optional<String> session, Optional<String> user, OptionalLong issuedBefore, long until) {
  /** Ids of tokens from elsewhere are as long as their issuer likes; a UUID has 36. */
  public static final int MAX_SESSION = 255;

  public Revocation {
    Objects.requireNonNull(session);
    Objects.requireNonNull(user);
    if (session.isPresent() == user.isPresent()) {
      throw CommandException.badInput("session", "must be given or user, and not both");
    }
    if (user.isPresent() != issuedBefore.isPresent()) {
      throw CommandException.badInput("issuedBefore", "comes with user, and only with it");
    }
    if (until < 0) {
      throw CommandException.badInput("until", "must not be negative");
    }
  }

  /** Revokes one token. */
  public static Revocation ofSession(String session, long until) {
    return new Revocation(Optional.of(session), Optional.empty(), OptionalLong.empty(), until);
  }

  /** Revokes all tokens that a user was given before a moment. */
  public static Revocation ofUser(String user, long issuedBefore, long until) {
    return new Revocation(
        Optional.empty(), Optional.of(user), OptionalLong.of(issuedBefore), until);
  }

  /**
   * Whether it ends a session.
   *
   * @param sessionId the id of the session's token
   * @param issuedAtMs when the token was given, in epoch milliseconds
   */
  public boolean covers(String sessionId, String userId, long issuedAtMs) {
    return session.map(sessionId::equals).orElse(false)
        || (user.map(userId::equals).orElse(false) && issuedAtMs < issuedBefore.orElseThrow());
  }

  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    session.ifPresent(id -> json.put("session", id));
    user.ifPresent(id -> json.put("user", id));
    issuedBefore.ifPresent(at -> json.put("issuedBefore", at));
    return json.put("until", until);
  }

  public static Revocation fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new Revocation(
        fields.optionalText("session", MAX_SESSION),
        fields.optionalText("user", 64),
        fields.optionalNumber("issuedBefore", 0, Long.MAX_VALUE),
        fields.number("until", 0, Long.MAX_VALUE));
  }
}
