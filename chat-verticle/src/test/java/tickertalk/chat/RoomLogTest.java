package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tickertalk.chat.Outcome.Appended;
import tickertalk.chat.Outcome.Refused;
import tickertalk.contract.ChatDelete;
import tickertalk.contract.ChatEdit;
import tickertalk.contract.ChatPost;
import tickertalk.contract.ChatWrite;
import tickertalk.contract.CommandException;
import tickertalk.contract.Entry;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.HistoryQuery;
import tickertalk.contract.MessageRefs;
import tickertalk.contract.Person;
import tickertalk.contract.RoomAccess;
import tickertalk.storage.Database;
import tickertalk.storage.DatabaseConfig;
import tickertalk.storage.Databases;

/** Two JVMs' worth of logs over one database; every test has a room of its own. */
@ParameterizedClass
@EnumSource
@Timeout(60)
class RoomLogTest {
  private static final Person ALICE = new Person("u-1", "alice");
  private static final Person CHEOLSU = new Person("u-2", "김철수 🚀");
  private static final int MAX_ROOMS = 500;

  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochMilli(1_700_000_000_123L), ZoneOffset.UTC);

  enum Kind {
    SQLITE,
    POSTGRESQL
  }

  @TempDir static Path folder;

  private static DatabaseConfig config;
  private static Database database;
  private static Database sameDatabase;

  private final People people = new People();
  private final RoomLog log = new RoomLog(database, people, MAX_ROOMS, CLOCK);
  private final LogWriter writer = new LogWriter(database, people, CLOCK);
  private final People otherPeople = new People();
  private final RoomLog otherLog = new RoomLog(sameDatabase, otherPeople, MAX_ROOMS, CLOCK);
  private final LogWriter otherWriter = new LogWriter(sameDatabase, otherPeople, CLOCK);
  private final String room = "room-" + UUID.randomUUID();

  RoomLogTest(Kind kind) {}

  @BeforeParameterizedClassInvocation
  static void openDatabases(Kind kind) {
    config =
        kind == Kind.SQLITE
            ? DatabaseConfig.embeddedIn(folder)
            : DatabaseConfig.at(Databases.postgresqlUrl());
    database = Database.open(config);
    sameDatabase = Database.open(config);
    database.migrate("chat");
  }

  @AfterParameterizedClassInvocation
  static void closeDatabases() {
    database.close();
    sameDatabase.close();
  }

  @BeforeEach
  void openRoom() {
    log.open(room, "a room", RoomAccess.PUBLIC);
  }

  // Rooms

  @Test
  void shouldOpenARoomWithAnEmptyLog() {
    Room opened = log.room(room);
    assertThat(opened.title()).isEqualTo("a room");
    assertThat(opened.last()).isZero();
    assertThat(opened.epoch()).isNotBlank();
    assertThat(log.rooms(Optional.empty())).contains(opened).isSortedAccordingTo(byName());
  }

  private static Comparator<Room> byName() {
    return Comparator.comparing(Room::name);
  }

  @Test
  void shouldGiveARoomThatIsThereAsItIs() {
    Room opened = log.room(room);
    say("one");
    assertThat(otherLog.open(room, "another title", RoomAccess.PUBLIC))
        .isEqualTo(
            new Room(room, "a room", opened.epoch(), RoomAccess.PUBLIC, 1, OptionalLong.empty()));
  }

  @Test
  void shouldOpenARoomOnceThoughAllDoAtOnce() throws Exception {
    String contested = room + "-contested";
    List<Room> opened =
        atOnce(
            List.of(
                () -> log.open(contested, "mine", RoomAccess.PUBLIC),
                () -> otherLog.open(contested, "yours", RoomAccess.PUBLIC),
                () -> log.open(contested, "mine", RoomAccess.PUBLIC),
                () -> otherLog.open(contested, "yours", RoomAccess.PUBLIC)));
    assertThat(new HashSet<>(opened)).hasSize(1);
  }

  @Test
  void shouldGiveEveryRoomAnEpochOfItsOwn() {
    assertThat(log.open(room + "-2", "b", RoomAccess.PUBLIC).epoch())
        .isNotEqualTo(log.room(room).epoch());
  }

  // Appending

  @Test
  void shouldNumberEntriesFromOneWithoutHoles() {
    assertThat(List.of(say("a").seq(), say("b").seq(), say("c").seq())).containsExactly(1L, 2L, 3L);
    assertThat(log.room(room).last()).isEqualTo(3);
  }

  @Test
  void shouldNumberEachRoomForItself() {
    String other = room + "-2";
    log.open(other, "b", RoomAccess.PUBLIC);
    say("a");
    assertThat(append(writer, post(other, "b"), ALICE).entry().seq()).isEqualTo(1);
    assertThat(say("c").seq()).isEqualTo(2);
  }

  @Test
  void shouldKeepWhatWasSaidByWhomAndWhen() {
    say("first");
    ChatPost reply = new ChatPost(room, uuid(), "둘", OptionalLong.of(1));
    Appended appended = append(writer, reply, CHEOLSU);
    Entry expected =
        new Entry.Message(
            new Entry.Head(
                room, log.room(room).epoch(), 2, reply.id(), CHEOLSU, 1_700_000_000_123L),
            "둘",
            OptionalLong.of(1));
    assertThat(appended).isEqualTo(new Appended(expected, true));
    assertThat(otherLog.history(after(1, 10)).entries()).containsExactly(expected);
  }

  @Test
  void shouldTellTheAuthorWhereTheMessageIs() {
    Appended appended = append(writer, post("a"), ALICE);
    assertThat(appended.receipt().getMap())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "room",
                room,
                "epoch",
                log.room(room).epoch(),
                "seq",
                1L,
                "at",
                1_700_000_000_123L));
  }

  @Test
  void shouldKeepTheNameThatAnAuthorHadAtTheTime() {
    append(writer, post("a"), new Person("renamed", "old"));
    append(writer, post("b"), new Person("renamed", "new"));
    assertThat(history()).extracting(entry -> entry.from().name()).containsExactly("old", "new");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'); drop table chat_entry; --",
        "\" or 1=1 /* ? $1 :name ${identity} \\' %s",
        "👨‍👩‍👧‍👦🇰🇷👍🏽🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "ᄒᆞᆫ 한글 हिन्दी עברית\u202e\u200f\ufeff\u200b",
        "\u0001\u001b[31m\u007f\u0085\u2028\ufffe\uffff\udbff\udfff",
        "  spaces \t\r\n around  ",
        "NULL"
      })
  void shouldKeepAnyTextAsItIs(String text) {
    ChatPost post = post(text);
    Person author = new Person("odd-" + uuid(), text);
    Appended appended = append(writer, post, author);
    assertThat(appended.entry().text()).isEqualTo(text);
    assertThat(otherLog.history(latest(1)).entries()).containsExactly(appended.entry());
    assertThat(append(otherWriter, post, author)).isEqualTo(new Appended(appended.entry(), false));
  }

  @Test
  void shouldKeepTheLongestText() {
    String longest = "👍🏽".repeat(ChatPost.MAX_TEXT);
    say(longest);
    assertThat(history()).extracting(Entry::text).containsExactly(longest);
  }

  @Test
  void shouldKnowNoRoomThatNobodyOpened() {
    String attic = room + "-attic";
    String message = "room: no such room \"" + attic + "\"";
    assertUnknown(message, () -> append(writer, post(attic, "a"), ALICE));
    assertUnknown(message, () -> log.history(query(attic)));
    assertUnknown(message, () -> log.room(attic));
  }

  private static HistoryQuery query(String room) {
    return new HistoryQuery(room, OptionalLong.empty(), OptionalLong.empty(), 10);
  }

  @Test
  void shouldRefuseAReplyToNothingAndLeaveNoHole() {
    say("a");
    for (long nothing : new long[] {2, 3, 99, Long.MAX_VALUE}) {
      assertUnknown(
          "replyTo: there is no message " + nothing + " in the room",
          () -> append(writer, reply("to nothing", nothing), ALICE));
    }
    assertThat(say("b").seq()).isEqualTo(2);
    assertThat(append(writer, reply("to something", 2), ALICE).entry().seq()).isEqualTo(3);
    assertThat(history()).extracting(Entry::text).containsExactly("a", "b", "to something");
  }

  @Test
  void shouldRefuseAReplyToAnEntryOfAnotherRoom() {
    String other = room + "-2";
    log.open(other, "b", RoomAccess.PUBLIC);
    append(writer, post(other, "there"), ALICE);
    assertUnknown(
        "replyTo: there is no message 1 in the room",
        () -> append(writer, reply("to there", 1), ALICE));
  }

  // The same post again

  @Test
  void shouldGiveTheSameEntryForTheSameIdAgain() {
    ChatPost post = post("once");
    Appended first = append(writer, post, ALICE);
    say("between");
    assertThat(append(writer, post, ALICE)).isEqualTo(new Appended(first.entry(), false));
    assertThat(append(otherWriter, post, ALICE)).isEqualTo(new Appended(first.entry(), false));
    assertThat(history()).extracting(Entry::text).containsExactly("once", "between");
    assertThat(say("next").seq()).isEqualTo(3);
  }

  @Test
  void shouldKeepTheFirstTextWhenTheSameIdComesWithAnother() {
    ChatPost post = post("first");
    append(writer, post, ALICE);
    Appended again =
        append(writer, new ChatPost(room, post.id(), "second", OptionalLong.empty()), ALICE);
    assertThat(again.entry().text()).isEqualTo("first");
    assertThat(history()).extracting(Entry::text).containsExactly("first");
  }

  @Test
  void shouldTakeTheSameIdOfAnotherAuthorOrInAnotherRoomForAnotherMessage() {
    ChatPost post = post("mine");
    append(writer, post, ALICE);
    assertThat(append(writer, post, CHEOLSU).entry().seq()).isEqualTo(2);
    String other = room + "-2";
    log.open(other, "b", RoomAccess.PUBLIC);
    ChatPost elsewhere = new ChatPost(other, post.id(), "mine", OptionalLong.empty());
    assertThat(append(writer, elsewhere, ALICE).fresh()).isTrue();
  }

  @Test
  void shouldWriteAPostOnceThoughItComesTwiceAtOnce() throws Exception {
    int rounds = 25;
    for (int round = 1; round <= rounds; round++) {
      ChatPost post = post("round " + round);
      List<Appended> both =
          atOnce(
              List.of(() -> append(writer, post, ALICE), () -> append(otherWriter, post, ALICE)));
      assertThat(both).extracting(Appended::entry).containsOnly(both.get(0).entry());
      assertThat(both).extracting(Appended::fresh).containsExactlyInAnyOrder(true, false);
    }
    assertThat(seqs()).containsExactlyElementsOf(oneTo(rounds));
  }

  @Test
  void shouldLeaveNoHoleAndNoDoubleWhenTwoJvmsWriteAtOnceAndSomeWritesFail() throws Exception {
    int each = 15;
    long all = 4L * each;
    List<List<Long>> given =
        atOnce(
            List.of(
                () -> sayMany(writer, ALICE, each),
                () -> sayMany(otherWriter, ALICE, each),
                () -> sayMany(writer, CHEOLSU, each),
                () -> sayMany(otherWriter, CHEOLSU, each)));
    assertThat(given.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(oneTo(all));
    assertThat(given).allSatisfy(seqs -> assertThat(seqs).isSorted());
    assertThat(seqs()).containsExactlyElementsOf(oneTo(all));
    assertThat(log.room(room).last()).isEqualTo(all);
  }

  private List<Long> sayMany(LogWriter jvm, Person author, int count) {
    List<Long> seqs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      seqs.add(append(jvm, post("m" + i), author).entry().seq());
      assertUnknown(
          "replyTo: there is no message 1000000 in the room",
          () -> append(jvm, reply("to nothing", 1_000_000), author));
    }
    return seqs;
  }

  // History

  @Test
  void shouldSayOfAnEmptyRoomWhereItsLogWillBegin() {
    Page page = log.history(latest(10));
    assertThat(page).isEqualTo(new Page(log.room(room), 1, List.of()));
    assertThat(page.toJson().getLong("last")).isZero();
  }

  @Test
  void shouldSayWhereTheLogBeginsAndEnds() {
    say("a");
    say("b");
    say("c");
    Page page = log.history(latest(1));
    assertThat(page.first()).isEqualTo(1);
    assertThat(page.room()).isEqualTo(log.room(room));
    assertThat(page.toJson().getMap())
        .containsEntry("room", room)
        .containsEntry("epoch", log.room(room).epoch())
        .containsEntry("first", 1L)
        .containsEntry("last", 3L);
    assertThat(page.toJson().getJsonArray("entries").getJsonObject(0).getString("text"))
        .isEqualTo("c");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 12, 13, 500})
  void shouldCoverEverythingExactlyOncePageByPageForwards(int limit) {
    sayTwelve();
    List<Long> read = new ArrayList<>();
    List<Entry> page = log.history(after(0, limit)).entries();
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(limit);
      assertThat(read).as("comes to an end").hasSizeLessThan(12);
      page.forEach(entry -> read.add(entry.seq()));
      page = log.history(after(read.get(read.size() - 1), limit)).entries();
    }
    assertThat(read).containsExactlyElementsOf(oneTo(12));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 12, 13, 500})
  void shouldCoverEverythingExactlyOncePageByPageBackwards(int limit) {
    sayTwelve();
    List<Long> read = new ArrayList<>();
    List<Entry> page = log.history(latest(limit)).entries();
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(limit);
      assertThat(read).as("comes to an end").hasSizeLessThan(12);
      List<Long> seqs = page.stream().map(Entry::seq).toList();
      assertThat(seqs).as("ascending").isSorted();
      read.addAll(0, seqs);
      page = log.history(before(read.get(0), limit)).entries();
    }
    assertThat(read).containsExactlyElementsOf(oneTo(12));
  }

  @Test
  void shouldGiveNothingBeyondEitherEnd() {
    sayTwelve();
    assertThat(log.history(after(12, 10)).entries()).isEmpty();
    assertThat(log.history(after(Long.MAX_VALUE, 10)).entries()).isEmpty();
    assertThat(log.history(before(1, 10)).entries()).isEmpty();
    assertThat(log.history(before(Long.MAX_VALUE, 3)).entries())
        .extracting(Entry::seq)
        .containsExactly(10L, 11L, 12L);
  }

  @Test
  void shouldGiveNoEntryOfAnotherRoom() {
    log.open(room + "-2", "b", RoomAccess.PUBLIC);
    append(writer, post(room + "-2", "elsewhere"), ALICE);
    say("here");
    assertThat(history()).extracting(Entry::text).containsExactly("here");
  }

  // The last-read pointer

  @Test
  void shouldMoveTheLastReadPointerForwardsOnly() {
    sayTwelve();
    assertThat(lastRead()).isZero();
    log.seen(List.of(new LastRead(ALICE, room, 5)));
    assertThat(lastRead()).isEqualTo(5);
    otherLog.seen(List.of(new LastRead(ALICE, room, 3)));
    assertThat(lastRead()).as("never back").isEqualTo(5);
    otherLog.seen(List.of(new LastRead(ALICE, room, 12)));
    assertThat(lastRead()).isEqualTo(12);
  }

  @Test
  void shouldNotMoveTheLastReadPointerPastTheEnd() {
    sayTwelve();
    log.seen(List.of(new LastRead(ALICE, room, Long.MAX_VALUE)));
    assertThat(lastRead()).isEqualTo(12);
    say("13");
    assertThat(lastRead()).as("what came later is unread").isEqualTo(12);
  }

  @Test
  void shouldKeepALastReadPointerForEachPersonAndRoom() {
    String other = room + "-2";
    log.open(other, "b", RoomAccess.PUBLIC);
    say("a");
    append(writer, post(other, "b"), ALICE);
    log.seen(List.of(new LastRead(ALICE, room, 1)));
    assertThat(lastRead(log, ALICE.id(), other)).isZero();
    assertThat(lastRead(log, CHEOLSU.id(), room)).isZero();
  }

  @Test
  void shouldMoveManyPointersTogetherAndNoneInARoomThatNobodyOpened() {
    sayTwelve();
    List<LastRead> reads =
        new ArrayList<>(
            LongStream.rangeClosed(1, 300)
                .mapToObj(i -> new LastRead(new Person("crowd-" + i, "one of many"), room, i))
                .toList());
    reads.add(new LastRead(ALICE, room + "-attic", 1));
    log.seen(reads);
    assertThat(lastRead(log, "crowd-7", room)).isEqualTo(7);
    assertThat(lastRead(log, "crowd-300", room)).isEqualTo(12);
  }

  @Test
  void shouldLetSomebodyReadWhoNeverSaidAnything() {
    say("a");
    Person reader = new Person("reader-" + uuid(), "조용이");
    log.seen(List.of(new LastRead(reader, room, 1)));
    assertThat(lastRead(log, reader.id(), room)).isEqualTo(1);
  }

  @Test
  void shouldEndAtTheFurthestWhenTwoDevicesReadAtOnce() throws Exception {
    sayTwelve();
    Person reader = new Person("reader-" + uuid(), "reader");
    List<Callable<Boolean>> readers = new ArrayList<>();
    for (RoomLog device : List.of(log, otherLog)) {
      readers.add(
          () -> {
            List<Long> seqs = new ArrayList<>(oneTo(12));
            Collections.shuffle(seqs);
            seqs.forEach(seq -> device.seen(List.of(new LastRead(reader, room, seq))));
            return true;
          });
    }
    assertThat(atOnce(readers)).containsExactly(true, true);
    assertThat(lastRead(log, reader.id(), room)).isEqualTo(12);
  }

  // Reopening

  @Test
  void shouldBeThereAgainWhenTheDatabaseIsReopened() {
    ChatPost post = post("kept 🚀");
    Entry entry = append(writer, post, CHEOLSU).entry();
    log.seen(List.of(new LastRead(CHEOLSU, room, 1)));
    try (Database reopened = Database.open(config)) {
      reopened.migrate("chat");
      RoomLog later = new RoomLog(reopened, new People(), MAX_ROOMS, CLOCK);
      LogWriter laterWriter = new LogWriter(reopened, new People(), CLOCK);
      assertThat(later.open(room, "other", RoomAccess.PUBLIC)).isEqualTo(log.room(room));
      assertThat(later.history(latest(10)).entries()).containsExactly(entry);
      assertThat(lastRead(later, CHEOLSU.id(), room)).isEqualTo(1);
      assertThat(append(laterWriter, post, CHEOLSU)).isEqualTo(new Appended(entry, false));
      assertThat(append(laterWriter, post("next"), ALICE).entry().seq()).isEqualTo(2);
    }
  }

  /** Appends a single entry, or throws why not. */
  @Test
  void shouldTellWhichOfTheQuotedMessagesSayNothingAnyMore() {
    List.of("one", "two", "three").forEach(this::say);
    append(writer, new ChatEdit(room, UUID.randomUUID().toString(), 2, "TWO"), ALICE);
    append(writer, new ChatDelete(room, UUID.randomUUID().toString(), 1), ALICE);
    String epoch = log.room(room).epoch();

    assertThat(otherLog.gone(new MessageRefs(room, epoch, List.of(1L, 2L, 3L, 4L, 9L))).seqs())
        .as("the deleted one, no message, and none at all")
        .containsExactly(1L, 4L, 9L);
    assertThat(log.gone(new MessageRefs(room, "another log", List.of(2L))).seqs())
        .containsExactly(2L);
    assertThat(log.gone(new MessageRefs(room, epoch, List.of())).seqs()).isEmpty();
  }

  static Appended append(LogWriter writer, ChatWrite request, Person author) {
    Outcome outcome = writer.append(List.of(new Draft(request, author))).get(0);
    if (outcome instanceof Refused refused) {
      throw refused.reason();
    }
    return (Appended) outcome;
  }

  private Entry say(String text) {
    return append(writer, post(text), ALICE).entry();
  }

  private void sayTwelve() {
    LongStream.rangeClosed(1, 12).forEach(i -> say("m" + i));
  }

  private ChatPost post(String text) {
    return post(room, text);
  }

  private static ChatPost post(String room, String text) {
    return new ChatPost(room, uuid(), text, OptionalLong.empty());
  }

  private ChatPost reply(String text, long seq) {
    return new ChatPost(room, uuid(), text, OptionalLong.of(seq));
  }

  private static String uuid() {
    return UUID.randomUUID().toString();
  }

  private HistoryQuery after(long seq, int limit) {
    return new HistoryQuery(room, OptionalLong.of(seq), OptionalLong.empty(), limit);
  }

  private HistoryQuery before(long seq, int limit) {
    return new HistoryQuery(room, OptionalLong.empty(), OptionalLong.of(seq), limit);
  }

  private HistoryQuery latest(int limit) {
    return new HistoryQuery(room, OptionalLong.empty(), OptionalLong.empty(), limit);
  }

  private List<Entry> history() {
    return otherLog.history(after(0, 500)).entries();
  }

  private List<Long> seqs() {
    return history().stream().map(Entry::seq).toList();
  }

  @Test
  void shouldFindWhatWasCommittedSinceAMoment() {
    Entry first = append(writer, post("one"), ALICE).entry();
    Entry second = append(writer, post("two"), CHEOLSU).entry();
    assertThat(log.since(first.at())).containsSubsequence(first, second);
    assertThat(log.since(second.at() + 60_000)).doesNotContain(first, second);
  }

  /** A page is one message to a browser: 500 long entries would be more than may wait for it. */
  @Test
  void shouldEndAPageThatWouldBecomeTooLongAndGoOnWithTheNext() {
    String longText = "x".repeat(16_000);
    LongStream.range(0, 40).forEach(i -> append(writer, post(longText), ALICE));
    List<Long> seqs = new ArrayList<>();
    long after = 0;
    while (after < 40) {
      Page page =
          log.history(new HistoryQuery(room, OptionalLong.of(after), OptionalLong.empty(), 500));
      assertThat(page.entries()).hasSizeBetween(1, RoomLog.PAGE_CHARS / 16_000);
      page.entries().forEach(entry -> seqs.add(entry.seq()));
      after = seqs.get(seqs.size() - 1);
    }
    assertThat(seqs).containsExactlyElementsOf(LongStream.rangeClosed(1, 40).boxed().toList());
    Page newest =
        log.history(new HistoryQuery(room, OptionalLong.empty(), OptionalLong.empty(), 500));
    assertThat(newest.entries().get(newest.entries().size() - 1).seq()).isEqualTo(40);
  }

  @Test
  void shouldOpenNoMoreRoomsThanThereMayBe() {
    int there = log.rooms(Optional.empty()).size();
    RoomLog full = new RoomLog(database, people, there, CLOCK);
    assertThat(full.open(room, "again", RoomAccess.PUBLIC).name()).isEqualTo(room);
    assertThatThrownBy(() -> full.open(room + "-more", "more", RoomAccess.PUBLIC))
        .isInstanceOfSatisfying(
            CommandException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT));
  }

  static long lastRead(RoomLog log, String person, String room) {
    return log.rooms(Optional.of(person)).stream()
        .filter(it -> it.name().equals(room))
        .findFirst()
        .orElseThrow()
        .seen()
        .orElseThrow();
  }

  private long lastRead() {
    return lastRead(otherLog, ALICE.id(), room);
  }

  private static List<Long> oneTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  private static void assertUnknown(String message, Callable<?> request) {
    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(request::call)
        .withMessage(message)
        .extracting(CommandException::code)
        .isEqualTo(ErrorCode.UNKNOWN);
  }

  /** Lets each of these begin when all are ready to. */
  private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
    CyclicBarrier ready = new CyclicBarrier(tasks.size());
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> task : tasks) {
        futures.add(
            threads.submit(
                () -> {
                  ready.await();
                  return task.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get(30, TimeUnit.SECONDS));
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
