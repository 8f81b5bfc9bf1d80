package tickertalk.notifier;

import io.vertx.core.eventbus.EventBus;
import java.util.Optional;
import tickertalk.contract.Notice;
import tickertalk.contract.Topic;

/**
 * A notice that is stored, and may be told.
 *
 * @param to the person's id; empty for everybody
 */
record Sent(Optional<String> to, Notice notice) {
  /** The topic's address where its readers listen. */
  String address() {
    return to.map(Topic.NOTICE_USER::address).orElse(Topic.NOTICE_ALL.address(""));
  }

  void tell(EventBus bus) {
    bus.publish(address(), notice.toJson());
  }
}
