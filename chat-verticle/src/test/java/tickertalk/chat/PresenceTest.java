package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tickertalk.chat.Presence.Change;
import tickertalk.contract.Person;
import tickertalk.contract.PresenceReport;

@Timeout(10)
class PresenceTest {
  private static final Person ALICE = new Person("u-1", "alice");
  private static final Person BOB = new Person("u-2", "bob");
  private static final Person CHEOLSU = new Person("u-3", "철수");

  private final Presence presence = new Presence(Duration.ofSeconds(8), Duration.ofSeconds(1));

  /** A bridge that has these people, all of whom just arrived there. */
  private static PresenceReport arrivals(String bridge, Person... people) {
    Set<String> ids = Arrays.stream(people).map(Person::id).collect(Collectors.toSet());
    return new PresenceReport(bridge, "lobby", List.of(people), ids);
  }

  /** A bridge that has these people, and had them before. */
  private static PresenceReport residents(String bridge, Person... people) {
    return new PresenceReport(bridge, "lobby", List.of(people), Set.of());
  }

  private static Change joined(Person... people) {
    return new Change(List.of(people), List.of());
  }

  private static Change left(Person... people) {
    return new Change(List.of(), List.of(people));
  }

  private static Change nothing() {
    return new Change(List.of(), List.of());
  }

  @Test
  void shouldTellWhoJoinedAndWhoLeft() {
    assertThat(presence.report(arrivals("b-1", ALICE, BOB), 0)).isEqualTo(joined(ALICE, BOB));
    assertThat(presence.in("lobby")).containsExactlyInAnyOrder(ALICE, BOB);
    assertThat(presence.report(residents("b-1", BOB), 1)).isEqualTo(left(ALICE));
    assertThat(presence.in("lobby")).containsExactly(BOB);
    assertThat(presence.report(residents("b-1"), 2)).isEqualTo(left(BOB));
    assertThat(presence.in("lobby")).isEmpty();
  }

  @Test
  void shouldTellNothingWhenAReportIsRepeated() {
    presence.report(arrivals("b-1", ALICE), 0);
    assertThat(presence.report(arrivals("b-1", ALICE), 1)).isEqualTo(nothing());
    assertThat(presence.report(residents("b-1", ALICE), 2)).isEqualTo(nothing());
  }

  @Test
  void shouldCountAPersonOnceHoweverManyTabsTheyHave() {
    assertThat(presence.report(arrivals("b-1", ALICE, ALICE), 0)).isEqualTo(joined(ALICE));
    assertThat(presence.in("lobby")).containsExactly(ALICE);
    assertThat(presence.report(residents("b-1", ALICE), 1)).isEqualTo(nothing());
  }

  @Test
  void shouldCountAPersonOnceHoweverManyBridgesTheyAreOn() {
    presence.report(arrivals("b-1", ALICE), 0);
    assertThat(presence.report(arrivals("b-2", ALICE, BOB), 1)).isEqualTo(joined(BOB));
    assertThat(presence.in("lobby")).containsExactlyInAnyOrder(ALICE, BOB);
    assertThat(presence.report(residents("b-1"), 2)).as("still on b-2").isEqualTo(nothing());
    assertThat(presence.report(residents("b-2", BOB), 3)).isEqualTo(left(ALICE));
  }

  @Test
  void shouldKeepRoomsApart() {
    presence.report(arrivals("b-1", ALICE), 0);
    presence.report(new PresenceReport("b-1", "attic", List.of(BOB), Set.of("u-2")), 0);
    assertThat(presence.report(residents("b-1"), 1)).isEqualTo(left(ALICE));
    assertThat(presence.in("lobby")).isEmpty();
    assertThat(presence.in("attic")).containsExactly(BOB);
  }

  @Test
  void shouldNotCallThoseNewWhoWereThereBeforeChatBegan() {
    assertThat(presence.report(residents("b-1", ALICE, BOB), 0)).isEqualTo(nothing());
    assertThat(presence.in("lobby")).containsExactlyInAnyOrder(ALICE, BOB);
    assertThat(presence.report(arrivals("b-1", ALICE, BOB, CHEOLSU), 1)).isEqualTo(joined(CHEOLSU));
  }

  @Test
  void shouldTellOfThoseWhoAreThereWithoutHavingJoined() {
    presence.report(residents("b-1", ALICE), 0);
    assertThat(presence.due(0)).containsExactly("lobby");
  }

  @Test
  void shouldForgetABridgeThatFellSilentAtTheTimeoutAndNotBefore() {
    presence.report(arrivals("b-1", ALICE, BOB), 0);
    presence.report(arrivals("b-2", BOB, CHEOLSU), 5_000);
    assertThat(presence.expire(7_999)).isEmpty();
    assertThat(presence.expire(8_000)).isEqualTo(Map.of("lobby", List.of(ALICE)));
    assertThat(presence.in("lobby")).containsExactlyInAnyOrder(BOB, CHEOLSU);
    assertThat(presence.expire(12_999)).isEmpty();
    assertThat(presence.expire(13_000).get("lobby")).containsExactlyInAnyOrder(BOB, CHEOLSU);
    assertThat(presence.in("lobby")).isEmpty();
    assertThat(presence.expire(99_999)).as("told once").isEmpty();
  }

  @Test
  void shouldKeepABridgeThatRepeatsItself() {
    presence.report(arrivals("b-1", ALICE), 0);
    presence.report(residents("b-1", ALICE), 7_000);
    assertThat(presence.expire(8_000)).isEmpty();
    assertThat(presence.expire(15_000)).isEqualTo(Map.of("lobby", List.of(ALICE)));
  }

  @Test
  void shouldCallSomebodyNewAgainWhoComesBack() {
    presence.report(arrivals("b-1", ALICE), 0);
    presence.report(residents("b-1"), 1);
    assertThat(presence.report(arrivals("b-1", ALICE), 2)).isEqualTo(joined(ALICE));
  }

  @Test
  void shouldBeDueWhenSomebodyCameOrWentAndNotOtherwise() {
    assertThat(presence.due(0)).isEmpty();
    presence.report(arrivals("b-1", ALICE), 0);
    assertThat(presence.due(0)).containsExactly("lobby");
    assertThat(presence.due(5_000)).isEmpty();
    presence.report(residents("b-1", ALICE), 5_000);
    assertThat(presence.due(5_000)).as("nobody came or went").isEmpty();
    presence.report(residents("b-1"), 6_000);
    assertThat(presence.due(6_000)).as("the last one went").containsExactly("lobby");
  }

  @Test
  void shouldBeDueWhenPeopleAreGoneWithTheirBridge() {
    presence.report(arrivals("b-1", ALICE), 0);
    presence.due(0);
    presence.expire(8_000);
    assertThat(presence.due(8_000)).containsExactly("lobby");
  }

  @Test
  void shouldBeDueAtMostOnceInAnIntervalAndNeverForgetAChange() {
    presence.report(arrivals("b-1", ALICE), 0);
    assertThat(presence.due(0)).containsExactly("lobby");
    presence.report(arrivals("b-1", ALICE, BOB), 100);
    assertThat(presence.due(100)).isEmpty();
    assertThat(presence.due(999)).isEmpty();
    assertThat(presence.due(1_000)).containsExactly("lobby");
    assertThat(presence.due(2_000)).isEmpty();
  }

  @Test
  void shouldHoldNoRoomBackForAnother() {
    presence.report(arrivals("b-1", ALICE), 0);
    presence.due(0);
    presence.report(new PresenceReport("b-1", "attic", List.of(BOB), Set.of("u-2")), 100);
    assertThat(presence.due(100)).containsExactly("attic");
  }

  @Test
  void shouldTellACrowdThatComesAndGoesAllTheTimeOnceASecond() {
    int told = 0;
    for (long nowMs = 0; nowMs < 10_000; nowMs += 100) {
      presence.report(
          nowMs % 200 == 0 ? arrivals("b-1", ALICE, BOB) : residents("b-1", ALICE), nowMs);
      told += presence.due(nowMs).size();
    }
    assertThat(told).isEqualTo(10);
  }
}
