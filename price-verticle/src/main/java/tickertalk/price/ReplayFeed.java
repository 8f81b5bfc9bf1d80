package tickertalk.price;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Plays a recorded market as if it happened now. */
final class ReplayFeed implements Feed {
  private static final long BEAT_MS = 50;
  private static final long HISTORY_MS = Duration.ofHours(1).toMillis();

  private final Vertx vertx;
  private final Clock clock;
  private final Replay replay;
  private final long startedAt;
  private long playedUntil;
  private long timer;

  ReplayFeed(Vertx vertx, Clock clock, Recording recording, String symbol, int speed) {
    this.vertx = vertx;
    this.clock = clock;
    this.startedAt = clock.millis();
    this.replay = new Replay(recording, symbol, speed, startedAt);
    this.playedUntil = openingTradeAt() - 1;
  }

  /** The last trade before the start is played first, so that there is a price at once. */
  private long openingTradeAt() {
    List<Tick> past = pastHour();
    return past.get(past.size() - 1).at();
  }

  private List<Tick> pastHour() {
    return replay.ticks(startedAt - HISTORY_MS, startedAt);
  }

  @Override
  public Future<List<Candle>> history() {
    CandleBuilder builder = new CandleBuilder();
    pastHour().stream().filter(tick -> tick.at() <= playedUntil).forEach(builder::add);
    return Future.succeededFuture(builder.unsaved());
  }

  @Override
  public void start(Listener listener) {
    timer = vertx.setPeriodic(0, BEAT_MS, id -> play(listener));
  }

  /** A machine that slept for longer than the history goes on as if it had just started. */
  private void play(Listener listener) {
    long now = clock.millis();
    if (now > playedUntil) {
      long after = Math.max(playedUntil, now - HISTORY_MS);
      List<Tick> due = replay.ticks(after, now);
      playedUntil = now;
      due.forEach(listener::tick);
    }
  }

  @Override
  public void stop() {
    vertx.cancelTimer(timer);
  }
}
