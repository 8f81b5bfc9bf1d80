package tickertalk.benchmark;

/** A server did not do what the measurement needs, so that there is nothing to measure. */
final class LoadException extends RuntimeException {
  LoadException(String message) {
    super(message);
  }

  LoadException(String message, Throwable cause) {
    super(message, cause);
  }
}
