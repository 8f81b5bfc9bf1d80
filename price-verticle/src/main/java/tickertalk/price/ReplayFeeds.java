package tickertalk.price;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Feeds that replay the record. */
final class ReplayFeeds implements Feeds {
  private final Vertx vertx;
  private final Clock clock;
  private final Recording recording;
  private final int speed;
  private final Map<Pair, Replay> replays = new HashMap<>();

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
  public boolean medians() {
    return false;
  }

  @Override
  public List<Feed> of(List<Pair> pairs) {
    return pairs.stream().<Feed>map(this::feed).toList();
  }

  /** What is played, and its past, begin with the same moment; the next time begins anew. */
  private ReplayFeed feed(Pair pair) {
    Replay replay = replay(pair);
    replays.remove(pair);
    return new ReplayFeed(vertx, clock, pair, replay);
  }

  private Replay replay(Pair pair) {
    return replays.computeIfAbsent(
        pair, it -> new Replay(recording, pair.symbol(), speed, clock.millis()));
  }

  @Override
  public List<String> sourcesOf(Pair pair) {
    return Replay.covers(pair) ? List.of(Replay.SOURCE) : List.of();
  }

  @Override
  public Future<List<Candle>> history(
      Pair pair, Optional<String> preferred, PastQuestion question) {
    return Future.succeededFuture(ReplayFeed.history(replay(pair)));
  }

  @Override
  public String whyNot(Pair pair) {
    return "the recorded market has no " + pair.symbol();
  }
}
