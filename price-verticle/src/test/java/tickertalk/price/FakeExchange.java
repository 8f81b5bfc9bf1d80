package tickertalk.price;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** An exchange on the loopback that answers as a test tells it to; what it is not told is a 404. */
final class FakeExchange {
  static final String STATISTICS = "/api/v3/ticker/24hr";
  static final String PRICE = "/api/v3/ticker/price";
  static final String KLINES = "/api/v3/klines";

  /** A request as it came in. */
  record Arrival(String path, String query, MultiMap headers, long nanos) {}

  private final Map<String, Consumer<HttpServerResponse>> answers = new ConcurrentHashMap<>();
  private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
  private final Clock clock;
  private final HttpServer server;

  private FakeExchange(Vertx vertx, Clock clock) {
    this.clock = clock;
    this.server = vertx.createHttpServer().requestHandler(this::handle);
  }

  static FakeExchange start(Vertx vertx, Clock clock) {
    FakeExchange exchange = new FakeExchange(vertx, clock);
    exchange.server.listen(0, "127.0.0.1").await();
    return exchange;
  }

  private void handle(HttpServerRequest request) {
    arrivals.add(
        new Arrival(request.path(), request.query(), request.headers(), System.nanoTime()));
    answers
        .getOrDefault(request.path(), response -> send(response, 404, ""))
        .accept(request.response());
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  void on(String path, Consumer<HttpServerResponse> answer) {
    answers.put(path, answer);
  }

  void on(String path, int status, String body) {
    on(path, response -> send(response, status, body));
  }

  /** Answers with a price that was made just now. */
  void quote(String price) {
    on(STATISTICS, response -> send(response, 200, statistics(price, clock.millis())));
  }

  static String statistics(String price, long closeTime) {
    return """
        {"symbol":"BTCUSDT","priceChangePercent":"-1.25","lastPrice":"%s","closeTime":%d}
        """
        .formatted(price, closeTime);
  }

  static void send(HttpServerResponse response, int status, String body) {
    response.setStatusCode(status).end(body);
  }

  List<Arrival> arrivals() {
    return arrivals;
  }

  List<Arrival> arrivals(String path) {
    return arrivals.stream().filter(arrival -> arrival.path().equals(path)).toList();
  }
}
