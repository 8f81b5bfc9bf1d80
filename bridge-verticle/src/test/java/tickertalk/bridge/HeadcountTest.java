package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tickertalk.contract.Person;
import tickertalk.contract.PresenceReport;

class HeadcountTest {
  private final Headcount headcount = new Headcount(8_000);

  private void hear(String bridge, String room, long nowMs, String... people) {
    headcount.hear(
        new PresenceReport(
            bridge, room, Stream.of(people).map(name -> new Person(name, name)).toList(), Set.of()),
        nowMs);
  }

  @Test
  void aPersonCountsOnceHoweverManyRoomsAndBridgesTheyAreOn() {
    hear("one", "lobby", 0, "alice", "bob");
    hear("one", "attic", 0, "alice");
    hear("two", "lobby", 0, "alice", "carol");
    assertThat(headcount.people()).isEqualTo(3);

    hear("one", "attic", 1);
    hear("one", "lobby", 1, "bob");
    assertThat(headcount.people()).isEqualTo(3);
    hear("two", "lobby", 1, "carol");
    assertThat(headcount.people()).isEqualTo(2);
  }

  @Test
  void theSameReportAgainChangesNothing() {
    hear("one", "lobby", 0, "alice");
    hear("one", "lobby", 3_000, "alice");
    assertThat(headcount.people()).isEqualTo(1);
    hear("one", "lobby", 4_000);
    hear("one", "lobby", 4_000);
    assertThat(headcount.people()).isZero();
  }

  @Test
  void aBridgeThatFellSilentTakesItsPeopleWithIt() {
    hear("one", "lobby", 0, "alice");
    hear("two", "lobby", 5_000, "bob");
    headcount.expire(7_999);
    assertThat(headcount.people()).isEqualTo(2);
    headcount.expire(8_000);
    assertThat(headcount.people()).isEqualTo(1);
  }
}
