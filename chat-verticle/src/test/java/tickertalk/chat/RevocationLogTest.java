package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tickertalk.contract.Revocation;
import tickertalk.contract.Role;
import tickertalk.storage.Database;

@Timeout(60)
class RevocationLogTest {
  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void whatIsRevokedIsKeptUntilItIsOver(Database database) {
    database.migrate("chat");
    Revocation token = Revocation.ofSession("s-1", 100);
    Revocation user = Revocation.ofUser("s-1", 50, Role.ADMIN, 200);
    at(database, 10).revoke(token);
    at(database, 10).revoke(user);
    assertThat(at(database, 99).revocations()).containsExactly(token, user);
    assertThat(at(database, 100).revocations()).containsExactly(user);
    assertThat(at(database, 200).revocations()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void whatIsOverIsForgotten(Database database) {
    database.migrate("chat");
    at(database, 10).revoke(Revocation.ofSession("s-1", 100));
    at(database, 10).revoke(Revocation.ofSession("s-2", 101));
    at(database, 100).revoke(Revocation.ofSession("s-3", 200));
    assertThat(at(database, 0).revocations())
        .containsExactly(Revocation.ofSession("s-2", 101), Revocation.ofSession("s-3", 200));
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void whatIsRevokedTwiceStaysAsWideAsTheWidest(Database database) {
    database.migrate("chat");
    RevocationLog log = at(database, 10);
    log.revoke(Revocation.ofUser("u-1", 50, Role.ADMIN, 300));
    log.revoke(Revocation.ofUser("u-1", 60, Role.ADMIN, 200));
    log.revoke(Revocation.ofUser("u-1", 40, Role.ADMIN, 250));
    log.revoke(Revocation.ofSession("s-1", 300));
    log.revoke(Revocation.ofSession("s-1", 200));
    assertThat(log.revocations())
        .containsExactly(
            Revocation.ofSession("s-1", 300), Revocation.ofUser("u-1", 60, Role.ADMIN, 300));
  }

  private static RevocationLog at(Database database, long nowMs) {
    return new RevocationLog(database, Clock.fixed(Instant.ofEpochMilli(nowMs), ZoneOffset.UTC));
  }
}
