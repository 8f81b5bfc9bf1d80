package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tickertalk.contract.Person;

@Timeout(10)
class TypistsTest {
  private static final Person ALICE = new Person("u-1", "alice");
  private static final Person BOB = new Person("u-2", "bob");
  private static final Person CHEOLSU = new Person("u-3", "철수");

  private final Typists typists = new Typists(Duration.ofMillis(1_200));

  @Test
  void shouldBeToldWhenSomebodyBeginsButNotWhileTheyGoOn() {
    assertThat(typists.typing("lobby", ALICE, 0)).isTrue();
    assertThat(typists.typing("lobby", ALICE, 300)).isFalse();
    assertThat(typists.typing("lobby", ALICE, 600)).isFalse();
    assertThat(typists.in("lobby")).containsExactly(ALICE);
  }

  @Test
  void shouldKeepTheOrderInWhichTheyBegan() {
    typists.typing("lobby", BOB, 0);
    typists.typing("lobby", ALICE, 1);
    typists.typing("lobby", CHEOLSU, 2);
    typists.typing("lobby", BOB, 3);
    assertThat(typists.in("lobby")).containsExactly(BOB, ALICE, CHEOLSU);
  }

  @Test
  void shouldForgetWhoFellSilentAtTheTimeoutAndNotBefore() {
    typists.typing("lobby", ALICE, 0);
    assertThat(typists.expire(1_199)).isEmpty();
    assertThat(typists.in("lobby")).containsExactly(ALICE);
    assertThat(typists.expire(1_200)).containsExactly("lobby");
    assertThat(typists.in("lobby")).isEmpty();
    assertThat(typists.expire(9_999)).as("told once").isEmpty();
  }

  @Test
  void shouldCountTheTimeoutFromTheLastWordOfIt() {
    typists.typing("lobby", ALICE, 0);
    typists.typing("lobby", ALICE, 1_000);
    assertThat(typists.expire(2_199)).isEmpty();
    assertThat(typists.expire(2_200)).containsExactly("lobby");
  }

  @Test
  void shouldForgetOnlyThoseWhoFellSilent() {
    typists.typing("lobby", ALICE, 0);
    typists.typing("lobby", BOB, 500);
    typists.typing("attic", CHEOLSU, 900);
    assertThat(typists.expire(1_200)).containsExactly("lobby");
    assertThat(typists.in("lobby")).containsExactly(BOB);
    assertThat(typists.in("attic")).containsExactly(CHEOLSU);
  }

  @Test
  void shouldBeToldWhenSomebodyStopsWhoTyped() {
    typists.typing("lobby", ALICE, 0);
    typists.typing("lobby", BOB, 0);
    assertThat(typists.stopped("lobby", List.of(ALICE))).isTrue();
    assertThat(typists.in("lobby")).containsExactly(BOB);
    assertThat(typists.stopped("lobby", List.of(ALICE))).isFalse();
  }

  @Test
  void shouldNotBeToldWhenSomebodyStopsWhoDidNotType() {
    typists.typing("lobby", ALICE, 0);
    assertThat(typists.stopped("lobby", List.of())).isFalse();
    assertThat(typists.stopped("lobby", List.of(BOB))).isFalse();
    assertThat(typists.stopped("attic", List.of(ALICE))).as("in another room").isFalse();
    assertThat(typists.in("lobby")).containsExactly(ALICE);
  }

  @Test
  void shouldBeToldOnceWhenSeveralStopTogether() {
    typists.typing("lobby", ALICE, 0);
    typists.typing("lobby", BOB, 0);
    assertThat(typists.stopped("lobby", List.of(CHEOLSU, ALICE, BOB))).isTrue();
    assertThat(typists.in("lobby")).isEmpty();
  }

  @Test
  void shouldBeToldAgainWhenSomebodyBeginsAnew() {
    typists.typing("lobby", ALICE, 0);
    typists.stopped("lobby", List.of(ALICE));
    assertThat(typists.typing("lobby", ALICE, 1)).isTrue();
    typists.clear();
    assertThat(typists.in("lobby")).isEmpty();
    assertThat(typists.typing("lobby", ALICE, 2)).isTrue();
  }
}
