package tickertalk.chat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.contract.Caller;
import tickertalk.contract.RoomAccess;

/**
 * Lets callers into rooms. Whom a room is open to is read once, told here when it changes, and kept
 * for the rooms that were used last. For one event loop.
 */
final class Admission {
  private static final Logger logger = LoggerFactory.getLogger(Admission.class);

  /** A name of at most 64 characters each: 2 MB in all. A room beyond them is read again. */
  private static final int KNOWN = 10_000;

  private final Vertx vertx;
  private final RoomLog log;
  private final SanctionLog decisions;
  private final HouseRules rules;
  private final Map<String, RoomAccess> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RoomAccess> eldest) {
          return size() > KNOWN;
        }
      };

  Admission(Vertx vertx, RoomLog log, SanctionLog decisions, HouseRules rules) {
    this.vertx = vertx;
    this.log = log;
    this.decisions = decisions;
    this.rules = rules;
  }

  /**
   * Gives the room's name; ends with 403 for who may not be there or is banned, with 404 for no
   * room.
   */
  Future<String> admit(Optional<Caller> caller, String room) {
    caller.ifPresent(who -> who.requireFor(room));
    return access(room)
        .map(
            access -> {
              access.require(caller, room);
              caller.ifPresent(who -> enter(who, room));
              return room;
            });
  }

  /** Whether somebody may be in a room, without going there. */
  boolean admits(Optional<Caller> caller, Room room) {
    return room.access().admits(caller, room.name())
        && caller.stream().allMatch(it -> mayEnter(it, room.name()));
  }

  private boolean mayEnter(Caller caller, String room) {
    return rules.mayEnter(caller, room, System.currentTimeMillis());
  }

  private void enter(Caller caller, String room) {
    note(caller);
    rules.requireMayEnter(caller, room, System.currentTimeMillis());
  }

  /** The same for somebody who wants to write there; ends with 403 or 409 for who may not. */
  Future<String> admitWriter(Caller caller, String room) {
    return admit(Optional.of(caller), room)
        .map(
            admitted -> {
              rules.requireMayWrite(caller, room, System.currentTimeMillis());
              return admitted;
            });
  }

  /** Keeps it in mind when somebody is of the staff, whom moderators may not touch. */
  void note(Caller caller) {
    if (rules.note(caller)) {
      vertx
          .executeBlocking(
              () -> {
                decisions.keepStaff(caller);
                return null;
              })
          .onFailure(cause -> logger.error("cannot keep the role of {}", caller.person(), cause));
    }
  }

  private Future<RoomAccess> access(String room) {
    RoomAccess access = known.get(room);
    return access != null
        ? Future.succeededFuture(access)
        : vertx
            .executeBlocking(() -> log.room(room).access())
            .onSuccess(found -> known.putIfAbsent(room, found));
  }

  /** A room is open to others from now on. */
  void changed(String room, RoomAccess access) {
    known.put(room, access);
  }

  /** The rooms that are for members: those on disk, and what was changed since they were read. */
  Set<String> membersRooms(Collection<String> onDisk) {
    Set<String> rooms = new TreeSet<>(onDisk);
    known.forEach(
        (room, access) -> {
          if (access == RoomAccess.MEMBERS) {
            rooms.add(room);
          } else {
            rooms.remove(room);
          }
        });
    return rooms;
  }

  /** Another may have changed what is known here. */
  void forget() {
    known.clear();
  }
}
