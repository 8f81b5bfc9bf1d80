package tickertalk.price;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long a source that failed is left alone: 1 s, doubled with each further failure up to 30 s,
 * and half of it at random, so that those who failed together do not come back together.
 */
final class BackOff {
  private static final long FIRST_MS = 1_000;
  private static final long LONGEST_MS = 30_000;

  private final DoubleSupplier random;
  private int failures;
  private long until = Long.MIN_VALUE;

  /**
   * A back-off that has not begun.
   *
   * @param random gives numbers from 0 to 1
   */
  BackOff(DoubleSupplier random) {
    this.random = random;
  }

  /**
   * Begins, or goes on.
   *
   * @param atLeast what the source itself demands
   */
  void failed(long now, Duration atLeast) {
    long full = Math.min(LONGEST_MS, FIRST_MS << Math.min(failures, 10));
    failures++;
    long delay = full / 2 + (long) (full / 2.0 * random.getAsDouble());
    until = now + Math.max(delay, atLeast.toMillis());
  }

  void succeeded() {
    failures = 0;
    until = Long.MIN_VALUE;
  }

  boolean over(long now) {
    return now >= until;
  }

  /** Epoch milliseconds of its end; long ago if it has not begun. */
  long endsAt() {
    return until;
  }

  /** How many times in a row it failed. */
  int failures() {
    return failures;
  }
}
