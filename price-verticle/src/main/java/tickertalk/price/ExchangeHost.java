package tickertalk.price;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The HTTP side of one exchange: sends nothing while the exchange wants to be left alone, follows
 * no redirect, waits and reads within bounds, and words what goes wrong.
 */
final class ExchangeHost {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int CONNECTIONS_PER_HOST = 4;

  /** Longer than the interval at which exchanges are usually asked, so that connections last. */
  private static final Duration IDLE = Duration.ofSeconds(5);

  // Binance's bans last 2 minutes to 3 days.
  private static final Duration SHORTEST_BAN = Duration.ofMinutes(2);
  private static final Duration LONGEST_BAN = Duration.ofDays(3);

  private final String name;
  private final String base;
  private final WebClient client;
  private final Clock clock;
  private long closedUntil;

  ExchangeHost(String name, URI base, WebClient client, Clock clock) {
    this.name = name;
    this.base = base.toString().replaceFirst("/+$", "");
    this.client = client;
    this.clock = clock;
  }

  /** The client that all hosts share. It keeps no cookies and sends no header of any browser. */
  static WebClient client(Vertx vertx) {
    WebClientOptions options = new WebClientOptions();
    options
        .setUserAgent("Tickertalk")
        .setFollowRedirects(false)
        .setConnectTimeout((int) PATIENCE.toMillis())
        .setIdleTimeout((int) IDLE.toSeconds())
        .setIdleTimeoutUnit(TimeUnit.SECONDS);
    return WebClient.create(
        vertx, options, new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_HOST));
  }

  String name() {
    return name;
  }

  long now() {
    return clock.millis();
  }

  /**
   * Gets the body of a 200.
   *
   * @param target path and query
   */
  Future<String> get(String target) {
    long waitMs = closedUntil - now();
    if (waitMs > 0) {
      return Future.failedFuture(asksToWait(Duration.ofMillis(waitMs)));
    }
    return client
        .getAbs(base + target)
        .timeout(PATIENCE.toMillis())
        .as(new BoundedBody(PATIENCE.toNanos()))
        .send()
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .recover(failure -> Future.failedFuture(unreachable(failure)))
        .map(this::body);
  }

  private SourceException unreachable(Throwable failure) {
    return new SourceException(
        name
            + (failure instanceof TimeoutException
                ? " does not answer within " + PATIENCE.toSeconds() + " s"
                : " cannot be reached"));
  }

  private String body(HttpResponse<Buffer> response) {
    int status = response.statusCode();
    if (status == 200) {
      return response.body().toString(StandardCharsets.UTF_8);
    }
    Duration retryAfter = retryAfter(response);
    // An answer to what was asked before the exchange closed must not open it again.
    closedUntil = Math.max(closedUntil, now() + retryAfter.toMillis());
    throw retryAfter.isZero() ? refusal(status) : asksToWait(retryAfter);
  }

  private SourceException asksToWait(Duration wait) {
    return new SourceException(name + " asks to be left alone for now", wait);
  }

  private SourceException refusal(int status) {
    if (status == 451) {
      return new SourceException(name + " is not available in this location");
    }
    if (status / 100 == 3) {
      return new SourceException(name + " redirects elsewhere, which is not followed");
    }
    String reason = name + " answered " + status;
    return status == 404 ? SourceException.notFound(reason) : new SourceException(reason);
  }

  /** Zero if the exchange does not mind being asked again. */
  private static Duration retryAfter(HttpResponse<Buffer> response) {
    String header = response.getHeader(HttpHeaders.RETRY_AFTER.toString());
    if (header != null && header.matches("\\d{1,9}")) {
      Duration wait = Duration.ofSeconds(Long.parseLong(header));
      return wait.compareTo(LONGEST_BAN) > 0 ? LONGEST_BAN : wait;
    }
    return response.statusCode() == 418 ? SHORTEST_BAN : Duration.ZERO;
  }
}
