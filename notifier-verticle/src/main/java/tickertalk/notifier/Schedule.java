package tickertalk.notifier;

import java.time.Duration;

/**
 * The instants of the periodic notice: whole multiples of the gap since the epoch. They do not
 * drift with what each sending takes, and whoever takes over goes on in the same step.
 */
record Schedule(Duration gap) {
  /** The first instant after this one, both in epoch milliseconds. */
  long after(long instant) {
    long gapMs = gap.toMillis();
    return (Math.floorDiv(instant, gapMs) + 1) * gapMs;
  }
}
