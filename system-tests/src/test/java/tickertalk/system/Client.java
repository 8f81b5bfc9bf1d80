package tickertalk.system;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A client with no library: a session by REST, then JSON over a bare WebSocket. */
final class Client implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Longer than the bridge waits for a service. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final JsonObject session;
  private final Inbox inbox = new Inbox();
  private final WebSocket socket;

  private Client(URI origin, JsonObject session) {
    this.session = session;
    String token = session.getString("token");
    URI door =
        URI.create(
            "ws://"
                + origin.getAuthority()
                + "/eventbus/websocket"
                + (token == null ? "" : "?token=" + token));
    this.socket = HTTP.newWebSocketBuilder().buildAsync(door, inbox).join();
  }

  /** Takes a name, and connects. */
  static Client enter(Tickertalk server, String name) {
    return new Client(server.origin(), signIn(server, name));
  }

  /** Connects without a name. */
  static Client visitor(Tickertalk server) {
    return new Client(server.origin(), new JsonObject());
  }

  /** Connects somewhere else, as the same person. */
  Client at(Tickertalk server) {
    return new Client(server.origin(), session);
  }

  /** Makes a room of its own for a test; its name. */
  static String openRoom(Tickertalk server) {
    String room = "room" + System.nanoTime();
    try (Client host = enter(server, "host")) {
      host.ask("chat.open", new JsonObject().put("room", room).put("title", room));
    }
    return room;
  }

  /** Connects with this token, whatever it is worth. */
  static Client withToken(Tickertalk server, String token) {
    return new Client(server.origin(), new JsonObject().put("token", token));
  }

  private static JsonObject signIn(Tickertalk server, String name) {
    HttpResponse<String> answer =
        rest(
            HttpRequest.newBuilder(server.origin().resolve("/api/session"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(new JsonObject().put("name", name).encode())));
    if (answer.statusCode() != 201) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return new JsonObject(answer.body());
  }

  static HttpResponse<String> rest(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String id() {
    return session.getJsonObject("user").getString("id");
  }

  String name() {
    return session.getJsonObject("user").getString("name");
  }

  String token() {
    return session.getString("token");
  }

  /** Registers addresses; when this returns, nothing that comes there is missed. */
  Client register(String... addresses) {
    for (String address : addresses) {
      JsonObject answer = exchange("register", address, null);
      if (!answer.getString("type").equals("rec")) {
        throw new AssertionError(answer.encode());
      }
    }
    return this;
  }

  /** Sends a command; the body of the reply. */
  JsonObject ask(String address, JsonObject body) {
    JsonObject answer = exchange("send", address, body);
    if (!answer.getString("type").equals("rec")) {
      throw new AssertionError(address + " " + body.encode() + ": " + answer.encode());
    }
    return answer.getJsonObject("body");
  }

  /** Does something that is refused; the error. */
  JsonObject refusal(String type, String address, Object body) {
    JsonObject answer = exchange(type, address, body);
    if (!answer.getString("type").equals("err")) {
      throw new AssertionError(address + " was not refused: " + answer.encode());
    }
    return answer;
  }

  /** One envelope and what comes back, a {@code rec} or an {@code err}. */
  JsonObject exchange(String type, String address, Object body) {
    String replyAddress = UUID.randomUUID().toString();
    JsonObject envelope =
        new JsonObject()
            .put("type", type)
            .put("address", address)
            .put("replyAddress", replyAddress);
    if (body != null) {
      envelope.put("body", body);
    }
    send(envelope.encode());
    return envelope(answer -> replyAddress.equals(answer.getString("address")));
  }

  /** A message in the lobby; the receipt. */
  JsonObject post(String text) {
    return ask("chat.post", Client.message(text));
  }

  /** Sends a message and does not wait; {@link #receipts} has what comes of it. */
  void postAhead(JsonObject message) {
    JsonObject envelope =
        new JsonObject()
            .put("type", "send")
            .put("address", "chat.post")
            .put("replyAddress", message.getString("id"))
            .put("body", message);
    send(envelope.encode());
  }

  /** What was acknowledged until now of what was sent ahead, by the message's id. */
  Map<String, JsonObject> receipts() {
    return inbox.envelopes.stream()
        .filter(envelope -> envelope.getString("type").equals("rec"))
        .filter(envelope -> envelope.getJsonObject("body").containsKey("seq"))
        .filter(envelope -> !envelope.getJsonObject("body").containsKey("kind"))
        .collect(
            Collectors.toMap(
                envelope -> envelope.getString("address"),
                envelope -> envelope.getJsonObject("body"),
                (first, again) -> again));
  }

  /** A message for the lobby, with an id of its own. */
  static JsonObject message(String text) {
    return new JsonObject()
        .put("room", "lobby")
        .put("id", UUID.randomUUID().toString())
        .put("text", text);
  }

  /** The lobby's entries after a seq, as the log has them; all pages. */
  List<JsonObject> history(long after) {
    return history("lobby", after);
  }

  /** The same of any room. */
  List<JsonObject> history(String room, long after) {
    List<JsonObject> entries = new ArrayList<>();
    for (List<JsonObject> page = page(room, after); !page.isEmpty(); ) {
      entries.addAll(page);
      page = page(room, page.get(page.size() - 1).getLong("seq"));
    }
    return entries;
  }

  private List<JsonObject> page(String room, long after) {
    return ask(
            "chat.history",
            new JsonObject().put("room", room).put("after", after).put("limit", 500))
        .getJsonArray("entries")
        .stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  /** Sends a frame as it is. */
  void send(String frame) {
    socket.sendText(frame, true).join();
  }

  /** The first event of an address that is as described, now or soon. */
  JsonObject event(String address, Predicate<JsonObject> description) {
    return envelope(
            envelope ->
                address.equals(envelope.getString("address"))
                    && description.test(envelope.getJsonObject("body")))
        .getJsonObject("body");
  }

  /** All events of an address until now. */
  List<JsonObject> events(String address) {
    return inbox.envelopes.stream()
        .filter(envelope -> address.equals(envelope.getString("address")))
        .map(envelope -> envelope.getJsonObject("body"))
        .toList();
  }

  /** The first envelope that is as described, now or soon. */
  JsonObject envelope(Predicate<JsonObject> description) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .pollDelay(Duration.ZERO)
        .until(() -> inbox.envelopes.stream().filter(description).findFirst(), Optional::isPresent)
        .get();
  }

  /** Waits until the server closes the socket; the code it gives. */
  int closeCode() {
    return inbox.closeCode.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    socket.abort();
  }

  /** Everything that came. */
  private static final class Inbox implements WebSocket.Listener {
    final List<JsonObject> envelopes = new CopyOnWriteArrayList<>();
    final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private final StringBuilder frame = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      frame.append(part);
      if (last) {
        envelopes.add(new JsonObject(frame.toString()));
        frame.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closeCode.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      closeCode.completeExceptionally(error);
    }
  }
}
