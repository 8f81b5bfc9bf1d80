package tickertalk.storage;

/** What one transaction does. */
@FunctionalInterface
public interface Work<T> {
  T run(Sql sql);
}
