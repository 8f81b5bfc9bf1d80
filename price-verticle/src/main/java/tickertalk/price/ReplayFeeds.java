package tickertalk.price;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Optional;

/** Feeds that replay the record. */
final class ReplayFeeds implements Feeds {
  private final Vertx vertx;
  private final Clock clock;
  private final Recording recording;
  private final int speed;

  ReplayFeeds(Vertx vertx, Clock clock, Recording recording, int speed) {
    this.vertx = vertx;
    this.clock = clock;
    this.recording = recording;
    this.speed = speed;
  }

  @Override
  public MarketKind kind() {
    return MarketKind.REPLAY;
  }

  @Override
  public Optional<Feed> of(Pair pair) {
    return Replay.covers(pair)
        ? Optional.of(new ReplayFeed(vertx, clock, recording, pair.symbol(), speed))
        : Optional.empty();
  }

  @Override
  public String whyNot(Pair pair) {
    return "the recorded market has no " + pair.symbol();
  }
}
