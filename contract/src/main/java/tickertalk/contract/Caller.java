package tickertalk.contract;

import io.vertx.core.MultiMap;
import java.util.Objects;
import java.util.Optional;

/**
 * Who sent a command. The bridge stamps it on the message's headers from the session; what a client
 * writes there is thrown away before.
 */
public record Caller(Person person, Role role) {
  private static final String ID = "caller-id";
  private static final String NAME = "caller-name";
  private static final String ROLE = "caller-role";

  public Caller {
    Objects.requireNonNull(person);
    Objects.requireNonNull(role);
  }

  /** Writes this identity into the headers of a bus message. */
  public void stamp(MultiMap headers) {
    headers.set(ID, person.id()).set(NAME, person.name()).set(ROLE, role.wireName());
  }

  /** The stamped identity; empty for a visitor without a session. */
  public static Optional<Caller> of(MultiMap headers) {
    return Optional.ofNullable(headers.get(ID))
        .map(id -> new Caller(new Person(id, headers.get(NAME)), Role.of(headers.get(ROLE))));
  }
}
