package tickertalk.bridge;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tickertalk.contract.Command;
import tickertalk.contract.Command.Access;
import tickertalk.contract.CommandException;

/**
 * The closed table of the REST API: each command by its method and path. What stands in braces, in
 * the query or in the body are fields of the command's request, which its JSON Schema describes.
 */
@SuppressWarnings(
    "ImmutableEnumChecker") // methods and schemas are never changed once they are read
enum RestRoute {
  LIST_ROOMS(GET, "/api/rooms", Command.CHAT_ROOMS),
  OPEN_ROOM(PUT, "/api/rooms/{room}", Command.CHAT_OPEN),
  READ_MESSAGES(GET, "/api/rooms/{room}/messages", Command.CHAT_HISTORY),
  POST_MESSAGE(POST, "/api/rooms/{room}/messages", Command.CHAT_POST),
  EDIT_MESSAGE(PUT, "/api/rooms/{room}/messages/{seq}", Command.CHAT_EDIT),
  DELETE_MESSAGE(DELETE, "/api/rooms/{room}/messages/{seq}", Command.CHAT_DELETE),
  REACT_TO_MESSAGE(PUT, "/api/rooms/{room}/messages/{seq}/reactions", Command.CHAT_REACT),
  SEARCH_MESSAGES(GET, "/api/search", Command.CHAT_SEARCH),
  MARK_SEEN(PUT, "/api/rooms/{room}/seen", Command.CHAT_SEEN),
  MUTE_PERSON(PUT, "/api/rooms/{room}/mutes/{user}", Command.CHAT_MUTE),
  KICK_PERSON(POST, "/api/rooms/{room}/kicks", Command.CHAT_KICK),
  BAN_PERSON(PUT, "/api/bans/{user}", Command.CHAT_BAN),
  REPORT_MESSAGE(POST, "/api/rooms/{room}/reports", Command.CHAT_REPORT),
  LIST_REPORTS(GET, "/api/reports", Command.CHAT_REPORTS),
  RESOLVE_REPORT(PUT, "/api/reports/{report}", Command.CHAT_RESOLVE),
  RUN_ROOM(PUT, "/api/rooms/{room}/settings", Command.CHAT_SETTINGS),
  READ_AUDIT(GET, "/api/audit", Command.CHAT_AUDIT),
  SET_TYPING(POST, "/api/rooms/{room}/typing", Command.TYPING_SET),
  READ_SCORES(GET, "/api/rooms/{room}/scores", Command.SENTIMENT_SCORES),
  READ_MOOD(GET, "/api/rooms/{room}/mood", Command.SENTIMENT_MOOD),
  READ_WORDS(GET, "/api/rooms/{room}/sentiment/words", Command.SENTIMENT_WORDS),
  TEACH_WORD(PUT, "/api/rooms/{room}/sentiment/words", Command.SENTIMENT_TEACH),
  TRY_WORD(POST, "/api/rooms/{room}/sentiment/trial", Command.SENTIMENT_TRY),
  ANALYZE_TEXT(POST, "/api/sentiment", Command.SENTIMENT_ANALYZE),
  QUOTE_PRICE(GET, "/api/prices/{symbol}", Command.PRICE_QUOTE),
  READ_CANDLES(GET, "/api/prices/{symbol}/candles", Command.PRICE_CANDLES),
  LIST_NOTICES(GET, "/api/notices", Command.NOTICE_LIST),
  READ_NOTICES(PUT, "/api/notices/read", Command.NOTICE_READ),
  CREATE_ALERT(POST, "/api/alerts", Command.ALERT_CREATE),
  LIST_ALERTS(GET, "/api/alerts", Command.ALERT_LIST),
  DELETE_ALERT(DELETE, "/api/alerts/{alert}", Command.ALERT_DELETE),
  PREVIEW_ALERT(POST, "/api/alerts/preview", Command.ALERT_PREVIEW),
  /** Is no command, which anybody might send: only those who run the place notify others. */
  SEND_NOTICE(POST, "/api/notices", "notice.send", Access.STAFF);

  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  private final HttpMethod method;
  private final String path;
  private final String address;
  private final Access access;
  private final Map<String, JsonObject> fields = new LinkedHashMap<>();

  RestRoute(HttpMethod method, String path, Command command) {
    this(method, path, command.address(), command.access());
  }

  RestRoute(HttpMethod method, String path, String address, Access access) {
    this.method = method;
    this.path = path;
    this.address = address;
    this.access = access;
    JsonObject properties = MessageSchemas.read(requestSchema()).getJsonObject("properties");
    properties.forEach(field -> fields.put(field.getKey(), (JsonObject) field.getValue()));
  }

  HttpMethod method() {
    return method;
  }

  /** The path as OpenAPI writes it, {@code /api/rooms/{room}}. */
  String path() {
    return path;
  }

  /** The path as the router writes it, {@code /api/rooms/:room}. */
  String routerPath() {
    return PARAMETER.matcher(path).replaceAll(":$1");
  }

  /** The names in the path, in order. */
  List<String> pathFields() {
    return PARAMETER.matcher(path).results().map(found -> found.group(1)).toList();
  }

  /**
   * The names in the query: what the request has and the path has not. None when there is a body.
   */
  List<String> queryFields() {
    return hasBody()
        ? List.of()
        : fields.keySet().stream().filter(name -> !pathFields().contains(name)).toList();
  }

  /** The command, unless it is none. */
  Optional<Command> command() {
    return Command.at(address);
  }

  String address() {
    return address;
  }

  /** Who may use it. */
  Access access() {
    return access;
  }

  /** Nothing says what a body means that comes with a DELETE (RFC 9110, 9.3.5). */
  boolean hasBody() {
    return !method.equals(GET) && !method.equals(DELETE);
  }

  /** The status of a success. */
  int status() {
    return switch (this) {
      case POST_MESSAGE, SEND_NOTICE, CREATE_ALERT -> 201;
      default -> 200;
    };
  }

  String requestSchema() {
    return address + ".request";
  }

  String replySchema() {
    return address + ".reply";
  }

  /** The field that a piece of the URL stands for, as its schema types it. */
  Object typed(String name, String text) {
    if (!"integer".equals(fields.get(name).getString("type"))) {
      return text;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw CommandException.badInput(name, "must be a whole number");
    }
  }
}
