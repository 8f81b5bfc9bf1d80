package tickertalk.bridge;

import tickertalk.contract.Topic.Delivery;

/** Somebody on this bridge who listens to an address. */
@FunctionalInterface
interface Subscriber {
  /** Gets a frame that is ready for the wire. */
  void deliver(Delivery delivery, String address, String frame);
}
