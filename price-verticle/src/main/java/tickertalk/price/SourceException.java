package tickertalk.price;

import java.time.Duration;

/**
 * A source that gave no price. The message is the reason as people get to read it, so it holds
 * nothing that the source wrote. No stack trace: sources fail as a matter of course.
 */
final class SourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;
  private final boolean notFound;

  SourceException(String reason) {
    this(reason, Duration.ZERO, false);
  }

  /**
   * A source that wants to be left alone.
   *
   * @param retryAfter no request before this is over
   */
  SourceException(String reason, Duration retryAfter) {
    this(reason, retryAfter, false);
  }

  private SourceException(String reason, Duration retryAfter, boolean notFound) {
    super(reason, null, false, false);
    this.retryAfter = retryAfter;
    this.notFound = notFound;
  }

  /** The host does not have what was asked for. */
  static SourceException notFound(String reason) {
    return new SourceException(reason, Duration.ZERO, true);
  }

  boolean isNotFound() {
    return notFound;
  }

  Duration retryAfter() {
    return retryAfter;
  }
}
