package tickertalk.bridge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Closes the connections of clients that keep a server waiting, by slowness or on purpose: for the
 * first request, for the next, or for a body; and those that are one too many. An answer may take
 * as long as it likes, and a WebSocket may be silent for ever and is not counted. For one event
 * loop.
 */
final class ClientPatience {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Set<HttpMethod> WITH_BODY =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

  private final Vertx vertx;
  private final Bounds bounds;
  private final Crowd crowd;
  private final Map<HttpConnection, Waiting> connections = new HashMap<>();
  private final Map<HttpServerRequest, Long> bodies = new HashMap<>();

  /**
   * How long is waited.
   *
   * @param firstHead for the whole head of a connection's first request
   * @param nextHead for that of the next one, when nothing is being answered
   * @param body for the whole body, from the end of its head
   */
  record Bounds(Duration firstHead, Duration nextHead, Duration body) {
    /**
     * The next request may take longer than proxies keep a connection for it (nginx 60 s), so that
     * it is they who close, and never in the middle of a request. The largest body there may be is
     * 256 KiB, which takes 30 s at 70 kbit/s.
     */
    static final Bounds DEFAULT =
        new Bounds(Duration.ofSeconds(10), Duration.ofSeconds(75), Duration.ofSeconds(30));
  }

  /**
   * How many may keep a server waiting, or be answered, at once.
   *
   * @param tooMany called for each connection that is closed because it is one too many
   */
  record Crowd(int max, Runnable tooMany) {}

  /** A connection that may be waited for: not while something on it is being answered. */
  private static final class Waiting {
    int answering;
    long until;
  }

  ClientPatience(Vertx vertx, Bounds bounds, Crowd crowd) {
    this.vertx = vertx;
    this.bounds = bounds;
    this.crowd = crowd;
  }

  /** Watches, before any other route, when requests begin and when they are answered. */
  void mount(Router router) {
    router.route().order(Integer.MIN_VALUE).handler(this::began);
    vertx.setPeriodic(
        Math.min(LOOK_EVERY.toMillis(), bounds.firstHead().toMillis()), timer -> closeTheLate());
  }

  /** Waits for the first request of a new connection; closes it when there are too many. */
  void connected(HttpConnection connection) {
    if (connections.size() >= crowd.max()) {
      crowd.tooMany().run();
      connection.close();
      return;
    }
    Waiting waiting = new Waiting();
    waiting.until = in(bounds.firstHead());
    connections.put(connection, waiting);
    connection.closeHandler(closed -> connections.remove(connection));
  }

  /** Waits no more for a connection that is no longer one for requests. */
  void upgraded(HttpConnection connection) {
    connections.remove(connection);
  }

  private void began(RoutingContext context) {
    HttpServerRequest request = context.request();
    Waiting waiting = connections.get(request.connection());
    if (waiting == null) {
      context.next();
      return;
    }
    waiting.answering++;
    boolean upgrade = request.headers().contains(HttpHeaders.UPGRADE, "websocket", true);
    if (upgrade) {
      upgraded(request.connection());
    }
    if (hasBody(request)) {
      bodies.put(request, in(bounds.body()));
    }
    context.addEndHandler(answered -> answered(request, waiting, upgrade));
    context.next();
  }

  /** Java's own WebSocket client says of its upgrade that the body has no bytes. */
  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return WITH_BODY.contains(request.method())
        || (length != null && !length.equals("0"))
        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  private void answered(HttpServerRequest request, Waiting waiting, boolean upgrade) {
    bodies.remove(request);
    waiting.answering--;
    waiting.until = in(bounds.nextHead());
    boolean upgraded = upgrade && request.response().getStatusCode() == 101;
    if (upgrade && !upgraded) {
      connections.put(request.connection(), waiting);
    }
  }

  private void closeTheLate() {
    long now = System.nanoTime();
    List<HttpConnection> late = new ArrayList<>();
    connections.forEach(
        (connection, waiting) -> {
          if (waiting.answering == 0 && now - waiting.until > 0) {
            late.add(connection);
          }
        });
    bodies.keySet().removeIf(HttpServerRequest::isEnded);
    bodies.forEach(
        (request, until) -> {
          if (now - until > 0) {
            late.add(request.connection());
          }
        });
    late.forEach(HttpConnection::close); // which takes them off the lists
  }

  private static long in(Duration time) {
    return System.nanoTime() + time.toNanos();
  }
}
