package tickertalk.bridge;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tickertalk.contract.Caller;
import tickertalk.contract.Role;
import tickertalk.contract.RoomAccess;
import tickertalk.contract.Sanction;
import tickertalk.contract.Topic;

/**
 * What one browser listens to, within what the contract's tables allow it. Who listens to a room's
 * entries is in the room. For one thread.
 */
final class Registrations implements RoomRules.Guest {
  private final Optional<Caller> caller;
  private final Loop loop;
  private final Subscriber browser;
  private final Consumer<RefusedException> sentAway;
  private final Map<String, Registration> byAddress = new HashMap<>();
  private final Set<String> entered = new HashSet<>();

  /** What is listened to, and who hears it first. */
  private record Registration(Topic topic, String busAddress, Subscriber ear) {}

  /**
   * Begins with none.
   *
   * @param sentAway is told of each that ends because the browser may not listen there any more
   */
  Registrations(
      Optional<Caller> caller, Loop loop, Subscriber browser, Consumer<RefusedException> sentAway) {
    this.caller = caller;
    this.loop = loop;
    this.browser = browser;
    this.sentAway = sentAway;
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
          .orElseThrow(envelope::needsSession);
    }
    Topic topic =
        Topic.registrableAt(address)
            .orElseThrow(
                () -> envelope.refused(Refusal.ACCESS_DENIED, address + " cannot be registered"));
    if (topic.isForStaff() && caller.filter(who -> who.role().atLeast(Role.MODERATOR)).isEmpty()) {
      throw envelope.forStaff(caller);
    }
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
    Optional<RefusedException> refusal =
        loop.rules().refusal(envelope.answerAddress(), caller, access, room);
    if (refusal.isPresent()) {
      throw refusal.get();
    }
  }

  @Override
  public void judgeAnew() {
    ofRooms(room -> true)
        .forEach(
            (address, room) ->
                loop.rules()
                    .refusal(Optional.of(address), caller, room)
                    .ifPresent(refusal -> sendAway(address, refusal)));
  }

  @Override
  public void kicked(Sanction kick) {
    ofRooms(room -> caller.filter(who -> kick.binds(who, room)).isPresent())
        .forEach(
            (address, room) ->
                sendAway(
                    address,
                    new RefusedException(
                        Refusal.KICKED, Optional.of(address), kick.refusal().getMessage())));
  }

  /** The addresses of these rooms that are listened to, each with its room. */
  private Map<String, String> ofRooms(Predicate<String> wanted) {
    Map<String, String> rooms = new LinkedHashMap<>();
    byAddress.forEach(
        (address, registration) -> {
          if (registration.topic.isOfARoom()
              && wanted.test(registration.topic.ending(registration.busAddress))) {
            rooms.put(address, registration.topic.ending(registration.busAddress));
          }
        });
    return rooms;
  }

  private void sendAway(String address, RefusedException why) {
    remove(address);
    sentAway.accept(why);
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
    if (registration.topic.isOfARoom()) {
      loop.rules().watch(this);
    }
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
    loop.rules().unwatch(this);
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
