package tickertalk.notifier;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import tickertalk.contract.Caller;
import tickertalk.contract.RoomAccess;
import tickertalk.contract.Sanction;
import tickertalk.contract.Sanctions;

/**
 * Who may be in a room, as chat says it about some people.
 *
 * @param access whom the room is open to
 * @param bans what keeps some of them from it
 * @param told whether chat said so
 */
record Door(RoomAccess access, List<Sanction> bans, boolean told) {
  /** As long as nobody can say: for members only, and who is banned is not known. */
  static final Door UNTOLD = new Door(RoomAccess.MEMBERS, List.of(), false);

  Door {
    bans = List.copyOf(bans);
  }

  /** What chat answered. */
  static Door of(JsonObject room) {
    return new Door(
        RoomAccess.of(room.getString("access")),
        Sanctions.listOf(room.getJsonArray("bans", new JsonArray())),
        true);
  }

  boolean admits(Caller caller, String room) {
    return access.admits(Optional.of(caller), room)
        && bans.stream().noneMatch(ban -> ban.binds(caller, room));
  }
}
