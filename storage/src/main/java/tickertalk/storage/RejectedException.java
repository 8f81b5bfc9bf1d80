package tickertalk.storage;

/** The database is there, and does not take what it was given: trying again will not help. */
public class RejectedException extends StorageException {
  private static final long serialVersionUID = 1L;

  RejectedException(String message, Throwable cause) {
    super(message, cause);
  }
}
