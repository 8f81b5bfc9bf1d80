package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tickertalk.contract.Person;
import tickertalk.contract.PresenceReport;

class AttendanceTest {
  private static final Person ALICE = new Person("a", "alice");
  private static final Person BOB = new Person("b", "bob");

  private final AtomicInteger toldOfChanges = new AtomicInteger();
  private final Attendance attendance = new Attendance("bridge-1", toldOfChanges::incrementAndGet);

  private static PresenceReport report(String room, List<Person> people, Set<String> arrived) {
    return new PresenceReport("bridge-1", room, people, arrived);
  }

  @Test
  void whoEntersIsReportedAsArrived() {
    attendance.enter("lobby", ALICE);

    assertThat(attendance.changes()).containsExactly(report("lobby", List.of(ALICE), Set.of("a")));
  }

  @Test
  void aChangeIsReportedOnceAndArrivalsAreNewOnce() {
    attendance.enter("lobby", ALICE);
    attendance.changes();

    assertThat(attendance.changes()).isEmpty();
    assertThat(attendance.everything()).containsExactly(report("lobby", List.of(ALICE), Set.of()));
    attendance.enter("lobby", BOB);
    assertThat(attendance.changes())
        .containsExactly(report("lobby", List.of(ALICE, BOB), Set.of("b")));
  }

  @Test
  void aRoomThatEverybodyLeftIsReportedEmptyAndThenNoMore() {
    attendance.enter("lobby", ALICE);
    attendance.changes();

    attendance.leave("lobby", ALICE);

    assertThat(attendance.changes()).containsExactly(report("lobby", List.of(), Set.of()));
    assertThat(attendance.changes()).isEmpty();
    assertThat(attendance.everything()).isEmpty();
  }

  @Test
  void aPersonWithTwoSocketsIsThereOnceAndUntilBothLeft() {
    attendance.enter("lobby", ALICE);
    attendance.changes();

    attendance.enter("lobby", ALICE);
    assertThat(attendance.changes()).as("a second socket changes nothing").isEmpty();
    attendance.leave("lobby", ALICE);
    assertThat(attendance.changes()).as("one socket is left").isEmpty();
    assertThat(attendance.everything()).containsExactly(report("lobby", List.of(ALICE), Set.of()));

    attendance.leave("lobby", ALICE);
    assertThat(attendance.changes()).containsExactly(report("lobby", List.of(), Set.of()));
  }

  @Test
  void roomsAreApart() {
    attendance.enter("lobby", ALICE);
    attendance.enter("attic", BOB);
    attendance.leave("lobby", ALICE);

    assertThat(attendance.everything()).containsExactly(report("attic", List.of(BOB), Set.of("b")));
    assertThat(attendance.changes())
        .extracting(PresenceReport::room, PresenceReport::people)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("lobby", List.of()),
            org.assertj.core.groups.Tuple.tuple("attic", List.of(BOB)));
  }

  @Test
  void itSaysOnceThatThereIsSomethingToReportUntilItIsReported() {
    attendance.enter("lobby", ALICE);
    attendance.enter("lobby", BOB);
    attendance.enter("attic", BOB);
    attendance.leave("lobby", BOB);
    assertThat(toldOfChanges).hasValue(1);

    attendance.changes();
    attendance.leave("lobby", ALICE);

    assertThat(toldOfChanges).hasValue(2);
  }

  @Test
  void aSecondSocketIsNothingToReport() {
    attendance.enter("lobby", ALICE);
    attendance.changes();

    attendance.enter("lobby", ALICE);
    attendance.leave("lobby", ALICE);

    assertThat(toldOfChanges).hasValue(1);
  }
}
