package tickertalk.price;

import java.time.Duration;

/**
 * A source as one symbol deals with it: whether its answer is awaited, or it is to be left alone.
 */
final class Contact {
  /**
   * How long an answer is awaited before the next source is asked too. With it and the next one's
   * answer a silent source is replaced within 3 s.
   */
  static final Duration SILENCE = Duration.ofSeconds(2);

  private final int rank;
  private final Source source;
  private final BackOff backOff;
  private boolean asked;
  private long askedAt;

  /**
   * A source that was not asked yet.
   *
   * @param rank its place in the order of preference, from 0
   */
  Contact(int rank, Source source, BackOff backOff) {
    this.rank = rank;
    this.source = source;
    this.backOff = backOff;
  }

  int rank() {
    return rank;
  }

  Source source() {
    return source;
  }

  /** Whether it was asked so shortly ago that its answer is still to be expected. */
  boolean isAwaited(long now) {
    return asked && now - askedAt < SILENCE.toMillis();
  }

  boolean mayBeAsked(long now) {
    return !asked && backOff.over(now);
  }

  void ask(long now) {
    asked = true;
    askedAt = now;
  }

  /** Notes an answer; true if it ends a row of failures. */
  boolean answered() {
    boolean recovered = backOff.failures() > 0;
    asked = false;
    backOff.succeeded();
    return recovered;
  }

  /** Notes a failure; true if it is the first of a row. */
  boolean failed(long now, Duration retryAfter) {
    asked = false;
    backOff.failed(now, retryAfter);
    return backOff.failures() == 1;
  }
}
