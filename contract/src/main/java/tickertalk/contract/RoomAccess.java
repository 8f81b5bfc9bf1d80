package tickertalk.contract;

import java.util.Locale;
import java.util.Optional;

/**
 * Whom a room is open to. Chat, the bridge and whoever else answers for a room ask here, so that
 * all of them let in the same people.
 */
public enum RoomAccess {
  /** To everybody, visitors without a session too. */
  PUBLIC,
  /** To callers from {@link Role#MEMBER} upwards. */
  MEMBERS;

  /** The spelling on the wire: {@code public}, {@code members}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The access of this spelling.
   *
   * @throws CommandException 400 for one that is not in the table, naming {@code access}
   */
  public static RoomAccess of(String wireName) {
    for (RoomAccess access : values()) {
      if (access.wireName().equals(wireName)) {
        return access;
      }
    }
    throw CommandException.badInput("access", "must be public or members");
  }

  /** Whether a caller may read and write in this room of this access. */
  public boolean admits(Optional<Caller> caller, String room) {
    return caller.map(who -> who.isFor(room)).orElse(true)
        && (this == PUBLIC || caller.map(who -> who.role().atLeast(Role.MEMBER)).orElse(false));
  }

  /**
   * Sends away whom this room does not admit.
   *
   * @throws CommandException 403, saying whether the session or the room is the reason
   */
  public void require(Optional<Caller> caller, String room) {
    caller.ifPresent(who -> who.requireFor(room));
    if (!admits(caller, room)) {
      throw new CommandException(
          ErrorCode.NOT_ALLOWED, "room: \"" + room + "\" is for members only");
    }
  }
}
