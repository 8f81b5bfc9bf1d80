package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Session tokens that are no longer good before their time: a single one, or all that a user was
 * given before a moment while they had no higher role than the one who revokes.
 *
 * @param session the token's id, 1 to {@value #MAX_SESSION} characters; empty when it is a user's
 * @param user the user's id, 1 to 64 characters; empty when it is a single token's
 * @param issuedBefore epoch milliseconds; the user's tokens from then on are good. With the user
 * @param upTo the highest role of the tokens that end: nobody ends those of a higher one than their
 *     own. With the user
 * @param until epoch milliseconds when these tokens are over anyway, and this may be forgotten
 */
public record Revocation(
    Optional<String> session,
    Optional<String> user,
    OptionalLong issuedBefore,
    Optional<Role> upTo,
    long until) {
  /** Ids of tokens from elsewhere are as long as their issuer likes; a UUID has 36. */
  public static final int MAX_SESSION = 255;

  public Revocation {
    Objects.requireNonNull(session);
    Objects.requireNonNull(user);
    Objects.requireNonNull(upTo);
    if (session.isPresent() == user.isPresent()) {
      throw CommandException.badInput("session", "must be given or user, and not both");
    }
    if (user.isPresent() != issuedBefore.isPresent()) {
      throw CommandException.badInput("issuedBefore", "comes with user, and only with it");
    }
    if (user.isPresent() != upTo.isPresent()) {
      throw CommandException.badInput("upTo", "comes with user, and only with it");
    }
    if (until < 0) {
      throw CommandException.badInput("until", "must not be negative");
    }
  }

  /** Revokes one token. */
  public static Revocation ofSession(String session, long until) {
    return new Revocation(
        Optional.of(session), Optional.empty(), OptionalLong.empty(), Optional.empty(), until);
  }

  /** Revokes all tokens up to a role that a user was given before a moment. */
  public static Revocation ofUser(String user, long issuedBefore, Role upTo, long until) {
    return new Revocation(
        Optional.empty(),
        Optional.of(user),
        OptionalLong.of(issuedBefore),
        Optional.of(upTo),
        until);
  }

  /**
   * Whether it ends a session.
   *
   * @param sessionId the id of the session's token
   * @param role what the token makes of the user
   * @param issuedAtMs when the token was given, in epoch milliseconds
   */
  public boolean covers(String sessionId, String userId, Role role, long issuedAtMs) {
    return session.map(sessionId::equals).orElse(false)
        || (user.map(userId::equals).orElse(false)
            && upTo.orElseThrow().atLeast(role)
            && issuedAtMs < issuedBefore.orElseThrow());
  }

  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    session.ifPresent(id -> json.put("session", id));
    user.ifPresent(id -> json.put("user", id));
    issuedBefore.ifPresent(at -> json.put("issuedBefore", at));
    upTo.ifPresent(role -> json.put("upTo", role.wireName()));
    return json.put("until", until);
  }

  public static Revocation fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new Revocation(
        fields.optionalText("session", MAX_SESSION),
        fields.optionalText("user", 64),
        fields.optionalNumber("issuedBefore", 0, Long.MAX_VALUE),
        fields.optionalText("upTo", 16).map(Revocation::role),
        fields.number("until", 0, Long.MAX_VALUE));
  }

  private static Role role(String wireName) {
    try {
      return Role.of(wireName);
    } catch (IllegalArgumentException e) {
      throw CommandException.badInput("upTo", "must be a role");
    }
  }
}
