package tickertalk.bridge;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tickertalk.contract.Caller;
import tickertalk.contract.Topic;

/**
 * What one browser listens to, within what the contract's tables allow it. Who listens to a room's
 * entries is in the room. For one thread.
 */
final class Registrations {
  private final Optional<Caller> caller;
  private final Loop loop;
  private final Subscriber browser;
  private final Map<String, Registration> byAddress = new HashMap<>();
  private final Set<String> entered = new HashSet<>();

  private record Registration(Topic topic, String busAddress) {}

  Registrations(Optional<Caller> caller, Loop loop, Subscriber browser) {
    this.caller = caller;
    this.loop = loop;
    this.browser = browser;
  }

  /**
   * Begins to listen. Done when events published from then on will reach the browser; fails with a
   * {@link RefusedException}.
   */
  Future<Void> add(Envelope envelope) {
    try {
      Registration registration = permitted(envelope);
      // At once, before the room is known to exist: what the browser sends next may cause an event.
      Future<Void> live = listen(envelope, registration);
      return existing(envelope, registration)
          .onFailure(refused -> remove(envelope.address()))
          .onSuccess(exists -> enter(envelope.address(), registration))
          .compose(exists -> live);
    } catch (RefusedException e) {
      return Future.failedFuture(e);
    }
  }

  /** What a register comes to by the table; the caller's own notices by the caller's id. */
  private Registration permitted(Envelope envelope) throws RefusedException {
    String address = envelope.address();
    int max = loop.limits().maxRegistrations();
    if (byAddress.size() >= max && !byAddress.containsKey(address)) {
      loop.metrics().reached(Limit.REGISTRATIONS);
      throw envelope.refused(
          Refusal.MAX_HANDLERS_REACHED, "a socket may register " + max + " addresses");
    }
    if (address.equals(Topic.NOTICE_ME)) {
      return caller
          .map(who -> Topic.NOTICE_USER.address(who.person().id()))
          .map(own -> new Registration(Topic.NOTICE_USER, own))
          .orElseThrow(() -> envelope.refused(Refusal.NOT_LOGGED_IN, address + " needs a session"));
    }
    return Topic.registrableAt(address)
        .map(topic -> new Registration(topic, address))
        .orElseThrow(
            () -> envelope.refused(Refusal.ACCESS_DENIED, address + " cannot be registered"));
  }

  private Future<Void> existing(Envelope envelope, Registration registration) {
    if (!registration.topic.isOfARoom()) {
      return Future.succeededFuture();
    }
    String room = registration.topic.ending(registration.busAddress);
    return loop.rooms()
        .mayExist(room)
        .compose(
            exists ->
                exists
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        envelope.refused(
                            Refusal.UNKNOWN_ROOM, "room: no such room \"" + room + "\"")));
  }

  private Future<Void> listen(Envelope envelope, Registration registration) {
    String address = envelope.address();
    byAddress.putIfAbsent(address, registration);
    return loop.hub()
        .subscribe(registration.busAddress, address, registration.topic, browser)
        .recover(
            cause -> {
              remove(address);
              return Future.failedFuture(
                  envelope.refused(
                      Refusal.REGISTRATION_FAILURE, "cannot be registered now, try again"));
            });
  }

  /** Ceases to listen to an address; does nothing when nobody listened. */
  void remove(String address) {
    Registration registration = byAddress.remove(address);
    if (registration != null) {
      leave(address, registration);
    }
  }

  /** Ceases to listen to anything, for good. */
  void clear() {
    byAddress.forEach(this::leave);
    byAddress.clear();
  }

  private void enter(String address, Registration registration) {
    if (registration.topic == Topic.CHAT_ROOM
        && byAddress.containsKey(address)
        && caller.isPresent()
        && entered.add(address)) {
      loop.attendance().enter(Topic.CHAT_ROOM.ending(address), caller.get().person());
    }
  }

  private void leave(String address, Registration registration) {
    loop.hub().unsubscribe(registration.busAddress, browser);
    if (entered.remove(address)) {
      loop.attendance().leave(Topic.CHAT_ROOM.ending(address), caller.orElseThrow().person());
    }
  }
}
