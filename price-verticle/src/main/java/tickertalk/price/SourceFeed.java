package tickertalk.price;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An exchange's prices: by its stream, and by asking for each symbol that the stream is silent
 * about. One connection serves all symbols.
 */
final class SourceFeed implements Feed, ExchangeStream.Listener, Poller.Listener {
  private static final Logger log = LoggerFactory.getLogger(SourceFeed.class);

  /** How long the stream may say nothing of a symbol before it is asked for. */
  static final Duration SILENCE = Duration.ofSeconds(2);

  private final Source source;
  private final List<Pair> pairs;
  private final ExchangeStream stream;
  private final Poller poller;
  private final Map<String, Long> heardAt = new HashMap<>();
  private final Set<String> unserved = new HashSet<>();
  private final Set<String> everUnserved = new HashSet<>();
  private Listener listener;

  /**
   * A feed that has not begun.
   *
   * @param pairs those that the source trades
   * @param interval between two questions for a symbol
   * @param life of a connection
   * @param random gives numbers from 0 to 1
   */
  SourceFeed(
      Vertx vertx,
      Source source,
      List<Pair> pairs,
      Duration interval,
      Duration life,
      DoubleSupplier random) {
    this.source = source;
    this.pairs = List.copyOf(pairs);
    this.stream =
        new ExchangeStream(
            vertx,
            source.host(),
            () -> source.stream(this.pairs),
            this.pairs.stream().map(Pair::symbol).toList(),
            life,
            random,
            this);
    this.poller =
        new Poller(vertx, source, this.pairs, interval, random, this::isSilentAbout, this);
  }

  @Override
  public void start(Listener whom) {
    listener = whom;
    poller.start();
    stream.start();
  }

  private boolean isSilentAbout(Pair pair) {
    Long heard = heardAt.get(pair.symbol());
    return heard == null || source.host().now() - heard > SILENCE.toMillis();
  }

  @Override
  public void ticks(List<Tick> ticks) {
    long now = source.host().now();
    for (Tick tick : ticks) {
      String symbol = tick.symbol();
      // A subscription that the exchange forgot is not told by the others' ticks.
      boolean first = heardAt.put(symbol, now) == null;
      boolean isServedAgain = tick.isTrade() && unserved.remove(symbol);
      if ((first && !unserved.contains(symbol)) || isServedAgain) {
        listener.watching(symbol, source.name(), true);
      }
      listener.tick(tick);
    }
  }

  /** Its ticker may go on, and made the symbol count as watched, with minutes that look quiet. */
  @Override
  public void unserved(String symbol) {
    if (everUnserved.add(symbol)) {
      log.warn("{}: {} does not tell its trades", symbol, source.name());
    }
    if (unserved.add(symbol)) {
      listener.watching(symbol, source.name(), false);
    }
    listener.refused(symbol, source.name(), source.name() + " does not serve " + symbol);
  }

  /** Also of a symbol that the new connection is silent about, as if it were not subscribed to. */
  @Override
  public void handedOver(HandOver over) {
    for (String symbol : over.doubtful()) {
      if (over.isHeard(symbol)) {
        listener.missed(symbol);
      } else {
        heardAt.remove(symbol);
        listener.watching(symbol, source.name(), false);
      }
    }
    over.unserved().forEach(this::unserved);
  }

  @Override
  public void down(SourceException reason) {
    heardAt.clear();
    unserved.clear();
    for (Pair pair : pairs) {
      listener.watching(pair.symbol(), source.name(), false);
      listener.refused(pair.symbol(), source.name(), reason.getMessage());
    }
  }

  /** It may have been a trade of any of them. */
  @Override
  public void unusable(SourceException failure) {
    for (Pair pair : pairs) {
      listener.missed(pair.symbol());
      listener.refused(pair.symbol(), source.name(), failure.getMessage());
    }
  }

  @Override
  public void tick(Tick tick) {
    listener.tick(tick);
  }

  @Override
  public void refused(Pair pair, SourceException failure) {
    listener.refused(pair.symbol(), source.name(), failure.getMessage());
  }

  @Override
  public void stop() {
    stream.stop();
    poller.stop();
  }
}
