package tickertalk.price;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Plays a recorded market as if it happened now. */
final class ReplayFeed implements Feed {
  private static final long BEAT_MS = 50;
  private static final long HISTORY_MS = Duration.ofHours(1).toMillis();

  private final Vertx vertx;
  private final Clock clock;
  private final Pair pair;
  private final Replay replay;
  private long playedUntil;
  private long timer = -1; // 0 is somebody's

  ReplayFeed(Vertx vertx, Clock clock, Pair pair, Replay replay) {
    this.vertx = vertx;
    this.clock = clock;
    this.pair = pair;
    this.replay = replay;
    this.playedUntil = beforeOpeningTrade(replay);
  }

  /** The last trade before the start is played first, so that there is a price at once. */
  private static long beforeOpeningTrade(Replay replay) {
    List<Tick> past = pastHour(replay);
    return past.get(past.size() - 1).at() - 1;
  }

  private static List<Tick> pastHour(Replay replay) {
    return replay.ticks(replay.startedAt() - HISTORY_MS, replay.startedAt());
  }

  /** The candles of the hour before the start, ascending, without what is played. */
  static List<Candle> history(Replay replay) {
    long until = beforeOpeningTrade(replay);
    NavigableMap<Long, TradedMinute> minutes = new TreeMap<>();
    pastHour(replay).stream()
        .filter(tick -> tick.at() <= until)
        .forEach(
            tick ->
                minutes.computeIfAbsent(Candle.openTime(tick.at()), TradedMinute::new).add(tick));
    return minutes.values().stream().map(TradedMinute::candle).toList();
  }

  @Override
  public void start(Listener listener) {
    listener.watching(pair.symbol(), Replay.SOURCE, true);
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
