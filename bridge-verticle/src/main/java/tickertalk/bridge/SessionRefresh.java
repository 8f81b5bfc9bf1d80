package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Fields;

/**
 * Answers {@code session.refresh}: an open socket goes on by a new token, which its owner gets, or
 * by one that its owner brings.
 */
final class SessionRefresh {
  private final SessionTokens tokens;
  private final Authenticator authenticator;

  SessionRefresh(SessionTokens tokens, Authenticator authenticator) {
    this.tokens = tokens;
    this.authenticator = authenticator;
  }

  /** The answer's body; fails with a {@link CommandException}. */
  Future<JsonObject> answer(Optional<LiveSession> live, JsonObject body) {
    try {
      LiveSession socket =
          live.orElseThrow(
              () ->
                  new CommandException(
                      ErrorCode.NOT_SIGNED_IN, "a socket without a session has none to refresh"));
      return next(
              socket.current(), new Fields(body).optionalText("token", JwtHeader.MAX_TOKEN_CHARS))
          .map(
              session -> {
                socket.renew(session);
                return session.toJsonWithToken();
              });
    } catch (CommandException e) {
      return Future.failedFuture(e);
    }
  }

  private Future<Session> next(Session current, Optional<String> brought) {
    return brought
        .map(authenticator::authenticate)
        .orElseGet(() -> Future.succeededFuture(tokens.refresh(current)));
  }
}
