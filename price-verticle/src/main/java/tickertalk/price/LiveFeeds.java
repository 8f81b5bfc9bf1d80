package tickertalk.price;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Feeds that ask exchanges. */
final class LiveFeeds implements Feeds {
  private final Vertx vertx;
  private final Clock clock;
  private final List<Source> sources;
  private final Duration interval;

  /**
   * Feeds of these sources.
   *
   * @param sources the most preferred first
   */
  LiveFeeds(Vertx vertx, Clock clock, List<Source> sources, Duration interval) {
    this.vertx = vertx;
    this.clock = clock;
    this.sources = sources;
    this.interval = interval;
  }

  @Override
  public MarketKind kind() {
    return MarketKind.LIVE;
  }

  @Override
  public Optional<Feed> of(Pair pair) {
    List<Source> serving = sources.stream().filter(source -> source.trades(pair)).toList();
    return serving.isEmpty() ? Optional.empty() : Optional.of(poll(pair, serving));
  }

  private Feed poll(Pair pair, List<Source> serving) {
    Rota rota = new Rota(serving, () -> ThreadLocalRandom.current().nextDouble());
    return new PollingFeed(vertx, clock, pair, rota, interval);
  }

  @Override
  public String whyNot(Pair pair) {
    return sources.size() == 1
        ? sources.get(0).name() + " has no " + pair.symbol()
        : "no source has " + pair.symbol();
  }
}
