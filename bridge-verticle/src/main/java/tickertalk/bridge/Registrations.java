package tickertalk.bridge;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tickertalk.contract.Caller;
import tickertalk.contract.RoomAccess;
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

  /** What is listened to, and who hears it first. */
  private record Registration(Topic topic, String busAddress, Subscriber ear) {}

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
      return admitted(envelope, registration)
          .onFailure(refused -> remove(envelope.address(), registration))
          .onSuccess(may -> enter(envelope.address(), registration))
          .compose(may -> live);
    } catch (RefusedException e) {
      return Future.failedFuture(e);
    }
  }

  /** What a register comes to by the table; the caller's own notices by the caller's id. */
  private Registration permitted(Envelope envelope) throws RefusedException {
    String address = envelope.address();
    if (byAddress.containsKey(address)) {
      return byAddress.get(address);
    }
    int max = loop.limits().maxRegistrations();
    if (byAddress.size() >= max) {
      loop.metrics().reached(Limit.REGISTRATIONS);
      throw envelope.refused(
          Refusal.MAX_HANDLERS_REACHED, "a socket may register " + max + " addresses");
    }
    if (address.equals(Topic.NOTICE_ME)) {
      return caller
          .map(who -> Topic.NOTICE_USER.address(who.person().id()))
          .map(own -> new Registration(Topic.NOTICE_USER, own, browser))
          .orElseThrow(() -> envelope.refused(Refusal.NOT_LOGGED_IN, address + " needs a session"));
    }
    Topic topic =
        Topic.registrableAt(address)
            .orElseThrow(
                () -> envelope.refused(Refusal.ACCESS_DENIED, address + " cannot be registered"));
    if (!topic.isOfARoom()) {
      return new Registration(topic, address, browser);
    }
    String room = topic.ending(address);
    // Who is not for the room under either rule need not wait for chat to say which it has.
    requireAdmitted(envelope, loop.rooms().known(room).orElse(RoomAccess.PUBLIC), room);
    return new Registration(topic, address, mayWhatever(room) ? browser : waiting());
  }

  private boolean mayWhatever(String room) {
    return loop.rooms().known(room).isPresent() || RoomAccess.MEMBERS.admits(caller, room);
  }

  private Subscriber waiting() {
    return new WaitingSubscriber(browser);
  }

  private void requireAdmitted(Envelope envelope, RoomAccess access, String room)
      throws RefusedException {
    if (!access.admits(caller, room)) {
      throw envelope.refused(Refusal.ACCESS_DENIED, "room: \"" + room + "\" is not open to you");
    }
  }

  /**
   * Done when the browser may listen to a room; fails when it may not, or there is none. While chat
   * is away nobody can tell: who may whatever chat says listens (there is nothing to hear, but the
   * browsers that come back need not come again), and who may not hears nothing until it does.
   */
  private Future<Void> admitted(Envelope envelope, Registration registration) {
    if (!registration.topic.isOfARoom()) {
      return Future.succeededFuture();
    }
    String room = registration.topic.ending(registration.busAddress);
    if (registration.ear instanceof WaitingSubscriber waiting) {
      return loop.rooms()
          .await(room, () -> isCurrent(envelope.address(), registration))
          .recover(cause -> notNow(envelope))
          .compose(
              found ->
                  isCurrent(envelope.address(), registration)
                      ? judged(envelope, found, room)
                      : notNow(envelope))
          .onSuccess(may -> waiting.admit());
    }
    return loop.rooms()
        .find(room)
        .transform(
            asked ->
                asked.succeeded()
                    ? judged(envelope, asked.result(), room)
                    : Future.succeededFuture());
  }

  private boolean isCurrent(String address, Registration registration) {
    return registration.equals(byAddress.get(address));
  }

  private Future<Void> judged(Envelope envelope, Optional<RoomAccess> found, String room) {
    try {
      if (found.isEmpty()) {
        throw envelope.refused(Refusal.UNKNOWN_ROOM, "room: no such room \"" + room + "\"");
      }
      requireAdmitted(envelope, found.get(), room);
      return Future.succeededFuture();
    } catch (RefusedException e) {
      return Future.failedFuture(e);
    }
  }

  private Future<Void> listen(Envelope envelope, Registration registration) {
    String address = envelope.address();
    byAddress.putIfAbsent(address, registration);
    return loop.hub()
        .subscribe(registration.busAddress, address, registration.topic, registration.ear)
        .recover(
            cause -> {
              remove(address, registration);
              return notNow(envelope);
            });
  }

  private static <T> Future<T> notNow(Envelope envelope) {
    return Future.failedFuture(
        envelope.refused(Refusal.REGISTRATION_FAILURE, "cannot be registered now, try again"));
  }

  /** Ceases to listen to an address; does nothing when nobody listened. */
  void remove(String address) {
    Registration registration = byAddress.remove(address);
    if (registration != null) {
      leave(address, registration);
    }
  }

  /** The same, unless somebody else's word has replaced it meanwhile. */
  private void remove(String address, Registration registration) {
    if (isCurrent(address, registration)) {
      remove(address);
    }
  }

  /** Ceases to listen to anything, for good. */
  void clear() {
    byAddress.forEach(this::leave);
    byAddress.clear();
  }

  private void enter(String address, Registration registration) {
    if (registration.topic == Topic.CHAT_ROOM
        && isCurrent(address, registration)
        && caller.isPresent()
        && entered.add(address)) {
      loop.attendance().enter(Topic.CHAT_ROOM.ending(address), caller.get().person());
    }
  }

  private void leave(String address, Registration registration) {
    loop.hub().unsubscribe(registration.busAddress, registration.ear);
    if (entered.remove(address)) {
      loop.attendance().leave(Topic.CHAT_ROOM.ending(address), caller.orElseThrow().person());
    }
  }
}
