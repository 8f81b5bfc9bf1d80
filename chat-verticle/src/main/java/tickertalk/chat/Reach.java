package tickertalk.chat;

import java.util.Optional;
import java.util.Set;

/**
 * The rooms that somebody reaches who asks about all of them.
 *
 * @param only these only, if given
 * @param except none of these
 */
record Reach(Optional<Set<String>> only, Set<String> except) {
  /** Of who may be in every room. */
  static final Reach ALL = new Reach(Optional.empty(), Set.of());
}
