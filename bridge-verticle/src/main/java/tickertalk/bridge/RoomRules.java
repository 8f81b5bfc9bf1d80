package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.contract.Caller;
import tickertalk.contract.CommandException;
import tickertalk.contract.Fields;
import tickertalk.contract.Internal;
import tickertalk.contract.RoomAccess;
import tickertalk.contract.Sanction;
import tickertalk.contract.Sanction.Kind;
import tickertalk.contract.Sanctions;

/**
 * Knows who is banned from which room and whom a room is open to, as chat keeps it, and sends away
 * those who are there and may not be any more. One for each event loop, and for its thread only.
 *
 * <p>Until chat answers for the first time, nobody is known to be banned; without chat there is
 * nothing to hear either.
 */
final class RoomRules {
  private static final Logger log = LoggerFactory.getLogger(RoomRules.class);

  private final Vertx vertx;
  private final KnownRooms rooms;
  private final Sanctions bans = new Sanctions();
  private final Set<Guest> guests = new HashSet<>();

  /** Somebody who listens to rooms. */
  interface Guest {
    /** Leaves the rooms that it may not be in any more; asked when that may have changed. */
    void judgeAnew();

    /** Leaves the room that it is kicked from, if it is the one and is there. */
    void kicked(Sanction kick);
  }

  RoomRules(Vertx vertx, KnownRooms rooms) {
    this.vertx = vertx;
    this.rooms = rooms;
  }

  /** Begins to listen; done when nothing that is decided from then on goes unheard. */
  Future<Void> start() {
    new StandingQuestion(vertx, Internal.CHAT_RULES, this::learnAll).ask();
    return Future.all(
            listen(Internal.CHAT_SANCTIONED, body -> hear(Sanction.fromJson(body))),
            listen(Internal.CHAT_ACCESS, this::hearAccess))
        .mapEmpty();
  }

  private Future<Void> listen(String address, Consumer<JsonObject> heard) {
    return vertx
        .eventBus()
        .<JsonObject>consumer(address, message -> take(message, heard))
        .completion();
  }

  private static void take(Message<JsonObject> message, Consumer<JsonObject> heard) {
    try {
      heard.accept(message.body());
    } catch (CommandException e) {
      log.error("{}: {}", message.address(), e.getMessage());
    }
  }

  private void hear(Sanction sanction) {
    if (sanction.kind() == Kind.KICK) {
      present().forEach(guest -> guest.kicked(sanction));
    } else if (sanction.kind() == Kind.BAN) {
      bans.put(sanction);
      present().forEach(Guest::judgeAnew);
    }
  }

  private void hearAccess(JsonObject body) {
    String room = new Fields(body).room();
    if (rooms.change(room, RoomAccess.of(new Fields(body).text("access", 16)))) {
      present().forEach(Guest::judgeAnew);
    }
  }

  private void learnAll(JsonObject rules) {
    Fields fields = new Fields(rules);
    bans.replaceAll(Sanctions.listOf(fields.array("bans")));
    rooms.changeAll(
        fields.array("membersRooms").stream().map(String.class::cast).collect(Collectors.toSet()));
    present().forEach(Guest::judgeAnew);
  }

  /** A copy: one that is sent away may leave. */
  private List<Guest> present() {
    return List.copyOf(guests);
  }

  /** Why a caller may not listen to a room, as far as that is known. */
  Optional<RefusedException> refusal(
      Optional<String> answerAddress, Optional<Caller> caller, String room) {
    return refusal(answerAddress, caller, rooms.known(room).orElse(RoomAccess.PUBLIC), room);
  }

  /** Why a caller may not listen to a room of this access. */
  Optional<RefusedException> refusal(
      Optional<String> answerAddress, Optional<Caller> caller, RoomAccess access, String room) {
    if (!access.admits(caller, room)) {
      return Optional.of(
          new RefusedException(
              Refusal.ACCESS_DENIED, answerAddress, "room: \"" + room + "\" is not open to you"));
    }
    return ban(caller, room)
        .map(
            ban -> new RefusedException(Refusal.BANNED, answerAddress, ban.refusal().getMessage()));
  }

  /** What keeps a caller from a room, if anything does. */
  Optional<Sanction> ban(Optional<Caller> caller, String room) {
    return caller.flatMap(who -> bans.on(who, room, System.currentTimeMillis(), Kind.BAN));
  }

  /** Tells somebody from now on when they may not be in a room any more. */
  void watch(Guest guest) {
    guests.add(guest);
  }

  void unwatch(Guest guest) {
    guests.remove(guest);
  }
}
