package tickertalk.benchmark;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import tickertalk.exchange.Bar;
import tickertalk.exchange.SimulatedExchange;

/**
 * A simulated Binance in a process of its own, where every symbol is traded at a steady pace. A
 * price tells which trade of its symbol it is of.
 */
final class SteadyMarket {
  private static final String QUOTE = "USDT";
  private static final BigDecimal FIRST_PRICE = new BigDecimal("10000.00");
  private static final int DECIMALS = 2;
  private static final String AMOUNT = "0.01";

  /** An hour of candles, as the server asks for what it did not see. */
  private static final int BARS = 60;

  private static final int LONG_BARS = 600;

  private static final long MINUTE_MS = Duration.ofMinutes(1).toMillis();

  private final SimulatedExchange exchange;
  private final List<String> markets;
  private final double tradesPerNano;
  private final long begun = System.nanoTime();
  private long trades;

  private SteadyMarket(SimulatedExchange exchange, int symbols, int tradesPerSecond) {
    this.exchange = exchange;
    this.markets = symbols(symbols).stream().map(it -> it.replace("-", "")).toList();
    this.tradesPerNano = tradesPerSecond / 1e9;
  }

  /** The names of so many symbols. */
  static List<String> symbols(int count) {
    return IntStream.range(0, count).mapToObj(i -> "C%03d-%s".formatted(i, QUOTE)).toList();
  }

  /** The price of a symbol's trade: 1, 2, 3 … */
  static String price(long trade) {
    return FIRST_PRICE.add(BigDecimal.valueOf(trade, DECIMALS)).toPlainString();
  }

  /** Which trade of its symbol had this price. */
  static long trade(String price) {
    return new BigDecimal(price).subtract(FIRST_PRICE).movePointRight(DECIMALS).longValueExact();
  }

  /**
   * Starts one that trades from now on.
   *
   * @param life after which it ends, whatever becomes of who started it
   */
  static Server start(Site site, int symbols, int tradesPerSecond, Duration life) {
    int port = Server.freePort();
    List<String> command =
        List.of(
            Site.java(),
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            SteadyMarket.class.getName(),
            "" + port,
            "" + symbols,
            "" + tradesPerSecond,
            "" + life.toMillis());
    Path log = site.work().resolve("market.log");
    return Server.start(command, Map.of(), port, log, Server::listens);
  }

  /** Trades at the port, in so many symbols, so often a second, for so many milliseconds. */
  public static void main(String[] args) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    vertx.setTimer(Long.parseLong(args[3]), id -> System.exit(0));
    SimulatedExchange exchange = SimulatedExchange.binance(vertx, Integer.parseInt(args[0]));
    SteadyMarket market =
        new SteadyMarket(exchange, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    market.open();
    vertx.setPeriodic(1, id -> market.tradeWhatIsDue());
  }

  private void open() {
    long now = System.currentTimeMillis();
    long first = now - Math.floorMod(now, MINUTE_MS) - BARS * MINUTE_MS;
    String price = price(0);
    List<Bar> bars =
        LongStream.range(0, BARS)
            .mapToObj(i -> new Bar(first + i * MINUTE_MS, price, price, price, price, "1"))
            .toList();
    for (String market : markets) {
      exchange.opening(market, price);
      exchange.bars(market, bars);
      exchange.bars(market, Duration.ofHours(1), longBars(Duration.ofHours(1)));
      exchange.bars(market, Duration.ofDays(1), longBars(Duration.ofDays(1)));
    }
  }

  /** A past that is longer than a chart wants, so that it is asked for once. */
  private static List<Bar> longBars(Duration length) {
    long lengthMs = length.toMillis();
    long end = System.currentTimeMillis() / lengthMs * lengthMs;
    String price = price(0);
    return LongStream.range(-LONG_BARS, 0)
        .mapToObj(i -> new Bar(end + i * lengthMs, price, price, price, price, "1"))
        .toList();
  }

  private void tradeWhatIsDue() {
    long due = (long) ((System.nanoTime() - begun) * tradesPerNano);
    for (; trades < due; trades++) {
      String market = markets.get((int) (trades % markets.size()));
      exchange.trade(market, price(trades / markets.size() + 1), AMOUNT);
    }
  }
}
