package tickertalk.price;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Upbit's WebSocket, whose frames are binary: every trade, and the ticker. It closes a connection
 * that was silent for two minutes, and answers {@code PING}.
 */
final class UpbitStream implements StreamWire {
  private static final TradeReader.Names TRADE =
      new TradeReader.Names(
          "type",
          "trade",
          "code",
          "trade_price",
          "trade_volume",
          "sequential_id",
          "trade_timestamp",
          false);

  private final Map<String, Pair> pairs;
  private final TradeReader trades;

  UpbitStream(List<Pair> pairs) {
    this.pairs = pairs.stream().collect(Collectors.toMap(Upbit::market, Function.identity()));
    this.trades = new TradeReader(Upbit.NAME, TradeReader.Place.MESSAGE, TRADE, this.pairs);
  }

  @Override
  public String target() {
    return "/websocket/v1";
  }

  @Override
  public List<String> subscriptions() {
    JsonArray codes = new JsonArray(pairs.keySet().stream().sorted().toList());
    return List.of(
        JsonArray.of(
                new JsonObject().put("ticket", UUID.randomUUID().toString()),
                new JsonObject().put("type", "ticker").put("codes", codes),
                new JsonObject()
                    .put("type", "trade")
                    .put("codes", codes)
                    .put("is_only_realtime", true))
            .encode());
  }

  @Override
  public Optional<String> ping() {
    return Optional.of("PING");
  }

  @Override
  public Optional<Tick> trade(byte[] message, long now) {
    return trades.read(message, now);
  }

  @Override
  public StreamNews read(String message, long now) {
    ExchangeAnswer event = ExchangeAnswer.object(Upbit.NAME, message);
    if (event.has("error")) {
      throw new SourceException(Upbit.NAME + " answered with an error");
    }
    return switch (String.valueOf(event.value("type"))) {
      case "trade" -> StreamNews.of(trade(event, now));
      case "ticker" -> StreamNews.of(ticker(event, now));
      default -> StreamNews.NONE;
    };
  }

  private Tick trade(ExchangeAnswer event, long now) {
    return Tick.traded(
        pair(event).symbol(),
        event.price("trade_price"),
        event.price("trade_volume"),
        event.tradeId("sequential_id"),
        event.millis("trade_timestamp", now),
        Upbit.NAME);
  }

  private Tick ticker(ExchangeAnswer event, long now) {
    return Tick.quoted(
        pair(event).symbol(),
        event.price("trade_price"),
        Optional.empty(),
        event.millis("timestamp", now),
        Upbit.NAME);
  }

  private Pair pair(ExchangeAnswer event) {
    Pair pair = pairs.get(String.valueOf(event.value("code")));
    if (pair == null) {
      throw ExchangeAnswer.malformed(Upbit.NAME, "code is none that was asked for");
    }
    return pair;
  }
}
