package tickertalk.launcher;

/** An option that stops the start; the message names it. */
final class OptionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OptionException(String message) {
    super(message);
  }
}
