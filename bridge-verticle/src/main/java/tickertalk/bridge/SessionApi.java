package tickertalk.bridge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Fields;

/** {@code /api/session}: take a name, ask who one is, sign out. */
final class SessionApi {
  private static final String PATH = "/api/session";
  private static final String METHODS = "GET, POST, DELETE";
  private static final int MAX_NAME = 40;
  private static final long MAX_BODY_BYTES = 4_096;

  private final SessionTokens tokens;
  private final SessionGate gate;
  private final Duration lifetime;

  SessionApi(SessionTokens tokens, SessionGate gate, Duration lifetime) {
    this.tokens = tokens;
    this.gate = gate;
    this.lifetime = lifetime;
  }

  void mount(Router router) {
    router.post(PATH).handler(SessionApi::requireJson);
    router.post(PATH).handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
    router.post(PATH).handler(this::signIn);
    router.get(PATH).handler(gate::identify).handler(this::tell);
    router.delete(PATH).handler(this::signOut);
    router.route(PATH).handler(request -> ApiError.methodNotAllowed(request, METHODS));
    router.route(PATH).failureHandler(ApiError::answer);
  }

  /**
   * Lets in JSON, and what a bare client sends without a word about its kind; but no form, and from
   * other sites' pages nothing that a browser would send without asking first.
   */
  private static void requireJson(RoutingContext request) {
    String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
    boolean json = type != null && type.startsWith("application/json");
    boolean bare = type == null || type.startsWith("text/plain");
    if (json || (bare && OwnPage.asks(request.request()))) {
      request.next();
    } else {
      request.fail(CommandException.badInput("Content-Type", "must be application/json"));
    }
  }

  private void signIn(RoutingContext request) {
    Session session = tokens.issue(name(request));
    gate.give(request, session, lifetime.toSeconds());
    answer(request, 201, session.toJson().put("token", session.token()));
  }

  private static String name(RoutingContext request) {
    try {
      JsonObject body = request.body().asJsonObject();
      String name = new Fields(body).text("name", MAX_NAME).strip();
      if (name.codePoints().anyMatch(SessionApi::isUnprintable)) {
        throw CommandException.badInput("name", "must not have control characters");
      }
      return name;
    } catch (DecodeException | ClassCastException e) {
      throw CommandException.badInput("body", "must be a JSON object");
    }
  }

  /** Control characters, and the marks that turn the direction of what stands around them. */
  private static boolean isUnprintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      case Character.FORMAT -> !isPartOfALetter(codePoint);
      default -> false;
    };
  }

  /** The joiners, of emoji and of Persian script, and the tags that a flag is made with. */
  private static boolean isPartOfALetter(int codePoint) {
    return codePoint == 0x200C
        || codePoint == 0x200D
        || (codePoint >= 0xE0020 && codePoint <= 0xE007F);
  }

  /** No session is an answer, a session that is no good is an error. */
  private void tell(RoutingContext request) {
    switch (gate.standing(request)) {
      case SIGNED_IN -> answer(request, 200, gate.session(request).orElseThrow().toJson());
      case VISITOR -> request.response().setStatusCode(204).end();
      case REFUSED -> throw new CommandException(ErrorCode.NOT_SIGNED_IN, "the session is over");
    }
  }

  private void signOut(RoutingContext request) {
    gate.take(request);
    request.response().setStatusCode(204).end();
  }

  private static void answer(RoutingContext request, int status, JsonObject body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body.toBuffer());
  }
}
