package tickertalk.bridge;

import io.vertx.core.json.JsonObject;
import java.util.Objects;
import tickertalk.contract.Topic;
import tickertalk.contract.Topic.Delivery;

/** What a service published, on its way to everybody here who listens to it; encoded once. */
final class Event {
  private final String address;
  private final Object body;
  private final Delivery delivery;
  private final String conflationKey;
  private final String envelope;

  Event(String address, Object body, Delivery delivery, String envelope) {
    this.address = Objects.requireNonNull(address);
    this.body = body;
    this.delivery = delivery;
    this.conflationKey = keyOf(address, body);
    this.envelope = envelope;
  }

  /**
   * An event of a topic.
   *
   * @param address as browsers know it
   * @param body what was published
   */
  static Event of(Topic topic, String address, Object body) {
    return new Event(address, body, topic.delivery(body), Frames.rec(address, body));
  }

  /** An address may carry several kinds, and one over several windows; each has its newest. */
  private static String keyOf(String address, Object body) {
    if (!(body instanceof JsonObject json && json.getValue("kind") instanceof String kind)) {
      return address;
    }
    String key = address + ' ' + kind;
    return json.getValue("window") instanceof String window ? key + ' ' + window : key;
  }

  String address() {
    return address;
  }

  Object body() {
    return body;
  }

  boolean isNewestOnly() {
    return delivery == Delivery.NEWEST_ONLY;
  }

  /** Equal for events of which only the newest counts. */
  String conflationKey() {
    return conflationKey;
  }

  /** The text of the bridge protocol's {@code rec} envelope. */
  String envelope() {
    return envelope;
  }
}
