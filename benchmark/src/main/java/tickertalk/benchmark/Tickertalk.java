package tickertalk.benchmark;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Our own server, as its users start it: each message is permitted, durable and then told. */
final class Tickertalk implements Peer {
  private final Door door;
  private final boolean signedIn;
  private final List<String> market;
  private final List<String> moreOptions;

  /**
   * Our server by one of its doors.
   *
   * @param signedIn whether readers are signed in; otherwise they are visitors
   */
  Tickertalk(Door door, boolean signedIn) {
    this(door, signedIn, List.of());
  }

  /** The same, started with more options. */
  Tickertalk(Door door, boolean signedIn, List<String> moreOptions) {
    this(door, signedIn, List.of("--price-source", "replay"), moreOptions);
  }

  private Tickertalk(Door door, boolean signedIn, List<String> market, List<String> moreOptions) {
    this.door = door;
    this.signedIn = signedIn;
    this.market = market;
    this.moreOptions = moreOptions;
  }

  /** Our server with the prices of an exchange that speaks Binance's wire. */
  static Tickertalk withPrices(
      InetSocketAddress exchange, List<String> symbols, List<String> moreOptions) {
    List<String> market =
        List.of(
            "--price-source",
            "binance",
            "--price-url",
            "http://127.0.0.1:" + exchange.getPort(),
            "--price-symbols",
            String.join(",", symbols));
    return new Tickertalk(Door.RAW, false, market, moreOptions);
  }

  @Override
  public String name() {
    return "ours" + door.suffix() + (signedIn ? "-signed-in" : "");
  }

  @Override
  public Optional<String> missing(Site site) {
    return Files.exists(site.jar()) ? Optional.empty() : Optional.of(site.jar() + " is not built");
  }

  @Override
  public Server start(Site site, List<String> rooms) {
    int port = Server.freePort();
    Path data = newFolder(site);
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            Site.java(),
            "-jar",
            site.jar().toString(),
            "start",
            "--port",
            "" + port,
            "--data",
            data.toString(),
            "--rate-limit",
            "off",
            "--rooms",
            String.join(",", rooms)));
    command.addAll(market);
    command.addAll(moreOptions);
    Path log = site.work().resolve(name() + ".log");
    return Server.start(site.placed(command), Map.of(), port, log, Tickertalk::isReady)
        .leaving(data);
  }

  private static Path newFolder(Site site) {
    try {
      return Files.createTempDirectory(site.work(), "data-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isReady(InetSocketAddress address) throws IOException {
    return request(address, "GET", "/health/ready").getResponseCode() == 200;
  }

  @Override
  public Dialect dialect(Server server) {
    return new EventBusDialect(door, token(server.address(), "publisher"), signedIn);
  }

  /** Lets somebody sign in; the token of their session. */
  static String token(InetSocketAddress address, String name) {
    try {
      HttpURLConnection request = request(address, "POST", "/api/session");
      request.setRequestProperty("Content-Type", "application/json");
      request.setDoOutput(true);
      try (OutputStream body = request.getOutputStream()) {
        body.write(new JsonObject().put("name", name).encode().getBytes(StandardCharsets.UTF_8));
      }
      try (InputStream answer = request.getInputStream()) {
        return new JsonObject(new String(answer.readAllBytes(), StandardCharsets.UTF_8))
            .getString("token");
      }
    } catch (IOException e) {
      throw new LoadException(name + " cannot sign in", e);
    }
  }

  static HttpURLConnection request(InetSocketAddress address, String method, String path)
      throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + address.getPort() + path);
    HttpURLConnection request = (HttpURLConnection) uri.toURL().openConnection();
    request.setRequestMethod(method);
    return request;
  }

  /** What posts a message by the event bus bridge protocol. */
  static String postEnvelope(Message message, String replyAddress) {
    return "{\"type\":\"send\",\"address\":\"chat.post\",\"replyAddress\":\""
        + replyAddress
        + "\",\"body\":{\"room\":\""
        + message.room()
        + "\",\"id\":\""
        + message.id()
        + "\",\"text\":\""
        + message.text()
        + "\"}}";
  }

  /** The event bus bridge protocol, with our confirmation of a register. */
  private record EventBusDialect(Door door, String token, boolean signedIn) implements Dialect {
    @Override
    public String subscriberPath(String room, int socket) {
      return signedIn ? publisherPath(room, socket) : door.path(socket);
    }

    @Override
    public List<Step> join(String room) {
      return door.steps(
          Step.ask(
              "{\"type\":\"register\",\"address\":\"chat.room."
                  + room
                  + "\",\"replyAddress\":\"r1\"}",
              "registered"));
    }

    @Override
    public String publisherPath(String room, int socket) {
      return door.path(socket) + "?token=" + token;
    }

    @Override
    public List<Step> signIn() {
      return door.steps();
    }

    @Override
    public String post(Message message) {
      return door.frame(postEnvelope(message, "p1"));
    }

    @Override
    public Framing framing() {
      return door.framing();
    }

    @Override
    public boolean isRefusal(String frame) {
      return door.isError(frame);
    }
  }
}
