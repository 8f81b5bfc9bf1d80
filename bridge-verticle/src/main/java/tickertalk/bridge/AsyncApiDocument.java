package tickertalk.bridge;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tickertalk.contract.Command;
import tickertalk.contract.Topic;

/**
 * Describes what goes over {@code /eventbus} as AsyncAPI 3.0, from the contract's tables and the
 * messages' schemas: a channel for each address, whose messages are the bridge protocol's
 * envelopes.
 */
final class AsyncApiDocument {
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
  private static final String REF = "$ref";

  private final MessageSchemas schemas = new MessageSchemas();
  private final JsonObject channels = new JsonObject();
  private final JsonObject operations = new JsonObject();

  private AsyncApiDocument() {}

  /** The document, but for its {@link #servers}. */
  static JsonObject make() {
    return new AsyncApiDocument().document();
  }

  private JsonObject document() {
    Stream.of(Command.values()).forEach(command -> addCommand(command.address()));
    addCommand(Command.SESSION_REFRESH);
    Stream.of(Topic.values()).forEach(this::addTopic);
    return new JsonObject()
        .put("asyncapi", "3.0.0")
        .put(
            "info",
            new JsonObject()
                .put("title", "Tickertalk event bus")
                .put("version", "1.0.0")
                .put(
                    "description",
                    "Commands are sent to an address and answered at the envelope's replyAddress; "
                        + "events come from an address after {\"type\":\"register\",\"address\"}. "
                        + "Operations are told from the server's side.")
                .put(
                    "license",
                    new JsonObject()
                        .put("name", "Apache-2.0")
                        .put("url", "https://www.apache.org/licenses/LICENSE-2.0")))
        .put("defaultContentType", "application/json")
        .put("channels", channels)
        .put("operations", operations)
        .put("components", new JsonObject().put("schemas", schemas.components()));
  }

  /** The document's {@code servers}, for this server as its readers call it. */
  static JsonObject servers(String host, boolean encrypted) {
    return new JsonObject()
        .put(
            "websocket",
            new JsonObject()
                .put("host", host)
                .put("pathname", "/eventbus/websocket")
                .put("protocol", encrypted ? "wss" : "ws")
                .put(
                    "description",
                    "One envelope a text frame. SockJS at /eventbus carries the same envelopes. "
                        + "The token of a session goes in ?token= or in the Authorization "
                        + "header."));
  }

  private void addCommand(String address) {
    String replies = address + ".reply";
    channels.put(
        address,
        channel(address)
            .put("messages", new JsonObject().put("request", message(request(address)))));
    channels.put(
        replies,
        new JsonObject()
            .put("address", null)
            .put("description", "The request's replyAddress.")
            .put(
                "messages",
                new JsonObject()
                    .put("reply", message(reply(schemas.ref(replies))))
                    .put("refusal", message(refusal()))));
    operations.put(
        address,
        new JsonObject()
            .put("action", "receive")
            .put("channel", refTo(address))
            .put("summary", MessageSchemas.read(address + ".request").getString("description"))
            .put(
                "reply",
                new JsonObject()
                    .put(
                        "address",
                        new JsonObject().put("location", "$message.payload#/replyAddress"))
                    .put("channel", refTo(replies))));
  }

  private void addTopic(Topic topic) {
    String address = address(topic);
    String name = name(topic);
    String schema = name + ".event";
    channels.put(
        name,
        channel(address)
            .put(
                "messages",
                new JsonObject().put("event", message(event(address, schemas.ref(schema))))));
    operations.put(
        name,
        new JsonObject()
            .put("action", "send")
            .put("channel", refTo(name))
            .put(
                "summary",
                Optional.ofNullable(MessageSchemas.read(schema).getString("description"))
                    .orElse("What happens at " + address + ".")));
  }

  /** The address as browsers know it; nobody names another's notices. */
  private static String address(Topic topic) {
    return switch (topic) {
      case NOTICE_USER -> Topic.NOTICE_ME;
      case NOTICE_ALL, NOTICE_STAFF -> topic.address("");
      case PRICE -> topic.address("{symbol}");
      default -> topic.address("{room}");
    };
  }

  /** A topic's name in the documents: its address without what it ends in. */
  static String name(Topic topic) {
    return PARAMETER.matcher(address(topic)).replaceAll("").replaceAll("\\.$", "");
  }

  private static JsonObject channel(String address) {
    JsonObject parameters = new JsonObject();
    PARAMETER
        .matcher(address)
        .results()
        .forEach(found -> parameters.put(found.group(1), new JsonObject()));
    JsonObject channel = new JsonObject().put("address", address);
    return parameters.isEmpty() ? channel : channel.put("parameters", parameters);
  }

  private static JsonObject refTo(String channel) {
    return new JsonObject().put(REF, "#/channels/" + channel);
  }

  private static JsonObject message(JsonObject payload) {
    return new JsonObject().put("payload", payload);
  }

  private JsonObject request(String address) {
    return envelope(
        new JsonObject()
            .put("type", constant("send"))
            .put("address", constant(address))
            .put("replyAddress", new JsonObject().put("type", "string"))
            .put("body", schemas.ref(address + ".request")),
        "type",
        "address",
        "body");
  }

  private static JsonObject reply(JsonObject body) {
    return envelope(
        new JsonObject()
            .put("type", constant("rec"))
            .put("address", new JsonObject().put("type", "string"))
            .put("body", body),
        "type",
        "address",
        "body");
  }

  private static JsonObject event(String address, JsonObject body) {
    return envelope(
        new JsonObject()
            .put("type", constant("rec"))
            .put("address", new JsonObject().put("type", "string").put("pattern", pattern(address)))
            .put("body", body),
        "type",
        "address",
        "body");
  }

  private static String pattern(String address) {
    StringBuilder pattern = new StringBuilder("^");
    Matcher parameter = PARAMETER.matcher(address);
    int end = 0;
    while (parameter.find()) {
      pattern.append(literal(address.substring(end, parameter.start()))).append("[^.]+");
      end = parameter.end();
    }
    return pattern.append(literal(address.substring(end))).append("$").toString();
  }

  private static String literal(String text) {
    return text.replace(".", "\\.");
  }

  private static JsonObject refusal() {
    JsonObject text = new JsonObject().put("type", "string");
    return envelope(
        new JsonObject()
            .put("type", constant("err"))
            .put("address", text)
            .put("failureCode", new JsonObject().put("type", "integer"))
            .put("failureType", text)
            .put("message", text)
            .put("retryAfterMs", new JsonObject().put("type", "integer")),
        "type",
        "failureCode",
        "failureType",
        "message");
  }

  private static JsonObject envelope(JsonObject properties, String... required) {
    JsonArray names = new JsonArray();
    Stream.of(required).forEach(names::add);
    return new JsonObject()
        .put("type", "object")
        .put("required", names)
        .put("properties", properties);
  }

  private static JsonObject constant(String value) {
    return new JsonObject().put("const", value);
  }
}
