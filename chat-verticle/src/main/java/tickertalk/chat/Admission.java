package tickertalk.chat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tickertalk.contract.Caller;
import tickertalk.contract.RoomAccess;

/**
 * Lets callers into rooms. Whom a room is open to never changes, so it is read once; no more is
 * kept than there are rooms. For one event loop.
 */
final class Admission {
  private final Vertx vertx;
  private final RoomLog log;
  private final Map<String, RoomAccess> known = new HashMap<>();

  Admission(Vertx vertx, RoomLog log) {
    this.vertx = vertx;
    this.log = log;
  }

  /** Gives the room's name; ends with 403 for who may not be there, with 404 for no room. */
  Future<String> admit(Optional<Caller> caller, String room) {
    caller.ifPresent(who -> who.requireFor(room));
    return access(room)
        .map(
            access -> {
              access.require(caller, room);
              return room;
            });
  }

  private Future<RoomAccess> access(String room) {
    RoomAccess access = known.get(room);
    return access != null
        ? Future.succeededFuture(access)
        : vertx
            .executeBlocking(() -> log.room(room).access())
            .onSuccess(found -> known.put(room, found));
  }
}
