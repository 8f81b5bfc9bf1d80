package tickertalk.bridge;

import io.vertx.core.json.JsonArray;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tickertalk.contract.Rooms;

/** The claim that binds a token to some rooms. */
final class RoomsClaim {
  /** They go on every command as a header. */
  private static final int MAX_ROOMS = 100;

  private RoomsClaim() {}

  /**
   * The rooms of a claim; none when the token has no such claim.
   *
   * @throws IllegalArgumentException for anything but an array of room names, as a bound that
   *     cannot be read must not be taken for none
   */
  static Optional<Set<String>> of(Object claim) {
    if (claim == null) {
      return Optional.empty();
    }
    if (!(claim instanceof JsonArray array) || array.size() > MAX_ROOMS) {
      throw new IllegalArgumentException(
          "the claim of rooms must be an array of " + MAX_ROOMS + " names at most");
    }
    Set<String> rooms = new HashSet<>();
    for (Object room : array) {
      if (!(room instanceof String name) || !Rooms.isLegal(name)) {
        throw new IllegalArgumentException("the claim of rooms has what is no room: " + room);
      }
      rooms.add(name);
    }
    return Optional.of(rooms);
  }
}
