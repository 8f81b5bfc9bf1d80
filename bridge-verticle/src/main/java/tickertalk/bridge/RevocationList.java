package tickertalk.bridge;

import java.util.HashMap;
import java.util.Map;
import tickertalk.contract.Caller;
import tickertalk.contract.Revocation;
import tickertalk.contract.Role;

/**
 * The revocations that still matter: each is forgotten when no token that it is about can still be
 * good, so there are as many as there were in one lifetime of a token. For one thread.
 */
final class RevocationList {
  private final Map<String, Revocation> bySession = new HashMap<>();
  private final Map<Reach, Revocation> byUser = new HashMap<>();

  /** What a user's revocation may end: tokens that make no more of the user than this role. */
  private record Reach(String user, Role upTo) {}

  /** Adds a revocation; of two with the same reach the widest is kept. */
  void add(Revocation revocation) {
    revocation.session().ifPresent(id -> bySession.merge(id, revocation, RevocationList::longer));
    revocation
        .user()
        .map(id -> new Reach(id, revocation.upTo().orElseThrow()))
        .ifPresent(reach -> byUser.merge(reach, revocation, RevocationList::wider));
  }

  private static Revocation longer(Revocation one, Revocation other) {
    return one.until() < other.until() ? other : one;
  }

  private static Revocation wider(Revocation one, Revocation other) {
    return Revocation.ofUser(
        one.user().orElseThrow(),
        Math.max(one.issuedBefore().orElseThrow(), other.issuedBefore().orElseThrow()),
        one.upTo().orElseThrow(),
        Math.max(one.until(), other.until()));
  }

  boolean covers(Session session) {
    if (covers(bySession.get(session.id()), session)) {
      return true;
    }
    String user = session.caller().person().id();
    for (Role role : Role.values()) {
      if (covers(byUser.get(new Reach(user, role)), session)) {
        return true;
      }
    }
    return false;
  }

  private static boolean covers(Revocation revocation, Session session) {
    Caller caller = session.caller();
    return revocation != null
        && revocation.covers(session.id(), caller.person().id(), caller.role(), session.issuedAt());
  }

  void forgetWhatEndedBefore(long nowMs) {
    bySession.values().removeIf(revocation -> revocation.until() < nowMs);
    byUser.values().removeIf(revocation -> revocation.until() < nowMs);
  }

  int size() {
    return bySession.size() + byUser.size();
  }
}
