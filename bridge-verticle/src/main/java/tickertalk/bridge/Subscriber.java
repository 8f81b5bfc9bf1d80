package tickertalk.bridge;

/** Somebody on this bridge who listens to an address. */
@FunctionalInterface
interface Subscriber {
  /** Gets an event; must not block. */
  void deliver(Event event);

  /** Gets the events of an address that came together, in their order. */
  default void deliver(Batch batch) {
    batch.events().forEach(this::deliver);
  }

  /** The turn is over: what was delivered may go out. */
  default void flush() {}
}
