package tickertalk.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** An exchange that speaks Binance's market data API, over real HTTP. */
final class FakeBinance implements AutoCloseable {
  private static final long MINUTE_MS = 60_000;
  private static final int CANDLES = 60;

  private final HttpServer server;
  private final AtomicInteger priceRequests = new AtomicInteger();
  private volatile String price = "70352.36";
  private volatile boolean open = true;

  FakeBinance() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/api/v3/ticker/24hr", this::ticker24h);
    server.createContext("/api/v3/ticker/price", this::tickerPrice);
    server.createContext("/api/v3/klines", this::klines);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void price(String newPrice) {
    price = newPrice;
  }

  /** Answers again, or from now on with 503 only. */
  void open(boolean yes) {
    open = yes;
  }

  /** How often it was asked for a price. */
  int priceRequests() {
    return priceRequests.get();
  }

  private void ticker24h(HttpExchange exchange) throws IOException {
    priceRequests.incrementAndGet();
    long now = System.currentTimeMillis();
    answer(
        exchange,
        new JsonObject()
            .put("symbol", "BTCUSDT")
            .put("priceChange", "-890.12000000")
            .put("priceChangePercent", "-1.250")
            .put("lastPrice", price + "000000")
            .put("volume", "8913.30000000")
            .put("openTime", now - 24 * 60 * MINUTE_MS)
            .put("closeTime", now)
            .encode());
  }

  private void tickerPrice(HttpExchange exchange) throws IOException {
    priceRequests.incrementAndGet();
    answer(exchange, new JsonObject().put("symbol", "BTCUSDT").put("price", price).encode());
  }

  private void klines(HttpExchange exchange) throws IOException {
    long newest = System.currentTimeMillis() / MINUTE_MS * MINUTE_MS;
    JsonArray candles = new JsonArray();
    for (int i = CANDLES - 1; i >= 0; i--) {
      long openTime = newest - i * MINUTE_MS;
      int base = 70_000 + i;
      candles.add(
          new JsonArray()
              .add(openTime)
              .add(base + ".00000000")
              .add(base + 40 + ".00000000")
              .add(base - 40 + ".00000000")
              .add(base + 20 + ".00000000")
              .add("12.50000000")
              .add(openTime + MINUTE_MS - 1)
              .add("879000.00000000")
              .add(250)
              .add("6.00000000")
              .add("420000.00000000")
              .add("0"));
    }
    answer(exchange, candles.encode());
  }

  private void answer(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
    exchange.sendResponseHeaders(open ? 200 : 503, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
