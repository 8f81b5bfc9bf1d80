package tickertalk.price;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Binance's combined stream: every trade, and once a second the small ticker, which also says that
 * a quiet market is quiet.
 */
final class BinanceStream implements StreamWire {
  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private static final TradeReader.Names TRADE =
      new TradeReader.Names("e", "trade", "s", "p", "q", "t", "T", false);

  private final Map<String, Pair> pairs;
  private final TradeReader trades;

  BinanceStream(List<Pair> pairs) {
    this.pairs = pairs.stream().collect(Collectors.toMap(Binance::market, Function.identity()));
    this.trades = new TradeReader(Binance.NAME, TradeReader.Place.DATA, TRADE, this.pairs);
  }

  /** The names of streams are in the address, so nothing need be said; they are in lower case. */
  @Override
  public String target() {
    return pairs.keySet().stream()
        .sorted()
        .map(market -> market.toLowerCase(Locale.ROOT))
        .map(market -> market + "@miniTicker/" + market + "@trade")
        .collect(Collectors.joining("/", "/stream?streams=", ""));
  }

  @Override
  public List<String> subscriptions() {
    return List.of();
  }

  @Override
  public Optional<Tick> trade(byte[] message, long now) {
    return trades.read(message, now);
  }

  @Override
  public StreamNews read(String message, long now) {
    ExchangeAnswer envelope = ExchangeAnswer.object(Binance.NAME, message);
    Binance.refuseError(envelope);
    ExchangeAnswer event =
        envelope.has("data")
            ? ExchangeAnswer.of(Binance.NAME, envelope.value("data"), "data")
            : envelope;
    if (event.says("e", "trade")) {
      return StreamNews.of(trade(event, now));
    }
    if (event.says("e", "24hrMiniTicker")) {
      return StreamNews.of(miniTicker(event, now));
    }
    return event.says("e", "serverShutdown") ? StreamNews.ENDING : StreamNews.NONE;
  }

  private Tick trade(ExchangeAnswer event, long now) {
    return Tick.traded(
        pair(event).symbol(),
        event.price("p"),
        event.price("q"),
        event.tradeId("t"),
        event.millis("T", now),
        Binance.NAME);
  }

  private Tick miniTicker(ExchangeAnswer event, long now) {
    BigDecimal close = event.price("c");
    return Tick.quoted(
        pair(event).symbol(),
        close,
        Optional.of(change(event.price("o"), close)),
        event.millis("E", now),
        Binance.NAME);
  }

  /** With three decimals, as Binance's own statistics have it. */
  static BigDecimal change(BigDecimal open, BigDecimal close) {
    BigDecimal percent =
        close.subtract(open).multiply(HUNDRED).divide(open, 3, RoundingMode.HALF_UP);
    BigDecimal shortest = percent.stripTrailingZeros();
    return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
  }

  private Pair pair(ExchangeAnswer event) {
    Pair pair = pairs.get(String.valueOf(event.value("s")));
    if (pair == null) {
      throw ExchangeAnswer.malformed(Binance.NAME, "s is none that was asked for");
    }
    return pair;
  }
}
