package tickertalk.bridge;

/** Somebody on this bridge who listens to an address. */
@FunctionalInterface
interface Subscriber {
  /** Gets an event; must not block. */
  void deliver(Event event);
}
