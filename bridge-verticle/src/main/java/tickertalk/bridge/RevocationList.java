package tickertalk.bridge;

import java.util.HashMap;
import java.util.Map;
import tickertalk.contract.Revocation;

/**
 * The revocations that still matter: each is forgotten when no token that it is about can still be
 * good, so there are as many as there were in one lifetime of a token. For one thread.
 */
final class RevocationList {
  private final Map<String, Revocation> bySession = new HashMap<>();
  private final Map<String, Revocation> byUser = new HashMap<>();

  /** Adds a revocation; of two about one user the widest is kept. */
  void add(Revocation revocation) {
    revocation.session().ifPresent(id -> bySession.merge(id, revocation, RevocationList::wider));
    revocation.user().ifPresent(id -> byUser.merge(id, revocation, RevocationList::wider));
  }

  private static Revocation wider(Revocation one, Revocation other) {
    long until = Math.max(one.until(), other.until());
    return one.session()
        .map(id -> Revocation.ofSession(id, until))
        .orElseGet(
            () ->
                Revocation.ofUser(
                    one.user().orElseThrow(),
                    Math.max(one.issuedBefore().orElseThrow(), other.issuedBefore().orElseThrow()),
                    until));
  }

  boolean covers(Session session) {
    String user = session.caller().person().id();
    return covers(bySession.get(session.id()), user, session)
        || covers(byUser.get(user), user, session);
  }

  private static boolean covers(Revocation revocation, String user, Session session) {
    return revocation != null && revocation.covers(session.id(), user, session.issuedAt());
  }

  void forgetWhatEndedBefore(long nowMs) {
    bySession.values().removeIf(revocation -> revocation.until() < nowMs);
    byUser.values().removeIf(revocation -> revocation.until() < nowMs);
  }

  int size() {
    return bySession.size() + byUser.size();
  }
}
