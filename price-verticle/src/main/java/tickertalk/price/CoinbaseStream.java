package tickertalk.price;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Coinbase's feed: every match, the ticker, and a heartbeat each second, which says what the last
 * trade was: while that is the one we know, its price stands.
 */
final class CoinbaseStream implements StreamWire {
  private static final TradeReader.Names MATCH =
      new TradeReader.Names(
          "type", "match", "product_id", "price", "size", "trade_id", "time", true);

  private final List<Pair> pairs;
  private final Map<String, Pair> products;
  private final TradeReader matches;
  private final Map<String, Tick> lastTrades = new HashMap<>();

  CoinbaseStream(List<Pair> pairs) {
    this.pairs = pairs;
    this.products = pairs.stream().collect(Collectors.toMap(Pair::symbol, Function.identity()));
    this.matches = new TradeReader(Coinbase.NAME, TradeReader.Place.MESSAGE, MATCH, this.products);
  }

  @Override
  public String target() {
    return "/";
  }

  /** One by one, for a product that is not there makes the whole message an error. */
  @Override
  public List<String> subscriptions() {
    return pairs.stream().map(CoinbaseStream::subscription).toList();
  }

  private static String subscription(Pair pair) {
    return new JsonObject()
        .put("type", "subscribe")
        .put("product_ids", JsonArray.of(pair.symbol()))
        .put("channels", JsonArray.of("matches", "ticker", "heartbeat"))
        .encode();
  }

  @Override
  public Optional<Tick> trade(byte[] message, long now) {
    return matches.read(message, now).map(this::remembered);
  }

  private Tick remembered(Tick trade) {
    lastTrades.put(trade.symbol(), trade);
    return trade;
  }

  @Override
  public StreamNews read(String message, long now) {
    ExchangeAnswer event = ExchangeAnswer.object(Coinbase.NAME, message);
    return switch (String.valueOf(event.value("type"))) {
      case "match" -> StreamNews.of(match(event, now));
      case "last_match" -> StreamNews.of(lastMatch(event, now));
      case "ticker" -> StreamNews.of(ticker(event, now));
      case "heartbeat" -> heartbeat(event, now);
      case "error" -> throw new SourceException(Coinbase.NAME + " answered with an error");
      default -> StreamNews.NONE;
    };
  }

  private Tick match(ExchangeAnswer event, long now) {
    return remembered(
        Tick.traded(
            product(event),
            event.price("price"),
            event.price("size"),
            event.tradeId("trade_id"),
            event.isoTime("time", now),
            Coinbase.NAME));
  }

  /** It was before this connection, so it does not say that the next trade is told. */
  private Tick lastMatch(ExchangeAnswer event, long now) {
    Tick trade = match(event, now);
    return Tick.quoted(trade.symbol(), trade.price(), Optional.empty(), trade.at(), Coinbase.NAME);
  }

  private Tick ticker(ExchangeAnswer event, long now) {
    Tick tick = Coinbase.quote(product(event), event, now);
    return event.has("open_24h")
        ? Tick.quoted(
            tick.symbol(),
            tick.price(),
            Optional.of(BinanceStream.change(event.price("open_24h"), tick.price())),
            tick.at(),
            Coinbase.NAME)
        : tick;
  }

  private StreamNews heartbeat(ExchangeAnswer event, long now) {
    Tick last = lastTrades.get(product(event));
    boolean stands =
        last != null
            && event.has("last_trade_id")
            && String.valueOf(event.value("last_trade_id")).equals("" + last.tradeId());
    return stands
        ? StreamNews.of(
            Tick.quoted(
                last.symbol(),
                last.price(),
                Optional.empty(),
                event.isoTime("time", now),
                Coinbase.NAME))
        : StreamNews.NONE;
  }

  private String product(ExchangeAnswer event) {
    String product = String.valueOf(event.value("product_id"));
    if (!products.containsKey(product)) {
      throw ExchangeAnswer.malformed(Coinbase.NAME, "product_id is none that was asked for");
    }
    return product;
  }
}
