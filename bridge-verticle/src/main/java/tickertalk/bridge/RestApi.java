package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.bridge.SessionGate.Standing;
import tickertalk.contract.Caller;
import tickertalk.contract.Command.Access;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Internal;

/** {@code /api}: the commands for servers and scripts, by the table of {@link RestRoute}. */
final class RestApi {
  private static final Logger log = LoggerFactory.getLogger(RestApi.class);
  private static final String JSON = "application/json";

  /** The longest message with each of its UTF-16 code units escaped, and some room. */
  private static final long MAX_BODY_BYTES = 128 * 1024;

  private final EventBus bus;
  private final House house;
  private final SessionGate gate;
  private final CommandGate commands;

  RestApi(EventBus bus, House house, SessionGate gate, CommandGate commands) {
    this.bus = bus;
    this.house = house;
    this.gate = gate;
    this.commands = commands;
  }

  /** Adds the table's routes, and after them the answers to whoever asks for what is not in it. */
  void mount(Router router) {
    Stream.of(RestRoute.values()).forEach(route -> mount(router, route));
    methods()
        .forEach(
            (path, allowed) ->
                router.route(path).handler(request -> ApiError.methodNotAllowed(request, allowed)));
    router
        .route("/api/*")
        .handler(request -> request.fail(ErrorCode.UNKNOWN.code()))
        .failureHandler(ApiError::answer);
  }

  private void mount(Router router, RestRoute route) {
    HttpMethod method = route.method();
    String path = route.routerPath();
    router.route(method, path).handler(RestApi::requireJsonWanted);
    if (route.hasBody()) {
      router.route(method, path).handler(RestApi::requireJsonSent);
      router.route(method, path).handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
    }
    router.route(method, path).handler(gate::identify);
    router.route(method, path).handler(this::slowDown);
    router.route(method, path).handler(request -> serve(request, route));
    router.route(method, path).failureHandler(ApiError::answer);
  }

  private static Map<String, String> methods() {
    return Stream.of(RestRoute.values())
        .collect(
            Collectors.groupingBy(
                RestRoute::routerPath,
                Collectors.mapping(route -> route.method().name(), Collectors.joining(", "))));
  }

  private static void requireJsonWanted(RoutingContext request) {
    List<MIMEHeader> wanted = request.parsedHeaders().accept();
    if (wanted.isEmpty() || wanted.stream().anyMatch(RestApi::meansJson)) {
      request.next();
    } else {
      ApiError.refuse(request, 406, "Accept: must take application/json");
    }
  }

  private static boolean meansJson(MIMEHeader wanted) {
    return wanted.weight() > 0
        && (wanted.value().equals("*/*")
            || wanted.value().equals("application/*")
            || wanted.value().equals(JSON));
  }

  /** No form and no plain text: what another site's page can send without asking is refused. */
  private static void requireJsonSent(RoutingContext request) {
    String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type != null && type.toLowerCase(Locale.ROOT).startsWith(JSON)) {
      request.next();
    } else {
      ApiError.refuse(request, 415, "Content-Type: must be application/json");
    }
  }

  private void slowDown(RoutingContext request) {
    String who =
        gate.session(request)
            .map(session -> session.caller().person().id())
            .orElseGet(() -> AddressBlock.of(request.request()));
    ApiError.passUnlessTooFast(request, house.restRates().take(who));
  }

  private void serve(RoutingContext request, RestRoute route) {
    Optional<Caller> caller = gate.session(request).map(Session::caller);
    requirePermission(request, route, caller);
    send(caller, route, body(request, route))
        .onSuccess(reply -> answer(request, route, reply))
        .onFailure(cause -> request.fail(CommandFailure.told(route.address(), cause)));
  }

  private void requirePermission(RoutingContext request, RestRoute route, Optional<Caller> caller) {
    boolean signedOut = gate.standing(request) == Standing.REFUSED;
    if (signedOut || (route.access() != Access.ANYONE && caller.isEmpty())) {
      request.response().putHeader("WWW-Authenticate", "Bearer");
    }
    if (signedOut) {
      throw new CommandException(ErrorCode.NOT_SIGNED_IN, "the session is over");
    }
    route.access().require(caller, route.address());
  }

  /** The command's request, put together from body or query, and the path, which wins. */
  private static JsonObject body(RoutingContext request, RestRoute route) {
    JsonObject body = route.hasBody() ? sent(request) : new JsonObject();
    for (String name : route.queryFields()) {
      Optional.ofNullable(request.queryParams().get(name))
          .ifPresent(text -> body.put(name, route.typed(name, text)));
    }
    for (String name : route.pathFields()) {
      body.put(name, route.typed(name, request.pathParam(name)));
    }
    return body;
  }

  private static JsonObject sent(RoutingContext request) {
    try {
      JsonObject body = request.body().asJsonObject();
      if (body != null) {
        return body;
      }
    } catch (DecodeException | ClassCastException e) {
      // Refused below, as no body is.
    }
    throw CommandException.badInput("body", "must be a JSON object");
  }

  private Future<JsonObject> send(Optional<Caller> caller, RestRoute route, JsonObject body) {
    return route
        .command()
        .map(command -> commands.send(caller, command, body))
        .orElseGet(() -> notify(caller.orElseThrow(), body));
  }

  private Future<JsonObject> notify(Caller caller, JsonObject body) {
    log.info("{} ({}) sends a notice", caller.person().id(), caller.role().wireName());
    DeliveryOptions options =
        new DeliveryOptions().setSendTimeout(house.config().limits().commandTimeout().toMillis());
    return bus.<JsonObject>request(Internal.NOTICE_SEND, body, options).map(Message::body);
  }

  private static void answer(RoutingContext request, RestRoute route, JsonObject reply) {
    request
        .response()
        .setStatusCode(route.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(reply.toBuffer());
  }
}
