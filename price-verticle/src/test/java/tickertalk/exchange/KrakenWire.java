package tickertalk.exchange;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Kraken: REST asks for {@code XBTUSD}, answers {@code XXBTZUSD} and has status 200 for errors; the
 * second version of its stream writes {@code BTC/USD} and has numbers for figures. A market is
 * called as in the stream, without the stroke.
 */
final class KrakenWire implements Wire {
  @Override
  public boolean streamsAt(String path) {
    return path.equals("/v2");
  }

  @Override
  public Set<String> subscription(String message) {
    JsonObject said = new JsonObject(message);
    Set<String> markets = new HashSet<>();
    if ("subscribe".equals(said.getString("method"))) {
      said.getJsonObject("params")
          .getJsonArray("symbol")
          .forEach(symbol -> markets.add(symbol.toString().replace("/", "-")));
    }
    return markets;
  }

  @Override
  public Optional<String> reply(String message) {
    return Optional.of("{\"method\":\"subscribe\",\"success\":true,\"result\":{}}");
  }

  @Override
  public Optional<String> refusal(String message, String market) {
    JsonObject params = new JsonObject(message).getJsonObject("params", new JsonObject());
    boolean asked = "trade".equals(params.getString("channel"));
    String pair = market.replace("-", "/");
    return asked && params.getJsonArray("symbol").contains(pair)
        ? Optional.of(
            new JsonObject()
                .put("error", "Currency pair not supported " + pair)
                .put("method", "subscribe")
                .put("success", false)
                .put("symbol", pair)
                .encode())
        : Optional.empty();
  }

  private static String update(String channel, JsonObject line) {
    return new JsonObject()
        .put("channel", channel)
        .put("type", "update")
        .put("data", JsonArray.of(line))
        .encode();
  }

  @Override
  public String trade(Trade trade) {
    return update(
        "trade",
        new JsonObject()
            .put("symbol", trade.market().replace("-", "/"))
            .put("side", "sell")
            .put("price", new BigDecimal(trade.price()))
            .put("qty", new BigDecimal(trade.amount()))
            .put("ord_type", "market")
            .put("trade_id", trade.id())
            .put("timestamp", Instant.ofEpochMilli(trade.at()).toString()));
  }

  @Override
  public List<String> beat(Book book, long now) {
    return List.of(
        update(
            "ticker",
            new JsonObject()
                .put("symbol", book.market().replace("-", "/"))
                .put("last", new BigDecimal(book.last().price()))
                .put("change_pct", new BigDecimal("0.5"))
                .put("timestamp", Instant.ofEpochMilli(now).toString())),
        "{\"channel\":\"heartbeat\"}");
  }

  @Override
  public Optional<String> market(HttpServerRequest request) {
    return Optional.ofNullable(request.getParam("pair"))
        .map(pair -> pair.replace("XBT", "BTC").replaceFirst("(USDT|USD)$", "-$1"));
  }

  @Override
  public boolean wantsCandles(HttpServerRequest request) {
    return request.path().equals("/0/public/OHLC");
  }

  private static String result(JsonObject result) {
    return new JsonObject().put("error", new JsonArray()).put("result", result).encode();
  }

  private static String odd(Book book) {
    return "X" + book.market().replace("BTC", "XBT").replace("-", "Z");
  }

  @Override
  public BarsWanted barsWanted(HttpServerRequest request) {
    long minutes = Long.parseLong(request.getParam("interval", "1"));
    return new BarsWanted(minutes * 60_000, OptionalLong.empty(), 720);
  }

  @Override
  public String ticker(Book book, long now) {
    return result(
        new JsonObject()
            .put(
                odd(book),
                new JsonObject()
                    .put("c", JsonArray.of(book.last().price(), book.last().amount()))
                    .put("o", book.last().price())));
  }

  @Override
  public String candles(Book book, List<Bar> ascending) {
    JsonArray lines = new JsonArray();
    ascending.forEach(
        bar ->
            lines.add(
                new JsonArray()
                    .add(bar.openTime() / 1_000)
                    .add(bar.open())
                    .add(bar.high())
                    .add(bar.low())
                    .add(bar.close())
                    .add(bar.close())
                    .add(bar.volume())
                    .add(3)));
    return result(new JsonObject().put(odd(book), lines).put("last", 1));
  }

  @Override
  public String unknown() {
    return "{\"error\":[\"EQuery:Unknown asset pair\"]}";
  }

  @Override
  public int unknownStatus() {
    return 200;
  }
}
