package tickertalk.price;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Kraken's WebSocket API, version 2: every trade, and the ticker with each change of the best bid
 * and offer, which says that a quiet market is quiet. Its ticker may have no time; a price is then
 * as old as its arrival.
 */
final class KrakenStream implements StreamWire {
  private static final TradeReader.Names TRADE =
      new TradeReader.Names(
          "channel", "trade", "symbol", "price", "qty", "trade_id", "timestamp", true);

  private final Map<String, Pair> pairs;
  private final TradeReader trades;

  KrakenStream(List<Pair> pairs) {
    this.pairs = pairs.stream().collect(Collectors.toMap(KrakenStream::own, Function.identity()));
    this.trades = new TradeReader(Kraken.NAME, TradeReader.Place.DATA_ELEMENT, TRADE, this.pairs);
  }

  /** Version 2 calls currencies as everybody does, unlike REST. */
  private static String own(Pair pair) {
    return pair.base() + "/" + pair.quote();
  }

  @Override
  public String target() {
    return "/v2";
  }

  @Override
  public List<String> subscriptions() {
    return List.of(
        subscription("trade", new JsonObject().put("snapshot", false)),
        subscription("ticker", new JsonObject().put("event_trigger", "bbo")));
  }

  private String subscription(String channel, JsonObject params) {
    params.put("channel", channel);
    params.put("symbol", new JsonArray(pairs.keySet().stream().sorted().toList()));
    return new JsonObject().put("method", "subscribe").put("params", params).encode();
  }

  @Override
  public Optional<Tick> trade(byte[] message, long now) {
    return trades.read(message, now);
  }

  @Override
  public StreamNews read(String message, long now) {
    ExchangeAnswer event = ExchangeAnswer.object(Kraken.NAME, message);
    if (event.has("error") || Boolean.FALSE.equals(event.value("success"))) {
      return refusal(event);
    }
    return switch (String.valueOf(event.value("channel"))) {
      case "trade" -> all(event, now, this::trade);
      case "ticker" -> all(event, now, this::ticker);
      default -> StreamNews.NONE;
    };
  }

  /** One pair among many is refused by its name, and the others are served. */
  private StreamNews refusal(ExchangeAnswer event) {
    Pair refused = pairs.get(String.valueOf(event.value("symbol")));
    if (refused == null || !event.says("method", "subscribe")) {
      throw new SourceException(Kraken.NAME + " answered with an error");
    }
    return StreamNews.unserved(refused.symbol());
  }

  private static StreamNews all(
      ExchangeAnswer event, long now, BiFunction<ExchangeAnswer, Long, Tick> reader) {
    List<Tick> ticks = new ArrayList<>();
    for (Object line : ExchangeAnswer.array(Kraken.NAME, event.value("data"), "data")) {
      ticks.add(reader.apply(ExchangeAnswer.of(Kraken.NAME, line, "data"), now));
    }
    return StreamNews.of(ticks);
  }

  private Tick trade(ExchangeAnswer line, long now) {
    return Tick.traded(
        pair(line).symbol(),
        line.price("price"),
        line.price("qty"),
        line.tradeId("trade_id"),
        line.isoTime("timestamp", now),
        Kraken.NAME);
  }

  private Tick ticker(ExchangeAnswer line, long now) {
    return Tick.quoted(
        pair(line).symbol(),
        line.price("last"),
        line.decimal("change_pct"),
        line.isoTime("timestamp", now),
        Kraken.NAME);
  }

  private Pair pair(ExchangeAnswer line) {
    Pair pair = pairs.get(String.valueOf(line.value("symbol")));
    if (pair == null) {
      throw ExchangeAnswer.malformed(Kraken.NAME, "symbol is none that was asked for");
    }
    return pair;
  }
}
