package tickertalk.exchange;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Binance spot: strings for figures, lower-case streams in the address, times in milliseconds. */
final class BinanceWire implements Wire {
  private static final Map<String, Long> LENGTHS_MS =
      Map.of("1m", 60_000L, "1h", 3_600_000L, "1d", 86_400_000L);

  @Override
  public boolean streamsAt(String path) {
    return path.equals("/stream");
  }

  @Override
  public Set<String> marketsInAddress(String query) {
    return Stream.of(query.replace("streams=", "").split("/"))
        .filter(name -> name.equals(name.toLowerCase(Locale.ROOT).replace("ticker", "Ticker")))
        .map(name -> name.replaceFirst("@.*", "").toUpperCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  @Override
  public Set<String> subscription(String message) {
    return Set.of();
  }

  private static String wrapped(String market, String stream, JsonObject data) {
    return new JsonObject()
        .put("stream", market.toLowerCase(Locale.ROOT) + "@" + stream)
        .put("data", data)
        .encode();
  }

  @Override
  public String trade(Trade trade) {
    return wrapped(
        trade.market(),
        "trade",
        new JsonObject()
            .put("e", "trade")
            .put("E", trade.at())
            .put("s", trade.market())
            .put("t", trade.id())
            .put("p", trade.price())
            .put("q", trade.amount())
            .put("T", trade.at())
            .put("m", true)
            .put("M", true));
  }

  @Override
  public List<String> beat(Book book, long now) {
    return List.of(
        wrapped(
            book.market(),
            "miniTicker",
            new JsonObject()
                .put("e", "24hrMiniTicker")
                .put("E", now)
                .put("s", book.market())
                .put("c", book.last().price())
                .put("o", book.opening())
                .put("h", book.last().price())
                .put("l", book.last().price())
                .put("v", "10000")
                .put("q", "18")));
  }

  @Override
  public Optional<String> market(HttpServerRequest request) {
    return Optional.ofNullable(request.getParam("symbol"));
  }

  @Override
  public boolean wantsCandles(HttpServerRequest request) {
    return request.path().equals("/api/v3/klines");
  }

  @Override
  public BarsWanted barsWanted(HttpServerRequest request) {
    String end = request.getParam("endTime");
    return new BarsWanted(
        LENGTHS_MS.get(request.getParam("interval")),
        end == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(end) + 1),
        Math.min(1_000, Integer.parseInt(request.getParam("limit", "500"))));
  }

  @Override
  public String ticker(Book book, long now) {
    return new JsonObject()
        .put("symbol", book.market())
        .put("priceChange", "0")
        .put("priceChangePercent", change(book))
        .put("lastPrice", book.last().price())
        .put("openTime", now - 86_400_000)
        .put("closeTime", now)
        .put("count", 7)
        .encode();
  }

  private static String change(Book book) {
    BigDecimal opening = new BigDecimal(book.opening());
    return new BigDecimal(book.last().price())
        .subtract(opening)
        .scaleByPowerOfTen(2)
        .divide(opening, 3, RoundingMode.HALF_UP)
        .toPlainString();
  }

  @Override
  public String candles(Book book, List<Bar> ascending) {
    JsonArray lines = new JsonArray();
    ascending.forEach(
        bar ->
            lines.add(
                new JsonArray()
                    .add(bar.openTime())
                    .add(bar.open())
                    .add(bar.high())
                    .add(bar.low())
                    .add(bar.close())
                    .add(bar.volume())
                    .add(bar.openTime() + 59_999)
                    .add("0")
                    .add(1)
                    .add("0")
                    .add("0")
                    .add("0")));
    return lines.encode();
  }

  @Override
  public String unknown() {
    return "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}";
  }

  @Override
  public int unknownStatus() {
    return 400;
  }
}
