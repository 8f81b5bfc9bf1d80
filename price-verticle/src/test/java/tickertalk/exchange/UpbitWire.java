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

/** Upbit: the quote currency first, numbers for figures, binary frames, candles newest first. */
final class UpbitWire implements Wire {
  @Override
  public boolean streamsAt(String path) {
    return path.equals("/websocket/v1");
  }

  @Override
  public boolean isBinary() {
    return true;
  }

  @Override
  public Set<String> subscription(String message) {
    Set<String> codes = new HashSet<>();
    if (message.startsWith("[")) {
      for (Object part : new JsonArray(message)) {
        JsonArray named = ((JsonObject) part).getJsonArray("codes", new JsonArray());
        named.forEach(code -> codes.add((String) code));
      }
    }
    return codes;
  }

  @Override
  public Optional<String> reply(String message) {
    return message.equals("PING") ? Optional.of("{\"status\":\"UP\"}") : Optional.empty();
  }

  @Override
  public String trade(Trade trade) {
    return new JsonObject()
        .put("type", "trade")
        .put("code", trade.market())
        .put("trade_price", new BigDecimal(trade.price()))
        .put("trade_volume", new BigDecimal(trade.amount()))
        .put("trade_timestamp", trade.at())
        .put("timestamp", trade.at())
        .put("sequential_id", trade.id() * 10_000)
        .put("stream_type", "REALTIME")
        .encode();
  }

  @Override
  public List<String> beat(Book book, long now) {
    return List.of(tickerOf(book, now).put("type", "ticker").put("code", book.market()).encode());
  }

  private static JsonObject tickerOf(Book book, long now) {
    return new JsonObject()
        .put("trade_price", new BigDecimal(book.last().price()))
        .put("signed_change_rate", new BigDecimal("0.01"))
        .put("timestamp", now);
  }

  @Override
  public Optional<String> market(HttpServerRequest request) {
    return Optional.ofNullable(request.getParam("markets"))
        .or(() -> Optional.ofNullable(request.getParam("market")));
  }

  @Override
  public boolean wantsCandles(HttpServerRequest request) {
    return request.path().startsWith("/v1/candles/");
  }

  @Override
  public BarsWanted barsWanted(HttpServerRequest request) {
    String unit = request.path().replaceFirst("/v1/candles/(minutes/)?", "");
    long minutes = unit.equals("days") ? 24 * 60 : Long.parseLong(unit);
    String to = request.getParam("to");
    return new BarsWanted(
        minutes * 60_000,
        to == null ? OptionalLong.empty() : OptionalLong.of(Instant.parse(to).toEpochMilli()),
        Math.min(200, Integer.parseInt(request.getParam("count", "1"))));
  }

  @Override
  public String ticker(Book book, long now) {
    return JsonArray.of(tickerOf(book, now).put("market", book.market())).encode();
  }

  @Override
  public String candles(Book book, List<Bar> ascending) {
    List<Bar> descending = new ArrayList<>(ascending);
    Collections.reverse(descending);
    JsonArray lines = new JsonArray();
    descending.forEach(
        bar ->
            lines.add(
                new JsonObject()
                    .put("market", book.market())
                    .put(
                        "candle_date_time_utc",
                        Instant.ofEpochMilli(bar.openTime()).toString().replace("Z", ""))
                    .put("opening_price", new BigDecimal(bar.open()))
                    .put("high_price", new BigDecimal(bar.high()))
                    .put("low_price", new BigDecimal(bar.low()))
                    .put("trade_price", new BigDecimal(bar.close()))
                    .put("candle_acc_trade_volume", new BigDecimal(bar.volume()))));
    return lines.encode();
  }

  @Override
  public String unknown() {
    return "{\"error\":{\"name\":404,\"message\":\"Code not found\"}}";
  }
}
