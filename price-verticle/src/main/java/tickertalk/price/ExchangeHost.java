package tickertalk.price;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The way to one exchange: sends nothing while the exchange wants to be left alone, goes to its
 * next host when one cannot be used, and words what goes wrong.
 */
final class ExchangeHost {
  private static final Duration PATIENCE = UpstreamClients.PATIENCE;

  // Binance's bans last 2 minutes to 3 days.
  private static final Duration SHORTEST_BAN = Duration.ofMinutes(2);
  private static final Duration LONGEST_BAN = Duration.ofDays(3);

  /** For a 429 that does not say how long. */
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

  private final String name;
  private final List<Endpoint> endpoints;
  private final UpstreamClients clients;
  private final Restraint restraint;
  private final Clock clock;
  private int place;

  /**
   * The way to an exchange that was not asked yet.
   *
   * @param endpoints the most preferred first; each failure but a demand to wait goes on to the
   *     next
   */
  ExchangeHost(
      String name,
      List<Endpoint> endpoints,
      UpstreamClients clients,
      Restraint restraint,
      Clock clock) {
    this.name = name;
    this.endpoints = List.copyOf(endpoints);
    this.clients = clients;
    this.restraint = restraint;
    this.clock = clock;
  }

  String name() {
    return name;
  }

  long now() {
    return clock.millis();
  }

  Restraint restraint() {
    return restraint;
  }

  private Endpoint endpoint() {
    return endpoints.get(place % endpoints.size());
  }

  /**
   * Gets the body of a 200.
   *
   * @param target path and query
   */
  Future<String> get(String target) {
    Duration wait = restraint.closedFor();
    if (wait.toMillis() > 0) {
      return Future.failedFuture(asksToWait(wait));
    }
    restraint.noteRequest();
    int asked = place;
    return clients
        .rest()
        .getAbs(base(endpoint().rest()) + target)
        .timeout(PATIENCE.toMillis())
        .as(new BoundedBody(PATIENCE.toNanos()))
        .send()
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .recover(failure -> Future.failedFuture(unreachable(failure, asked)))
        .map(response -> body(response, asked));
  }

  /**
   * Connects a socket whose handlers are set, if the exchange allows it.
   *
   * @param target path and query
   */
  Future<WebSocket> connect(ClientWebSocket socket, String target) {
    Duration wait = restraint.closedFor();
    if (wait.toMillis() > 0) {
      return Future.failedFuture(asksToWait(wait));
    }
    if (!restraint.admitsAttempt()) {
      return Future.failedFuture(new SourceException(name + " was connected to too often"));
    }
    WebSocketConnectOptions options =
        new WebSocketConnectOptions().setAllowOriginHeader(false).setFollowRedirects(false);
    options.setAbsoluteURI(base(endpoint().stream()) + target);
    options.setTimeout(PATIENCE.toMillis());
    options.putHeader(HttpHeaders.USER_AGENT, "Tickertalk");
    int asked = place;
    Future<WebSocket> connecting = socket.connect(options);
    return connecting
        .timeout(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        // One that stands after all is nobody's any more.
        .onFailure(late -> connecting.onSuccess(WebSocket::close))
        .recover(failure -> Future.failedFuture(refused(failure, asked)));
  }

  ClientWebSocket socket() {
    return clients.stream().webSocket();
  }

  private static String base(URI uri) {
    return uri.toString().replaceFirst("/+$", "");
  }

  private SourceException refused(Throwable failure, int asked) {
    return failure instanceof UpgradeRejectedException rejected
        ? refusal(rejected.getStatus(), rejected.getHeaders(), asked)
        : unreachable(failure, asked);
  }

  private SourceException unreachable(Throwable failure, int asked) {
    leave(asked);
    return new SourceException(
        name
            + (failure instanceof TimeoutException
                ? " does not answer within " + PATIENCE.toSeconds() + " s"
                : " cannot be reached"));
  }

  private String body(HttpResponse<Buffer> response, int asked) {
    restraint.heed(response.headers());
    if (response.statusCode() == 200) {
      return response.body().toString(StandardCharsets.UTF_8);
    }
    throw refusal(response.statusCode(), response.headers(), asked);
  }

  private SourceException refusal(int status, MultiMap headers, int asked) {
    Duration retryAfter = retryAfter(status, headers);
    if (!retryAfter.isZero()) {
      restraint.demanded(retryAfter);
      return asksToWait(retryAfter);
    }
    String reason = name + " answered " + status;
    if (status != 404 && status != 400) {
      leave(asked);
    }
    if (status == 404) {
      return SourceException.notFound(reason);
    }
    return new SourceException(
        switch (status) {
          case 451 -> name + " is not available in this location";
          case 301, 302, 303, 307, 308 -> name + " redirects elsewhere, which is not followed";
          default -> reason;
        });
  }

  /** Several failures of one host lead to the next one, and not past it. */
  private void leave(int asked) {
    if (place == asked) {
      place++;
    }
  }

  private SourceException asksToWait(Duration wait) {
    return new SourceException(name + " asks to be left alone for now", wait);
  }

  /** Zero if the exchange does not mind being asked again; a ban of 0 s still is one. */
  private static Duration retryAfter(int status, MultiMap headers) {
    String header = headers.get(HttpHeaders.RETRY_AFTER);
    if (header == null || !header.matches("0{0,9}[1-9]\\d{0,8}")) {
      return leastWait(status);
    }
    Duration wait = Duration.ofSeconds(Long.parseLong(header));
    return wait.compareTo(LONGEST_BAN) > 0 ? LONGEST_BAN : wait;
  }

  private static Duration leastWait(int status) {
    return switch (status) {
      case 418 -> SHORTEST_BAN;
      case 429 -> SHORTEST_WAIT;
      default -> Duration.ZERO;
    };
  }
}
