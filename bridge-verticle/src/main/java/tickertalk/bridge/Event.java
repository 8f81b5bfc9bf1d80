package tickertalk.bridge;

import java.util.Objects;
import tickertalk.contract.Topic;
import tickertalk.contract.Topic.Delivery;

/** What a service published, on its way to everybody here who listens to it; encoded once. */
final class Event {
  private final Topic topic;
  private final String address;
  private final Object body;
  private final String envelope;

  /**
   * An event.
   *
   * @param address as browsers know it
   * @param body what was published
   */
  Event(Topic topic, String address, Object body) {
    this.topic = topic;
    this.address = Objects.requireNonNull(address);
    this.body = body;
    this.envelope = Frames.rec(address, body);
  }

  String address() {
    return address;
  }

  Object body() {
    return body;
  }

  Delivery delivery() {
    return topic.delivery();
  }

  /** The text of the bridge protocol's {@code rec} envelope. */
  String envelope() {
    return envelope;
  }
}
