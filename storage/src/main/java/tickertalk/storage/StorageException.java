package tickertalk.storage;

/** The database is away, or did not do as it was told; nothing of the transaction was kept. */
public class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
