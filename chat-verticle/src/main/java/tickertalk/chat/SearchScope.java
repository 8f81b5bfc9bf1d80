package tickertalk.chat;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The rooms in which a search may find something.
 *
 * @param all whether these are all rooms that there are
 */
record SearchScope(Set<String> rooms, boolean all) {
  /** With more, an index that is asked for each is slower than looking at what it finds in any. */
  private static final int MOST_NAMED = 100;

  static SearchScope of(Room room) {
    return new SearchScope(Set.of(room.name()), false);
  }

  /** Those of all rooms that are open to somebody. */
  static SearchScope of(List<Room> rooms, Predicate<Room> isOpen) {
    Set<String> open =
        rooms.stream().filter(isOpen).map(Room::name).collect(Collectors.toUnmodifiableSet());
    return new SearchScope(open, open.size() == rooms.size());
  }

  boolean isEmpty() {
    return rooms.isEmpty();
  }

  boolean covers(String room) {
    return rooms.contains(room);
  }

  /** The rooms that the index is to be asked for; none when it is to be asked for any. */
  Set<String> named() {
    return all || rooms.size() > MOST_NAMED ? Set.of() : rooms;
  }
}
