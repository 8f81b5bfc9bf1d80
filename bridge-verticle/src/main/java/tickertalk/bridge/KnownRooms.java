package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Internal;
import tickertalk.contract.RoomAccess;

/**
 * The rooms that are known to exist, and whom they are open to. Chat is asked about a room when
 * somebody first wants to listen to it, so that nobody fills the bus with addresses of rooms that
 * do not exist. For one thread.
 */
final class KnownRooms {
  private static final long ASK_AGAIN_MS = 500;

  private final Vertx vertx;
  private final ChatPulse pulse;
  private final Map<String, RoomAccess> known = new HashMap<>();
  private final Map<String, Future<Optional<RoomAccess>>> asking = new HashMap<>();
  private final Map<String, Future<Void>> pauses = new HashMap<>();

  KnownRooms(Vertx vertx, ChatPulse pulse) {
    this.vertx = vertx;
    this.pulse = pulse;
  }

  /** Whom a room is open to, if it was asked about before. */
  Optional<RoomAccess> known(String room) {
    return Optional.ofNullable(known.get(room));
  }

  /** Whom a room is open to; empty for no such room. Fails while chat is away. */
  Future<Optional<RoomAccess>> find(String room) {
    if (known.containsKey(room)) {
      return Future.succeededFuture(known(room));
    }
    return asking.computeIfAbsent(room, this::ask);
  }

  private Future<Optional<RoomAccess>> ask(String room) {
    Future<Message<JsonObject>> answer =
        vertx.eventBus().request(Internal.CHAT_ROOM, new JsonObject().put("room", room));
    return pulse
        .awaiting(answer)
        .map(reply -> Optional.of(access(reply.body())))
        .recover(KnownRooms::noneOrUntold)
        .onSuccess(found -> found.ifPresent(access -> known.putIfAbsent(room, access)))
        .onComplete(done -> vertx.runOnContext(later -> asking.remove(room)));
  }

  private static RoomAccess access(JsonObject room) {
    return RoomAccess.of(room.getString("access", RoomAccess.PUBLIC.wireName()));
  }

  private static Future<Optional<RoomAccess>> noneOrUntold(Throwable cause) {
    return cause instanceof ReplyException reply && reply.failureCode() == ErrorCode.UNKNOWN.code()
        ? Future.succeededFuture(Optional.empty())
        : Future.failedFuture(cause);
  }

  /**
   * Like {@link #find}, but asks again until chat answers, or nobody wants to know any more. All
   * who wait for one room wait for the same question.
   */
  Future<Optional<RoomAccess>> await(String room, BooleanSupplier wanted) {
    return find(room)
        .recover(
            cause ->
                wanted.getAsBoolean()
                    ? pauses
                        .computeIfAbsent(room, this::pause)
                        .compose(passed -> await(room, wanted))
                    : Future.failedFuture(cause));
  }

  /** A room is open to others from now on; gives whether that is news here. */
  boolean change(String room, RoomAccess access) {
    return known.put(room, access) != access;
  }

  /** These rooms are for members, and no others. */
  void changeAll(Set<String> membersRooms) {
    known.replaceAll(
        (room, access) -> membersRooms.contains(room) ? RoomAccess.MEMBERS : RoomAccess.PUBLIC);
  }

  private Future<Void> pause(String room) {
    Promise<Void> passed = Promise.promise();
    vertx.setTimer(
        ASK_AGAIN_MS,
        timer -> {
          pauses.remove(room);
          passed.complete();
        });
    return passed.future();
  }

  /** For how many rooms it is waited to ask again. */
  int pauses() {
    return pauses.size();
  }
}
