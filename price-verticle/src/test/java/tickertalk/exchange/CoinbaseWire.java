package tickertalk.exchange;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Coinbase Exchange: ISO times, candles newest first with the low before the high. */
final class CoinbaseWire implements Wire {
  private static final Pattern PRODUCT = Pattern.compile("/products/([^/]+)/(ticker|candles)");

  @Override
  public boolean streamsAt(String path) {
    return path.equals("/");
  }

  @Override
  public Set<String> subscription(String message) {
    JsonObject said = new JsonObject(message);
    Set<String> products = new HashSet<>();
    if ("subscribe".equals(said.getString("type"))) {
      said.getJsonArray("product_ids").forEach(product -> products.add((String) product));
    }
    return products;
  }

  @Override
  public Optional<String> reply(String message) {
    return Optional.of("{\"type\":\"subscriptions\",\"channels\":[]}");
  }

  @Override
  public String trade(Trade trade) {
    return new JsonObject()
        .put("type", "match")
        .put("trade_id", trade.id())
        .put("sequence", trade.id())
        .put("time", Instant.ofEpochMilli(trade.at()).toString())
        .put("product_id", trade.market())
        .put("size", trade.amount())
        .put("price", trade.price())
        .put("side", "sell")
        .encode();
  }

  @Override
  public List<String> beat(Book book, long now) {
    return List.of(
        new JsonObject()
            .put("type", "ticker")
            .put("product_id", book.market())
            .put("price", book.last().price())
            .put("open_24h", book.opening())
            .put("time", Instant.ofEpochMilli(now).toString())
            .put("trade_id", book.last().id())
            .encode(),
        new JsonObject()
            .put("type", "heartbeat")
            .put("sequence", 90)
            .put("last_trade_id", book.last().id())
            .put("product_id", book.market())
            .put("time", Instant.ofEpochMilli(now).toString())
            .encode());
  }

  @Override
  public Optional<String> market(HttpServerRequest request) {
    Matcher product = PRODUCT.matcher(request.path());
    return product.matches() ? Optional.of(product.group(1)) : Optional.empty();
  }

  @Override
  public boolean wantsCandles(HttpServerRequest request) {
    return request.path().endsWith("/candles");
  }

  @Override
  public BarsWanted barsWanted(HttpServerRequest request) {
    String end = request.getParam("end");
    return new BarsWanted(
        Long.parseLong(request.getParam("granularity")) * 1_000,
        end == null ? OptionalLong.empty() : OptionalLong.of(Instant.parse(end).toEpochMilli() + 1),
        300);
  }

  @Override
  public String ticker(Book book, long now) {
    return new JsonObject()
        .put("trade_id", book.last().id())
        .put("price", book.last().price())
        .put("size", book.last().amount())
        .put("time", Instant.ofEpochMilli(now).toString())
        .encode();
  }

  @Override
  public String candles(Book book, List<Bar> ascending) {
    List<Bar> descending = new ArrayList<>(ascending);
    Collections.reverse(descending);
    JsonArray lines = new JsonArray();
    descending.forEach(
        bar ->
            lines.add(
                new JsonArray()
                    .add(bar.openTime() / 1_000)
                    .add(new BigDecimal(bar.low()))
                    .add(new BigDecimal(bar.high()))
                    .add(new BigDecimal(bar.open()))
                    .add(new BigDecimal(bar.close()))
                    .add(new BigDecimal(bar.volume()))));
    return lines.encode();
  }

  @Override
  public String unknown() {
    return "{\"message\":\"NotFound\"}";
  }
}
