package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import tickertalk.contract.Caller;
import tickertalk.contract.Command;
import tickertalk.contract.Role;
import tickertalk.contract.RoomAccess;
import tickertalk.contract.Sanction;

/**
 * Where commands leave the edge for the bus, whichever door they came by: with the caller's
 * identity on them, made anew from the session, so that nobody can wear another's.
 */
final class CommandGate {
  /** Chat says itself who may be in a room; who answers these does not know. */
  private static final Set<Command> ABOUT_ROOMS_OF_CHATS =
      Set.of(
          Command.SENTIMENT_ANALYZE,
          Command.SENTIMENT_SCORES,
          Command.SENTIMENT_MOOD,
          Command.SENTIMENT_WORDS,
          Command.SENTIMENT_TEACH,
          Command.SENTIMENT_TRY);

  private final EventBus bus;
  private final KnownRooms rooms;
  private final RoomRules rules;
  private final ChatPulse pulse;
  private final Duration timeout;

  CommandGate(EventBus bus, KnownRooms rooms, RoomRules rules, ChatPulse pulse, Duration timeout) {
    this.bus = bus;
    this.rooms = rooms;
    this.rules = rules;
    this.pulse = pulse;
    this.timeout = timeout;
  }

  /** Whether this caller, or a visitor, may send a command at all. */
  static boolean isOpenTo(Optional<Caller> caller, Command command) {
    return switch (command.access()) {
      case ANYONE -> true;
      case SIGNED_IN -> caller.isPresent();
      case STAFF -> caller.filter(who -> who.role().atLeast(Role.MODERATOR)).isPresent();
    };
  }

  /**
   * Sends a command; fails as the bus does, with what the service said, or with 403 when it is
   * about a room that is not open to the caller, or that they are banned from.
   */
  Future<JsonObject> send(Optional<Caller> caller, Command command, JsonObject body) {
    return ABOUT_ROOMS_OF_CHATS.contains(command) && body.getValue("room") instanceof String room
        ? admitted(caller, room).compose(may -> request(caller, command, body))
        : request(caller, command, body);
  }

  private Future<Void> admitted(Optional<Caller> caller, String room) {
    Optional<Sanction> ban = rules.ban(caller, room);
    if (ban.isPresent()) {
      return Future.failedFuture(ban.get().refusal());
    }
    if (RoomAccess.MEMBERS.admits(caller, room)) {
      return Future.succeededFuture(); // whatever chat says
    }
    return rooms
        .find(room)
        .map(
            found -> {
              found.orElse(RoomAccess.PUBLIC).require(caller, room);
              return null;
            });
  }

  private Future<JsonObject> request(Optional<Caller> caller, Command command, JsonObject body) {
    Future<JsonObject> answer =
        bus.<JsonObject>request(command.address(), body, stampedFor(caller)).map(Message::body);
    return isChats(command) ? pulse.awaiting(answer) : answer;
  }

  private static boolean isChats(Command command) {
    return command == Command.TYPING_SET || command.address().startsWith("chat.");
  }

  private DeliveryOptions stampedFor(Optional<Caller> caller) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    caller.ifPresent(who -> who.stamp(headers));
    return new DeliveryOptions().setSendTimeout(timeout.toMillis()).setHeaders(headers);
  }
}
