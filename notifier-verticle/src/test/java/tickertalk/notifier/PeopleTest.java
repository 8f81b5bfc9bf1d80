package tickertalk.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static tickertalk.notifier.Samples.ALICE;
import static tickertalk.notifier.Samples.BOB;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tickertalk.contract.Caller;
import tickertalk.contract.Person;
import tickertalk.contract.Role;
import tickertalk.contract.RoomAccess;
import tickertalk.contract.Sanction;
import tickertalk.notifier.Samples.SetClock;
import tickertalk.storage.Database;

@Timeout(60)
class PeopleTest {
  private final SetClock clock = new SetClock();

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void aPersonIsFoundByTheirNameWhateverItsCase(Database database) {
    People people = people(database);
    Person minsu = new Person("id-minsu", "민수");
    people.remember(new Person("id-ann", "Ann Lee"));
    people.remember(minsu);
    people.remember(BOB);

    assertThat(people.bearers(Set.of("ann lee", "민수", "carol")))
        .isEqualTo(
            Map.of("ann lee", List.of(new Person("id-ann", "Ann Lee")), "민수", List.of(minsu)));
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void aPersonIsKnownByTheirLatestName(Database database) {
    People people = people(database);
    people.remember(ALICE);
    people.remember(new Person(ALICE.id(), "alicia"));

    assertThat(people.bearers(Set.of("alice", "alicia"))).containsOnlyKeys("alicia");
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void aPersonNotSeenForMoreThanThirtyDaysBearsNoName(Database database) {
    People people = people(database);
    people.remember(ALICE);
    people.remember(BOB);
    clock.advance(Duration.ofDays(20));
    people.remember(ALICE);
    clock.advance(Duration.ofDays(20));

    assertThat(people.bearers(Set.of("alice", "bob"))).containsOnlyKeys("alice");
    assertThat(people.knows(BOB.id())).isTrue();
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void nobodyIsKnownWhoWasNeverSeen(Database database) {
    People people = people(database);

    assertThat(people.knows("id-nobody")).isFalse();
    assertThat(people.bearers(Set.of())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void aNameOfManyGivesThoseSeenLastAndCrowdsOutNoOtherName(Database database) {
    People people = people(database);
    people.remember(ALICE);
    people.remember(new Person("first", "guest"));
    for (int i = 0; i < 20; i++) {
      clock.advance(Duration.ofMinutes(1));
      people.remember(new Person("id-" + i, "guest"));
    }

    Map<String, List<Person>> bearers = people.bearers(Set.of("guest", "alice"));

    assertThat(bearers.get("alice")).containsExactly(ALICE);
    assertThat(bearers.get("guest"))
        .hasSize(11)
        .startsWith(new Person("id-19", "guest"), new Person("id-18", "guest"));
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void asManyNamesAsAMessageCanAskForAreLookedUpAtOnce(Database database) {
    People people = people(database);
    people.remember(ALICE);
    Set<String> keys =
        IntStream.range(0, 2_000).mapToObj(i -> "name " + i).collect(Collectors.toSet());
    keys.add("alice");

    assertThat(people.bearers(keys)).containsOnlyKeys("alice");
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void whoMayReadARoomIsToldByWhatTheyLastCameWith(Database database) {
    People people = people(database);
    Person carol = new Person("id-carol", "carol");
    people.remember(new Caller(ALICE, Role.MEMBER));
    people.remember(new Caller(BOB, Role.ADMIN, Optional.of(Set.of("club"))));
    people.remember(carol); // was only spoken of
    List<Person> all = List.of(ALICE, BOB, carol);

    assertThat(people.admitted(all, door(RoomAccess.MEMBERS), "club")).containsExactly(ALICE, BOB);
    assertThat(people.admitted(all, door(RoomAccess.MEMBERS), "attic")).containsExactly(ALICE);
    assertThat(people.admitted(all, door(RoomAccess.PUBLIC), "lobby"))
        .containsExactly(ALICE, carol);

    people.remember(new Caller(ALICE, Role.GUEST));
    people.remember(new Caller(carol, Role.MEMBER));
    people.remember(carol);
    assertThat(people(database).admitted(all, door(RoomAccess.MEMBERS), "attic"))
        .containsExactly(carol);
  }

  /** What a moderator decided does not hold for the staff, whom the last visit shows to be some. */
  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void whoIsBannedFromARoomMayNotReadIt(Database database) {
    People people = people(database);
    Person carol = new Person("id-carol", "carol");
    people.remember(new Caller(ALICE, Role.MEMBER));
    people.remember(new Caller(BOB, Role.ADMIN));
    Door door =
        new Door(
            RoomAccess.PUBLIC,
            List.of(
                ban(ALICE, Optional.of("lobby")),
                ban(BOB, Optional.empty()),
                ban(carol, Optional.empty())),
            true);
    List<Person> all = List.of(ALICE, BOB, carol);

    assertThat(people.admitted(all, door, "lobby")).containsExactly(BOB);
    assertThat(people.admitted(all, door, "attic")).containsExactly(ALICE, BOB);
  }

  private static Sanction ban(Person person, Optional<String> room) {
    return new Sanction(
        Sanction.Kind.BAN, person.id(), room, Sanction.FOR_GOOD, Role.MODERATOR, Optional.empty());
  }

  private static Door door(RoomAccess access) {
    return new Door(access, List.of(), true);
  }

  private People people(Database database) {
    database.migrate("notifier");
    return new People(database, clock);
  }
}
