package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tickertalk.chat.Outcome.Appended;
import tickertalk.chat.Outcome.Refused;
import tickertalk.contract.ChatPost;
import tickertalk.contract.Entry;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.HistoryQuery;
import tickertalk.contract.Person;
import tickertalk.contract.RoomAccess;
import tickertalk.storage.Database;
import tickertalk.storage.DatabaseConfig;
import tickertalk.storage.Databases;

/** Many posts in a transaction, from two JVMs' worth of writers over one database. */
@ParameterizedClass
@EnumSource
@Timeout(60)
class LogWriterTest {
  private static final Person ALICE = new Person("u-1", "alice");
  private static final Person BOB = new Person("u-2", "bob");

  enum Kind {
    SQLITE,
    POSTGRESQL
  }

  @TempDir static Path folder;

  private static Database database;
  private static Database otherDatabase;

  private final RoomLog log = new RoomLog(database, new People(), 500, Clock.systemUTC());
  private final LogWriter writer = writer(database);
  private final LogWriter otherWriter = writer(otherDatabase);
  private final String room = "room-" + UUID.randomUUID();

  LogWriterTest(Kind kind) {}

  @BeforeParameterizedClassInvocation
  static void openDatabases(Kind kind) {
    String url =
        kind == Kind.SQLITE ? "jdbc:sqlite:" + folder.resolve("t.db") : Databases.postgresqlUrl();
    database = Database.open(new DatabaseConfig(url, 4, Duration.ofMillis(500)));
    otherDatabase = Database.open(new DatabaseConfig(url, 4, Duration.ofSeconds(20)));
    database.migrate("chat");
  }

  @AfterParameterizedClassInvocation
  static void closeDatabases() {
    database.close();
    otherDatabase.close();
  }

  @BeforeEach
  void openRoom() {
    log.open(room, "a room", RoomAccess.PUBLIC);
  }

  @Test
  void aBatchIsNumberedInItsOrderEachRoomForItself() {
    String other = room + "-2";
    log.open(other, "another", RoomAccess.PUBLIC);
    List<Outcome> outcomes =
        writer.append(
            List.of(draft("a"), draft(other, "x"), draft("b"), draft(other, "y"), draft(BOB, "c")));
    assertThat(outcomes).extracting(LogWriterTest::seq).containsExactly(1L, 1L, 2L, 2L, 3L);
    assertThat(outcomes).allMatch(outcome -> ((Appended) outcome).fresh());
    assertThat(texts(room)).containsExactly("a", "b", "c");
    assertThat(texts(other)).containsExactly("x", "y");
    assertThat(seq(writer.append(List.of(draft("d"))).get(0))).isEqualTo(4);
  }

  @Test
  void whatIsToldIsWhatIsRead() {
    List<Draft> drafts = List.of(draft("a"), reply("b", 1), draft(BOB, "c"));
    List<Entry> told = writer.append(drafts).stream().map(LogWriterTest::entry).toList();
    assertThat(history(room)).isEqualTo(told);
  }

  @Test
  void theSamePostTwiceInABatchIsOneEntry() {
    Draft twice = draft("twice");
    List<Outcome> outcomes = writer.append(List.of(twice, draft("between"), twice));
    assertThat(outcomes).extracting(LogWriterTest::seq).containsExactly(1L, 2L, 1L);
    assertThat(outcomes.get(2)).isEqualTo(new Appended(entry(outcomes.get(0)), false));
    assertThat(texts(room)).containsExactly("twice", "between");
    assertThat(log.room(room).last()).isEqualTo(2);
  }

  @Test
  void aPostOfAnEarlierBatchKeepsItsPlaceAmongNewOnes() {
    Draft first = draft("first");
    Draft second = draft(BOB, "second");
    List<Outcome> earlier = writer.append(List.of(first, second));
    List<Outcome> outcomes =
        otherWriter.append(List.of(draft("a"), second, draft("b"), first, draft("c")));
    assertThat(outcomes).extracting(LogWriterTest::seq).containsExactly(3L, 2L, 4L, 1L, 5L);
    assertThat(outcomes.get(1)).isEqualTo(new Appended(entry(earlier.get(1)), false));
    assertThat(outcomes.get(3)).isEqualTo(new Appended(entry(earlier.get(0)), false));
    assertThat(texts(room)).containsExactly("first", "second", "a", "b", "c");
    assertThat(log.room(room).last()).isEqualTo(5);
  }

  @Test
  void aPostThatIsSentAgainAsAReplyToNothingIsStillTheEntryThatItWas() {
    Draft draft = draft("once");
    Entry entry = entry(writer.append(List.of(draft)).get(0));
    ChatPost changed = new ChatPost(room, draft.request().id(), "again", OptionalLong.of(99));
    assertThat(writer.append(List.of(new Draft(changed, ALICE))))
        .containsExactly(new Appended(entry, false));
  }

  @Test
  void aWholeBatchThatIsSentAgainChangesNothing() {
    List<Draft> drafts = IntStream.range(0, 512).mapToObj(i -> draft("m" + i)).toList();
    List<Outcome> first = writer.append(drafts);
    List<Outcome> again = otherWriter.append(drafts);
    assertThat(again).extracting(LogWriterTest::entry).isEqualTo(entries(first));
    assertThat(again).noneMatch(outcome -> ((Appended) outcome).fresh());
    assertThat(log.room(room).last()).isEqualTo(512);
  }

  @Test
  void aPostToAnUnknownRoomIsRefusedAndTheOthersAreNot() {
    List<Outcome> outcomes =
        writer.append(List.of(draft("a"), draft(room + "-attic", "lost"), draft("b")));
    assertRefused(outcomes.get(1), ErrorCode.UNKNOWN, "room: no such room \"" + room + "-attic\"");
    assertThat(texts(room)).containsExactly("a", "b");
  }

  @Test
  void aReplyMayAnswerAPostOfItsBatchButNotALaterOneAndLeavesNoHole() {
    writer.append(List.of(draft("1")));
    List<Outcome> outcomes =
        writer.append(
            List.of(reply("early", 2), draft("2"), reply("old", 1), reply("new", 3), draft("5")));
    assertRefused(outcomes.get(0), ErrorCode.UNKNOWN, "replyTo: there is no message 2 in the room");
    assertThat(texts(room)).containsExactly("1", "2", "old", "new", "5");
    assertThat(history(room)).extracting(Entry::seq).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(log.room(room).last()).isEqualTo(5);
  }

  @Test
  void aPostThatTheDatabaseDoesNotTakeKeepsNoOtherOut() {
    Person nameless = new Person("nameless", "");
    List<Draft> drafts =
        new ArrayList<>(IntStream.range(0, 9).mapToObj(i -> draft("m" + i)).toList());
    drafts.add(4, draft(nameless, "poison"));
    List<Outcome> outcomes = writer.append(drafts);
    assertRefused(
        outcomes.get(4), ErrorCode.CONFLICT, "the room's log does not take this as it is");
    assertThat(texts(room))
        .containsExactlyElementsOf(IntStream.range(0, 9).mapToObj(i -> "m" + i).toList());
    assertThat(outcomes).filteredOn(Appended.class::isInstance).hasSize(9);
    assertThat(log.room(room).last()).isEqualTo(9);
  }

  @Test
  void aTransactionThatFailsFailsAllOfItsPostsAndKeepsNoneAndTheNextOneWorks() throws Exception {
    Person newcomer = new Person("new-" + UUID.randomUUID(), "newcomer");
    List<Draft> drafts = List.of(draft("a"), draft(newcomer, "b"), draft(room + "-attic", "c"));
    List<Outcome> outcomes = whileAnotherHoldsTheRoom(() -> writer.append(drafts));
    assertThat(outcomes)
        .hasSize(3)
        .allSatisfy(
            outcome ->
                assertRefused(outcome, ErrorCode.UNAVAILABLE, "not available now, try again"));
    assertThat(log.room(room).last()).isZero();
    assertThat(texts(room)).isEmpty();
    assertThat(writer.append(drafts.subList(0, 2)))
        .extracting(LogWriterTest::seq)
        .containsExactly(1L, 2L);
  }

  /** The answer to a commit can be lost with the connection; nobody was told of its posts then. */
  @Test
  void aPostWhoseCommitWasInDoubtIsToldOnceWhenItTurnsOutToBeThere() throws Exception {
    Draft draft = draft("in doubt");
    whileAnotherHoldsTheRoom(() -> writer.append(List.of(draft)));
    Entry kept = entry(otherWriter.append(List.of(draft)).get(0));
    assertThat(writer.append(List.of(draft))).containsExactly(new Appended(kept, true));
    assertThat(writer.append(List.of(draft))).containsExactly(new Appended(kept, false));
  }

  @Test
  void ofMorePostsInDoubtThanAreKeptTheOldestAreForgotten() throws Exception {
    Draft oldest = draft("oldest");
    Draft newest = draft("newest");
    List<Draft> many = new ArrayList<>(List.of(oldest));
    IntStream.range(1, LogWriter.MOST_IN_DOUBT).forEach(i -> many.add(draft("m")));
    many.add(newest);
    whileAnotherHoldsTheRoom(() -> writer.append(many));
    otherWriter.append(List.of(oldest, newest));
    assertThat(writer.append(List.of(oldest, newest)))
        .extracting(outcome -> ((Appended) outcome).fresh())
        .containsExactly(false, true);
  }

  @Test
  void anAuthorWhoChangesNameInABatchHasTheirNameOfTheTime() {
    String id = "renamed-" + UUID.randomUUID();
    writer.append(List.of(draft(new Person(id, "one"), "a"), draft(new Person(id, "two"), "b")));
    writer.append(List.of(draft(new Person(id, "three"), "c")));
    assertThat(history(room))
        .extracting(it -> it.from().name())
        .containsExactly("one", "two", "three");
    assertThat(
            database.<List<String>>read(
                sql ->
                    sql.query(
                        "select name from chat_person where id = ?", row -> row.getString(1), id)))
        .containsExactly("three");
  }

  @Test
  void twoJvmsThatWriteTheSameBatchesAtOnceMakeOneLog() throws Exception {
    List<Draft> drafts = IntStream.range(0, 120).mapToObj(i -> draft("m" + i)).toList();
    CyclicBarrier ready = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<List<Outcome>>> both = new ArrayList<>();
      for (LogWriter jvm : List.of(writer, otherWriter)) {
        both.add(
            threads.submit(
                () -> {
                  ready.await();
                  return inBatchesOfTen(jvm, drafts);
                }));
      }
      Map<String, Long> seqs = new HashMap<>();
      for (Future<List<Outcome>> jvm : both) {
        for (Outcome outcome : jvm.get(30, TimeUnit.SECONDS)) {
          Long other = seqs.put(entry(outcome).id(), entry(outcome).seq());
          assertThat(other).isIn(null, entry(outcome).seq());
        }
      }
      assertThat(seqs.values())
          .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 120).boxed().toList());
      assertThat(log.room(room).last()).isEqualTo(120);
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Outcome> inBatchesOfTen(LogWriter jvm, List<Draft> drafts) {
    List<Draft> shuffled = new ArrayList<>(drafts);
    Collections.shuffle(shuffled, new Random(7));
    return IntStream.range(0, shuffled.size() / 10)
        .mapToObj(i -> jvm.append(shuffled.subList(10 * i, 10 * i + 10)))
        .flatMap(List::stream)
        .toList();
  }

  private <T> T whileAnotherHoldsTheRoom(Callable<T> work) throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    ExecutorService another = Executors.newSingleThreadExecutor();
    try {
      Future<Boolean> holding =
          another.submit(
              () ->
                  otherDatabase.transact(
                      sql -> {
                        sql.update("update chat_room set last = last where name = ?", room);
                        held.countDown();
                        return endsWithin(release);
                      }));
      assertThat(held.await(20, TimeUnit.SECONDS)).isTrue();
      T result = work.call();
      release.countDown();
      assertThat(holding.get(20, TimeUnit.SECONDS)).isTrue();
      return result;
    } finally {
      another.shutdownNow();
    }
  }

  private static boolean endsWithin(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static LogWriter writer(Database database) {
    return new LogWriter(database, new People(), Clock.systemUTC());
  }

  private static void assertRefused(Outcome outcome, ErrorCode code, String message) {
    assertThat(outcome).isInstanceOf(Refused.class);
    assertThat(((Refused) outcome).reason()).hasMessage(message);
    assertThat(((Refused) outcome).reason().code()).isEqualTo(code);
  }

  private static Entry entry(Outcome outcome) {
    return ((Appended) outcome).entry();
  }

  private static List<Entry> entries(List<Outcome> outcomes) {
    return outcomes.stream().map(LogWriterTest::entry).toList();
  }

  private static long seq(Outcome outcome) {
    return entry(outcome).seq();
  }

  private Draft draft(String text) {
    return draft(ALICE, text);
  }

  private Draft draft(Person author, String text) {
    return new Draft(post(room, text, OptionalLong.empty()), author);
  }

  private static Draft draft(String room, String text) {
    return new Draft(post(room, text, OptionalLong.empty()), ALICE);
  }

  private Draft reply(String text, long seq) {
    return new Draft(post(room, text, OptionalLong.of(seq)), BOB);
  }

  private static ChatPost post(String room, String text, OptionalLong replyTo) {
    return new ChatPost(room, UUID.randomUUID().toString(), text, replyTo);
  }

  private List<Entry> history(String name) {
    return log.history(new HistoryQuery(name, OptionalLong.of(0), OptionalLong.empty(), 500))
        .entries();
  }

  private List<String> texts(String name) {
    return history(name).stream().map(Entry::text).toList();
  }
}
