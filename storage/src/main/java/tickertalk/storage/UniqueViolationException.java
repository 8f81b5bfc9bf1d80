package tickertalk.storage;

/** What was to be unique is there already. */
public final class UniqueViolationException extends RejectedException {
  private static final long serialVersionUID = 1L;

  UniqueViolationException(Throwable cause) {
    super("already there", cause);
  }
}
