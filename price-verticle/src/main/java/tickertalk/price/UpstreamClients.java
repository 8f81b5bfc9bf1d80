package tickertalk.price;

import io.vertx.core.Vertx;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The clients that all exchanges share. They keep no cookies, send no header of any browser, follow
 * no redirect, and wait and read within bounds.
 */
record UpstreamClients(WebClient rest, WebSocketClient stream) {
  /** How long connecting may take, and an answer. */
  static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final int CONNECTIONS_PER_HOST = 4;

  /** Longer than the interval at which exchanges are usually asked, so that connections last. */
  private static final Duration IDLE = Duration.ofSeconds(5);

  /** Some hundred trades in one message; Binance's come one by one. */
  static final int MAX_MESSAGE_BYTES = 256 * 1024;

  static UpstreamClients of(Vertx vertx) {
    WebClientOptions rest = new WebClientOptions();
    rest.setUserAgent("Tickertalk")
        .setFollowRedirects(false)
        .setConnectTimeout((int) PATIENCE.toMillis())
        .setIdleTimeout((int) IDLE.toSeconds())
        .setIdleTimeoutUnit(TimeUnit.SECONDS);
    WebSocketClientOptions stream =
        new WebSocketClientOptions()
            .setConnectTimeout((int) PATIENCE.toMillis())
            .setMaxFrameSize(MAX_MESSAGE_BYTES)
            .setMaxMessageSize(MAX_MESSAGE_BYTES);
    return new UpstreamClients(
        WebClient.create(vertx, rest, new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_HOST)),
        vertx.createWebSocketClient(stream));
  }
}
