package tickertalk.notifier;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.function.LongConsumer;

/** Beats at the instants of a schedule. What was missed, while the machine slept, is left out. */
final class Metronome {
  private final Vertx vertx;
  private final Clock clock;
  private final Schedule schedule;
  private final LongConsumer beat;
  private long timer = -1; // 0 is somebody's

  /**
   * A metronome at rest.
   *
   * @param beat gets the instant it stands for, in epoch milliseconds
   */
  Metronome(Vertx vertx, Clock clock, Schedule schedule, LongConsumer beat) {
    this.vertx = vertx;
    this.clock = clock;
    this.schedule = schedule;
    this.beat = beat;
  }

  void start() {
    awaitBeatAfter(clock.millis());
  }

  void stop() {
    vertx.cancelTimer(timer);
  }

  private void awaitBeatAfter(long last) {
    long instant = schedule.after(last);
    timer =
        vertx.setTimer(
            Math.max(1, instant - clock.millis()),
            fired -> {
              // A timer may fire just before its instant by this clock, which must not beat twice.
              awaitBeatAfter(Math.max(instant, clock.millis()));
              beat.accept(instant);
            });
  }
}
