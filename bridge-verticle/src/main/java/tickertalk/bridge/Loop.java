package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import tickertalk.contract.Caller;
import tickertalk.contract.Topic;

/**
 * What the browsers of one event loop share.
 *
 * @param hub where they listen
 * @param encoder makes what they are sent
 * @param deflation for those that compress
 * @param commands where they send
 * @param attendance who of them is in which room
 * @param rooms the rooms that are known to exist
 * @param rules who may not be in them
 * @param identity how they are known
 * @param house what they share with those of the other event loops
 */
record Loop(
    Hub hub,
    FrameEncoder encoder,
    Deflation deflation,
    CommandGate commands,
    Attendance attendance,
    KnownRooms rooms,
    RoomRules rules,
    Identity identity,
    House house) {

  BridgeLimits limits() {
    return house.config().limits();
  }

  BridgeMetrics metrics() {
    return house.metrics();
  }

  /**
   * Takes a place for somebody who wants to stay.
   *
   * @throws Admission.FullException when there is none
   */
  Admission.Place admit(Optional<Session> session, HttpServerRequest request)
      throws Admission.FullException {
    try {
      return house
          .admission()
          .enter(session.map(known -> known.caller().person().id()), AddressBlock.of(request));
    } catch (Admission.FullException full) {
      metrics().reached(full.limit());
      throw full;
    }
  }

  /**
   * Takes a command in and gives 0, or gives the milliseconds until there is room for it: by the
   * socket's own bucket, and by that of all sockets of its caller.
   */
  long waitMs(TokenBucket ofSocket, Optional<Caller> caller) {
    long own = limits().commandsPerSecond() == 0 ? 0 : ofSocket.take(System.currentTimeMillis());
    if (own > 0) {
      metrics().reached(Limit.SOCKET_RATE);
      return own;
    }
    return caller.map(who -> house.userRates().take(who.person().id())).orElse(0L);
  }

  /** Done when events of this address published from then on will reach the subscriber. */
  Future<Void> listen(Topic topic, String ending, Subscriber subscriber) {
    String address = topic.address(ending);
    return hub.subscribe(address, address, topic, subscriber);
  }

  void leave(Topic topic, String ending, Subscriber subscriber) {
    hub.unsubscribe(topic.address(ending), subscriber);
  }
}
