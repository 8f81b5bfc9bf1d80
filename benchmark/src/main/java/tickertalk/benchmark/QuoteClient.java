package tickertalk.benchmark;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import tickertalk.benchmark.Connection.Purpose;
import tickertalk.benchmark.Dialect.Step;

/**
 * A browser that shows the prices of many symbols, on the thread that calls. Every few milliseconds
 * it is noted how old the trade is by now that each shown price is of.
 */
final class QuoteClient implements Connection.Listener, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long SAMPLE_MS = 5;
  private static final String TOPIC = "price.";

  /** What a symbol shows. */
  private record Shown(String state, long at, long trade) {
    private static final Shown NOTHING = new Shown("nothing", 0, 0);

    boolean isLive() {
      return state.equals("live");
    }
  }

  private final EventLoop loop = new EventLoop();
  private final Arrivals arrivals = new Arrivals(1, PATIENCE);
  private final Histogram behindMs = new Histogram(PATIENCE.toMillis(), 3);
  private final Map<String, Shown> shown = new HashMap<>();
  private final Connection connection;
  private long quotes;
  private long sampledAt;

  /** Lets it in, and has it registered for all of these symbols. */
  QuoteClient(Server server, Dialect dialect, List<String> symbols) {
    symbols.forEach(symbol -> shown.put(symbol, Shown.NOTHING));
    List<Step> steps = symbols.stream().map(QuoteClient::register).toList();
    try {
      InetSocketAddress from = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      Purpose purpose = new Purpose(null, Door.RAW.path(0), steps, false);
      connection = new Connection(from, server.address(), dialect, purpose, new Latencies(), this);
    } catch (IOException e) {
      throw new LoadException("a socket cannot be opened", e);
    }
    arrivals.expect(connection);
    arrivals.letIn(loop).orFail();
  }

  private static Step register(String symbol) {
    return Step.ask(
        "{\"type\":\"register\",\"address\":\"" + TOPIC + symbol + "\",\"replyAddress\":\"r\"}",
        "registered");
  }

  @Override
  public void joined(Connection joined) {
    arrivals.joined(joined);
  }

  @Override
  public void received(Connection from, int messages) {
    throw new LoadException("messages for somebody who is in no room");
  }

  @Override
  public void lost(Connection lost, String why) {
    arrivals.lost(lost, why);
  }

  @Override
  public void answered(Connection from, String frame) {
    JsonObject envelope = new JsonObject(frame);
    if (!envelope.getString("address", "").startsWith(TOPIC)) {
      throw new LoadException("what is no quote: " + frame);
    }
    JsonObject quote = envelope.getJsonObject("body");
    quotes++;
    shown.put(
        quote.getString("symbol"),
        new Shown(
            quote.getString("state"),
            quote.getLong("at"),
            quote.containsKey("price") ? SteadyMarket.trade(quote.getString("price")) : 0));
  }

  /** Waits until every symbol shows a live price. */
  void awaitPrices() {
    loop.runUntil(
        () -> shown.values().stream().allMatch(Shown::isLive),
        System.nanoTime() + PATIENCE.toNanos());
    requireLive();
  }

  private void requireLive() {
    shown.forEach(
        (symbol, price) -> {
          if (!price.isLive()) {
            throw new LoadException(symbol + " shows " + price.state + " and no live price");
          }
        });
  }

  /** Looks at the prices for a while; what was noted before is forgotten. */
  void watch(Duration time) {
    behindMs.reset();
    quotes = 0;
    sampledAt = System.currentTimeMillis();
    loop.runUntil(
        () -> {
          sample(System.currentTimeMillis());
          return false;
        },
        System.nanoTime() + time.toNanos());
    requireLive();
  }

  /** Also the moments at which this thread was busy, when the same was shown. */
  private void sample(long now) {
    for (; sampledAt + SAMPLE_MS <= now; sampledAt += SAMPLE_MS) {
      for (Shown price : shown.values()) {
        behindMs.recordValue(Math.max(0, sampledAt + SAMPLE_MS - price.at));
      }
    }
  }

  /** How far behind the exchange each shown price was, at each moment of the last watch. */
  Histogram behindMs() {
    return behindMs;
  }

  /** How many quotes came in the last watch. */
  long quotes() {
    return quotes;
  }

  /** How many trades there were of all symbols, up to what is shown. */
  long trades() {
    return shown.values().stream().mapToLong(Shown::trade).sum();
  }

  @Override
  public void close() {
    connection.close();
    loop.close();
  }
}
