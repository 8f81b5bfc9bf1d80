package tickertalk.contract;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who sent a command. The bridge stamps it on the message's headers from the session; what a client
 * writes there is thrown away before.
 *
 * @param rooms the only rooms that the session is for; empty when it is for all that the role
 *     admits to
 */
public record Caller(Person person, Role role, Optional<Set<String>> rooms) {
  private static final String ID = "caller-id";
  private static final String NAME = "caller-name";
  private static final String ROLE = "caller-role";
  private static final String ROOMS = "caller-rooms";

  /** No room has it in its name. */
  private static final String COMMA = ",";

  public Caller {
    Objects.requireNonNull(person);
    Objects.requireNonNull(role);
    rooms = rooms.map(Set::copyOf);
  }

  /** A caller whose session is for all rooms that the role admits to. */
  public Caller(Person person, Role role) {
    this(person, role, Optional.empty());
  }

  /** Whether the session is for this room. */
  public boolean isFor(String room) {
    return rooms.isEmpty() || rooms.get().contains(room);
  }

  /**
   * Sends a caller away from a room that the session is not for, whether there is such a room or
   * not.
   *
   * @throws CommandException 403
   */
  public void requireFor(String room) {
    if (!isFor(room)) {
      throw new CommandException(
          ErrorCode.NOT_ALLOWED, "room: this session is not for \"" + room + "\"");
    }
  }

  /** Writes this identity into the headers of a bus message. */
  public void stamp(MultiMap headers) {
    headers.set(ID, person.id()).set(NAME, person.name()).set(ROLE, role.wireName());
    headers.remove(ROOMS);
    rooms.ifPresent(names -> headers.set(ROOMS, String.join(COMMA, new TreeSet<>(names))));
  }

  /** The stamped identity; empty for a visitor without a session. */
  public static Optional<Caller> of(MultiMap headers) {
    return Optional.ofNullable(headers.get(ID))
        .map(
            id ->
                new Caller(
                    new Person(id, headers.get(NAME)),
                    Role.of(headers.get(ROLE)),
                    Optional.ofNullable(headers.get(ROOMS)).map(Caller::names)));
  }

  private static Set<String> names(String joined) {
    return joined.isEmpty() ? Set.of() : Set.copyOf(List.of(joined.split(COMMA)));
  }
}
