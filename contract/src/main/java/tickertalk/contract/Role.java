package tickertalk.contract;

import java.util.Locale;

/** What a caller may do, in rising order, as it stands in a session token. */
public enum Role {
  /** Took a name without proving anything. */
  GUEST,
  MEMBER,
  MODERATOR,
  ADMIN,
  /** Another server, not a person. */
  SERVICE;

  /** The spelling on the wire: {@code guest}, {@code member} … */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it may do all that the other may. */
  public boolean atLeast(Role other) {
    return compareTo(other) >= 0;
  }

  /**
   * Whether it may mute, kick and ban people of the other: a moderator those who stand below, an
   * admin and another server everybody.
   */
  public boolean moderates(Role other) {
    return atLeast(ADMIN) || (this == MODERATOR && !other.atLeast(MODERATOR));
  }

  /**
   * The role of this spelling.
   *
   * @throws IllegalArgumentException for a name that is not in the table
   */
  public static Role of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
