package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import tickertalk.contract.Caller;
import tickertalk.contract.Command;
import tickertalk.contract.Command.Access;

/**
 * Where commands leave the edge for the bus, whichever door they came by: with the caller's
 * identity on them, made anew from the session, so that nobody can wear another's.
 */
final class CommandGate {
  private final EventBus bus;
  private final Duration timeout;

  CommandGate(EventBus bus, Duration timeout) {
    this.bus = bus;
    this.timeout = timeout;
  }

  /** Whether this caller, or a visitor, may send a command at all. */
  static boolean isOpenTo(Optional<Caller> caller, Command command) {
    return command.access() == Access.ANYONE || caller.isPresent();
  }

  /** Sends a command; fails as the bus does, with what the service said. */
  Future<JsonObject> send(Optional<Caller> caller, Command command, JsonObject body) {
    return bus.<JsonObject>request(command.address(), body, stampedFor(caller)).map(Message::body);
  }

  private DeliveryOptions stampedFor(Optional<Caller> caller) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    caller.ifPresent(who -> who.stamp(headers));
    return new DeliveryOptions().setSendTimeout(timeout.toMillis()).setHeaders(headers);
  }
}
