package tickertalk.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tickertalk.contract.Joined;
import tickertalk.contract.Person;

class JoinsTest {
  private static final Joined ALICE_IN_LOBBY = new Joined("lobby", new Person("a", "alice"));

  private final Joins joins = new Joins(Duration.ofSeconds(60));

  @Test
  void aPersonWhoComesBackWithinTheGraceIsNoNews() {
    assertThat(joins.isNews(ALICE_IN_LOBBY, 0)).isTrue();
    assertThat(joins.isNews(ALICE_IN_LOBBY, 59_999)).isFalse();
  }

  @Test
  void theGraceBeginsAgainWithEveryJoin() {
    joins.isNews(ALICE_IN_LOBBY, 0);
    joins.isNews(ALICE_IN_LOBBY, 40_000);

    assertThat(joins.isNews(ALICE_IN_LOBBY, 99_999)).isFalse();
    assertThat(joins.isNews(ALICE_IN_LOBBY, 159_999)).isTrue();
  }

  @Test
  void anotherPersonOrAnotherRoomIsNews() {
    joins.isNews(ALICE_IN_LOBBY, 0);

    assertThat(joins.isNews(new Joined("attic", ALICE_IN_LOBBY.person()), 1)).isTrue();
    assertThat(joins.isNews(new Joined("lobby", new Person("b", "alice")), 1)).isTrue();
  }

  @Test
  void withoutAGraceEveryJoinIsNews() {
    Joins every = new Joins(Duration.ZERO);

    assertThat(every.isNews(ALICE_IN_LOBBY, 5)).isTrue();
    assertThat(every.isNews(ALICE_IN_LOBBY, 5)).isTrue();
  }
}
