package tickertalk.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tickertalk.notifier.Samples.ALICE;
import static tickertalk.notifier.Samples.BOB;
import static tickertalk.notifier.Samples.entry;
import static tickertalk.notifier.Samples.to;
import static tickertalk.notifier.Samples.toEverybody;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tickertalk.contract.Joined;
import tickertalk.contract.MessageRefs;
import tickertalk.contract.Notice;
import tickertalk.contract.Person;
import tickertalk.storage.Database;
import tickertalk.storage.DatabaseConfig;
import tickertalk.storage.Databases;
import tickertalk.storage.StorageException;

@Timeout(60)
class InboxTest {
  private static final String BOTH = "tickertalk.storage.Databases#both";

  @ParameterizedTest
  @MethodSource(BOTH)
  void anInboxHoldsOnesOwnAndEverybodysNewestFirst(Database database) {
    Inbox inbox = inbox(database, ALICE, BOB);
    add(inbox, toEverybody("one"), to(ALICE, "two"), to(BOB, "not hers"), toEverybody("three"));

    assertThat(texts(all(inbox, ALICE))).containsExactly("three", "two", "one");
    assertThat(texts(all(inbox, BOB))).containsExactly("three", "not hers", "one");
  }

  @ParameterizedTest
  @MethodSource(BOTH)
  void whatIsListedIsWhatWasAdded(Database database) {
    Inbox inbox = inbox(database, ALICE, BOB);
    List<Notice> added =
        add(
                inbox,
                Draft.joined(new Joined("lobby", BOB), 7),
                Draft.mention(ALICE, entry(3, BOB, "@alice")),
                Draft.periodic("again", 9))
            .stream()
            .map(Sent::notice)
            .toList();

    assertThat(all(inbox, ALICE).notices())
        .containsExactly(added.get(2), added.get(1), added.get(0));
    assertThat(added.get(1).seq()).isEqualTo(OptionalLong.of(3));
    assertThat(added.get(1).from()).isEqualTo(Optional.of(BOB));
  }

  @ParameterizedTest
  @MethodSource(BOTH)
  void whatNoticesQuoteIsGoneThroughPageByPageUntilItsWordsAreTakenOut(Database database) {
    Inbox inbox = inbox(database, ALICE, BOB);
    add(
        inbox,
        toEverybody("hello"),
        Draft.mention(ALICE, entry(10, BOB, "@alice @bob")),
        Draft.mention(BOB, entry(10, BOB, "@alice @bob")),
        Draft.mention(ALICE, entry(9, BOB, "@alice a secret")),
        Draft.mention(ALICE, entry(11, BOB, "@alice")));
    Quoted first = new Quoted("lobby", "epoch-1", 9);
    Quoted second = new Quoted("lobby", "epoch-1", 10);
    Quoted third = new Quoted("lobby", "epoch-1", 11);

    assertThat(inbox.quoted(Quoted.NONE, 2)).containsExactly(first, second);
    assertThat(inbox.quoted(second, 2)).containsExactly(third);
    assertThat(inbox.quoted(third, 2)).isEmpty();

    inbox.withhold(new MessageRefs("lobby", "epoch-1", List.of(9L)));
    inbox.withhold(new MessageRefs("lobby", "epoch-2", List.of(10L)));
    assertThat(texts(all(inbox, ALICE)))
        .containsExactly(
            "bob in lobby: @alice", "bob in lobby: …", "bob in lobby: @alice @bob", "hello");
    assertThat(inbox.quoted(Quoted.NONE, 2)).containsExactly(second, third);
  }

  @ParameterizedTest
  @MethodSource(BOTH)
  void nobodyIsToldOfTheirOwnComing(Database database) {
    Inbox inbox = inbox(database, ALICE, BOB);
    add(inbox, Draft.joined(new Joined("lobby", ALICE), 1));

    assertThat(all(inbox, ALICE)).isEqualTo(new Page(0, 0, List.of()));
    assertThat(texts(all(inbox, BOB))).containsExactly("alice joined lobby");
  }

  @ParameterizedTest
  @MethodSource(BOTH)
  void whatEverybodyWasToldBeforeAPersonWasFirstSeenIsNotTheirs(Database database) {
    Inbox inbox = inbox(database, ALICE);
    add(inbox, toEverybody("before bob"));
    remember(database, BOB);
    add(inbox, toEverybody("after bob"));
    remember(database, BOB);

    assertThat(texts(all(inbox, BOB))).containsExactly("after bob");
    assertThat(all(inbox, BOB).unread()).isEqualTo(1);
    assertThat(all(inbox, ALICE).unread()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource(BOTH)
  void somebodyNeverSeenHasNothing(Database database) {
    Inbox inbox = inbox(database, ALICE);
    add(inbox, toEverybody("one"));

    assertThat(all(inbox, BOB)).isEqualTo(new Page(0, 0, List.of()));
    assertThat(inbox.read(BOB.id(), 1)).isZero();
  }

  @ParameterizedTest
  @MethodSource(BOTH)
  void pagesFollowOneAnotherWithoutHoleOrOverlap(Database database) {
    Inbox inbox = inbox(database, ALICE);
    add(inbox, toEverybody("1"), to(ALICE, "2"), to(ALICE, "3"), toEverybody("4"), to(ALICE, "5"));

    Page first = inbox.list(ALICE.id(), OptionalLong.empty(), 2);
    Page second = inbox.list(ALICE.id(), OptionalLong.of(first.notices().get(1).id()), 2);
    Page third = inbox.list(ALICE.id(), OptionalLong.of(second.notices().get(1).id()), 2);

    assertThat(texts(first)).containsExactly("5", "4");
    assertThat(texts(second)).containsExactly("3", "2");
    assertThat(texts(third)).containsExactly("1");
    assertThat(third.unread()).isEqualTo(5);
  }

  @ParameterizedTest
  @MethodSource(BOTH)
  void readingCountsDownTheUnread(Database database) {
    Inbox inbox = inbox(database, ALICE, BOB);
    List<Sent> sent = add(inbox, toEverybody("1"), to(ALICE, "2"), to(ALICE, "3"), to(BOB, "4"));

    assertThat(inbox.read(ALICE.id(), sent.get(1).notice().id())).isEqualTo(1);
    assertThat(all(inbox, ALICE).lastRead()).isEqualTo(sent.get(1).notice().id());
    assertThat(all(inbox, ALICE).unread()).isEqualTo(1);
    assertThat(all(inbox, BOB).unread()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource(BOTH)
  void whatWasReadIsNeverUnreadAgain(Database database) {
    Inbox inbox = inbox(database, ALICE);
    List<Sent> sent = add(inbox, toEverybody("1"), toEverybody("2"));
    inbox.read(ALICE.id(), sent.get(1).notice().id());

    assertThat(inbox.read(ALICE.id(), sent.get(0).notice().id())).isZero();
    assertThat(inbox.read(ALICE.id(), 0)).isZero();
  }

  @ParameterizedTest
  @MethodSource(BOTH)
  void nobodyReadsWhatIsNotThereYet(Database database) {
    Inbox inbox = inbox(database, ALICE);
    add(inbox, toEverybody("1"));

    assertThat(inbox.read(ALICE.id(), Long.MAX_VALUE)).isZero();
    add(inbox, toEverybody("2"));
    assertThat(all(inbox, ALICE).unread()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource(BOTH)
  void anEntryToldAgainGivesNoSecondNotice(Database database) {
    Inbox inbox = inbox(database, ALICE, BOB);
    Person carol = new Person("id-carol", "carol");
    remember(database, carol);
    add(inbox, Draft.mention(ALICE, entry(1, BOB, "@alice")));

    List<Sent> again =
        add(
            inbox,
            Draft.mention(ALICE, entry(1, BOB, "@alice")),
            Draft.mention(carol, entry(1, BOB, "@alice")),
            Draft.mention(ALICE, entry(2, BOB, "@alice")));

    assertThat(again)
        .extracting(Sent::to)
        .containsExactly(Optional.of(carol.id()), Optional.of(ALICE.id()));
    assertThat(all(inbox, ALICE).unread()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource(BOTH)
  void anInstantHasOnePeriodicNotice(Database database) {
    Inbox inbox = inbox(database, ALICE);

    assertThat(add(inbox, Draft.periodic("tick", 5_000))).hasSize(1);
    assertThat(add(inbox, Draft.periodic("tick", 5_000))).isEmpty();
    assertThat(add(inbox, Draft.periodic("tick", 10_000))).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource(BOTH)
  void noticesAreStoredTogetherOrNotAtAll(Database database) {
    Inbox inbox = inbox(database, ALICE);

    assertThatThrownBy(() -> add(inbox, to(ALICE, "hers"), to(BOB, "to a stranger")))
        .isInstanceOf(StorageException.class);
    assertThat(all(inbox, ALICE).notices()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource(BOTH)
  void onlyTheNewestAreKeptToEverybodyAndToEachPerson(Database database) {
    database.migrate("notifier");
    remember(database, ALICE);
    remember(database, BOB);
    Inbox inbox = new Inbox(database, 3);
    add(inbox, to(BOB, "b1"));
    for (int i = 1; i <= 5; i++) {
      add(inbox, toEverybody("e" + i), to(ALICE, "a" + i));
    }

    assertThat(texts(all(inbox, ALICE))).containsExactly("a5", "e5", "a4", "e4", "a3", "e3");
    assertThat(texts(all(inbox, BOB))).containsExactly("e5", "e4", "e3", "b1");
    assertThat(all(inbox, ALICE).unread()).isEqualTo(6);
  }

  @ParameterizedTest
  @MethodSource(BOTH)
  void thePageIsNoLongerThanAsked(Database database) {
    Inbox inbox = inbox(database, ALICE);
    inbox.add(IntStream.range(0, 120).mapToObj(i -> toEverybody("n" + i)).toList());

    assertThat(inbox.list(ALICE.id(), OptionalLong.empty(), 100).notices()).hasSize(100);
  }

  @Test
  void everythingSurvivesARestartOnTheEmbeddedDatabase(@TempDir Path folder) {
    survivesARestart(DatabaseConfig.embeddedIn(folder));
  }

  @Test
  void everythingSurvivesARestartOnPostgresql() {
    survivesARestart(DatabaseConfig.at(Databases.postgresqlUrl()));
  }

  private static void survivesARestart(DatabaseConfig config) {
    Page before;
    try (Database database = Database.open(config)) {
      Inbox inbox = inbox(database, ALICE);
      List<Sent> sent = add(inbox, toEverybody("1"), to(ALICE, "2"));
      inbox.read(ALICE.id(), sent.get(0).notice().id());
      before = all(inbox, ALICE);
    }
    try (Database database = Database.open(config)) {
      Inbox inbox = inbox(database, ALICE);

      assertThat(all(inbox, ALICE)).isEqualTo(before);
      assertThat(before.unread()).isEqualTo(1);
      assertThat(add(inbox, toEverybody("3")).get(0).notice().id())
          .isGreaterThan(before.notices().get(0).id());
    }
  }

  private static Inbox inbox(Database database, Person... known) {
    database.migrate("notifier");
    for (Person person : known) {
      remember(database, person);
    }
    return new Inbox(database, NotifierConfig.DEFAULT_KEEP);
  }

  private static void remember(Database database, Person person) {
    new People(database, Clock.systemUTC()).remember(person);
  }

  private static List<Sent> add(Inbox inbox, Draft... drafts) {
    return inbox.add(List.of(drafts));
  }

  private static Page all(Inbox inbox, Person reader) {
    return inbox.list(reader.id(), OptionalLong.empty(), Inbox.MAX_LIMIT);
  }

  private static List<String> texts(Page page) {
    return page.notices().stream().map(Notice::text).toList();
  }
}
