package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
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
import tickertalk.contract.ChatDelete;
import tickertalk.contract.ChatEdit;
import tickertalk.contract.ChatPost;
import tickertalk.contract.ChatReact;
import tickertalk.contract.ChatWrite;
import tickertalk.contract.Entry;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.HistoryQuery;
import tickertalk.contract.Person;
import tickertalk.contract.RoomAccess;
import tickertalk.storage.Database;
import tickertalk.storage.DatabaseConfig;
import tickertalk.storage.Databases;

/** What becomes of messages: edits, deletions and reactions in the log and beside it. */
@ParameterizedClass
@EnumSource
@Timeout(60)
class ChangesTest {
  private static final Person ALICE = new Person("u-1", "alice");
  private static final Person BOB = new Person("u-2", "bob");
  private static final List<String> EMOJI =
      List.of(
          "😀", "😁", "😂", "😃", "😄", "😅", "😆", "😇", "😈", "😉", "😊", "😋", "😌", "😍", "😎",
          "😏", "😐", "😑", "😒", "😓", "😔");

  enum Kind {
    SQLITE,
    POSTGRESQL
  }

  @TempDir static Path folder;

  private static Database database;
  private static Database otherDatabase;

  private final RoomLog log = new RoomLog(database, new People(), 500, Clock.systemUTC());
  private final LogWriter writer = new LogWriter(database, new People(), Clock.systemUTC());
  private final LogWriter otherWriter =
      new LogWriter(otherDatabase, new People(), Clock.systemUTC());
  private final String room = "room-" + UUID.randomUUID();

  ChangesTest(Kind kind) {}

  @BeforeParameterizedClassInvocation
  static void openDatabases(Kind kind) {
    String url =
        kind == Kind.SQLITE ? "jdbc:sqlite:" + folder.resolve("t.db") : Databases.postgresqlUrl();
    database = Database.open(DatabaseConfig.at(url));
    otherDatabase = Database.open(DatabaseConfig.at(url));
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

  // Edits

  @Test
  void anEditIsAnEntryOfItsOwnAndTheMessageStaysAsItWasSaid() {
    say(ALICE, "helo");
    Entry edit = appended(edit(1, "hello"), ALICE);
    assertThat(edit).isInstanceOf(Entry.Edit.class);
    assertThat(edit.seq()).isEqualTo(2);
    assertThat(history()).hasSize(2).last().isEqualTo(edit);
    assertThat(history()).extracting(Entry::text).containsExactly("helo", "hello");
  }

  @Test
  void onlyTheAuthorEditsAMessage() {
    say(ALICE, "mine");
    assertRefused(
        edit(1, "yours"), BOB, ErrorCode.NOT_ALLOWED, "seq: only its author may edit a message");
    Outcome byAModerator = writer.append(List.of(new Draft(edit(1, "ours"), BOB, true))).get(0);
    assertThat(byAModerator).isInstanceOf(Refused.class);
    assertThat(history()).hasSize(1);
  }

  @Test
  void anEditThatChangesNothingIsAnsweredWithTheEntryThatMadeItSo() {
    Entry message = say(ALICE, "one");
    assertThat(append(edit(1, "one"), ALICE)).isEqualTo(new Appended(message, false));
    Entry second = appended(edit(1, "two"), ALICE);
    assertThat(append(edit(1, "two"), ALICE)).isEqualTo(new Appended(second, false));
    assertThat(appended(edit(1, "one"), ALICE).seq()).isEqualTo(3);
    assertThat(history()).hasSize(3);
  }

  // Deletions

  @Test
  void aDeletionTakesTheTextOfTheMessageAndOfItsEditsFromTheDatabase() {
    say(ALICE, "first secret");
    say(ALICE, "other");
    appended(edit(1, "second secret"), ALICE);
    appended(edit(2, "another"), ALICE);
    Entry deletion = appended(delete(1), ALICE);
    assertThat(history())
        .extracting(Entry::kind, Entry::text)
        .containsExactly(
            tuple(Entry.Kind.MESSAGE, ""),
            tuple(Entry.Kind.MESSAGE, "other"),
            tuple(Entry.Kind.EDIT, ""),
            tuple(Entry.Kind.EDIT, "another"),
            tuple(Entry.Kind.DELETE, ""));
    assertThat(history().get(4)).isEqualTo(deletion);
    assertThat(bodies()).containsExactly("other", "another");
    assertThat(history().get(0).toJson().getBoolean("deleted")).isTrue();
  }

  @Test
  void aModeratorDeletesWhatOthersSaidAndNobodyElseDoes() {
    say(ALICE, "spam");
    assertRefused(
        delete(1),
        BOB,
        ErrorCode.NOT_ALLOWED,
        "seq: only its author or a moderator may delete a message");
    Outcome outcome = writer.append(List.of(new Draft(delete(1), BOB, true))).get(0);
    assertThat(((Appended) outcome).entry().from()).isEqualTo(BOB);
    assertThat(bodies()).isEmpty();
  }

  @Test
  void aMessageIsDeletedOnceHoweverOftenItIsAskedFor() {
    say(ALICE, "gone");
    Entry deletion = appended(delete(1), ALICE);
    assertThat(append(delete(1), ALICE)).isEqualTo(new Appended(deletion, false));
    assertThat(writer.append(List.of(new Draft(delete(1), BOB, true))))
        .containsExactly(new Appended(deletion, false));
    assertThat(history()).hasSize(2);
  }

  @Test
  void aDeletedMessageIsNotChangedAnyMore() {
    say(ALICE, "gone");
    appended(react(1, "👍", true), BOB);
    appended(delete(1), ALICE);
    String message = "seq: message 1 is deleted";
    assertRefused(edit(1, "back"), ALICE, ErrorCode.CONFLICT, message);
    assertRefused(react(1, "👍", false), BOB, ErrorCode.CONFLICT, message);
    assertRefused(react(1, "😀", true), BOB, ErrorCode.CONFLICT, message);
    assertThat(history()).hasSize(3);
    assertThat(reactions()).isEmpty();
    assertThat(say(BOB, "next").seq()).as("no hole").isEqualTo(4);
  }

  // Reactions

  @Test
  void aReactionIsOnePerPersonAndEmoji() {
    say(ALICE, "hi");
    Entry alice = appended(react(1, "👍", true), ALICE);
    Entry bob = appended(react(1, "👍", true), BOB);
    appended(react(1, "😀", true), BOB);
    assertThat(append(react(1, "👍", true), ALICE)).isEqualTo(new Appended(alice, false));
    Entry away = appended(react(1, "👍", false), ALICE);
    assertThat(append(react(1, "👍", false), ALICE)).isEqualTo(new Appended(away, false));
    assertThat(append(react(1, "👍", true), BOB)).isEqualTo(new Appended(bob, false));
    assertThat(reactions()).containsExactlyInAnyOrder("1 👍 u-2", "1 😀 u-2");
    assertThat(history()).extracting(Entry::seq).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(appended(react(1, "👍", true), ALICE).seq()).isEqualTo(6);
  }

  @Test
  void aReactionThatWasNeverThereIsTakenAwayByNoEntryButTheMessages() {
    Entry message = say(ALICE, "hi");
    assertThat(append(react(1, "👍", false), BOB)).isEqualTo(new Appended(message, false));
    assertThat(history()).containsExactly(message);
  }

  @Test
  void aMessageHasTwentyDifferentEmojiAtMost() {
    say(ALICE, "hi");
    EMOJI.subList(0, Target.MOST_EMOJI).forEach(emoji -> appended(react(1, emoji, true), ALICE));
    String oneMore = EMOJI.get(Target.MOST_EMOJI);
    assertRefused(
        react(1, oneMore, true),
        BOB,
        ErrorCode.CONFLICT,
        "emoji: there are 20 different ones on the message, which is the most");
    appended(react(1, EMOJI.get(0), true), BOB);
    appended(react(1, EMOJI.get(0), false), ALICE);
    assertThat(append(react(1, oneMore, true), ALICE))
        .as("bob still has the first one on it")
        .isInstanceOf(Refused.class);
    appended(react(1, EMOJI.get(0), false), BOB);
    appended(react(1, oneMore, true), ALICE);
    assertThat(reactions()).hasSize(20);
  }

  // What may be changed

  @Test
  void onlyAMessageOfTheRoomIsChangedOrAnswered() {
    String other = room + "-2";
    log.open(other, "b", RoomAccess.PUBLIC);
    IntStream.range(0, 5)
        .forEach(
            i -> appended(new ChatPost(other, uuid(), "there " + i, OptionalLong.empty()), ALICE));
    say(ALICE, "here");
    appended(edit(1, "here!"), ALICE);
    appended(react(1, "👍", true), ALICE);
    for (long seq : new long[] {2, 3, 4, 5, Long.MAX_VALUE}) {
      String message = "seq: there is no message " + seq + " in the room";
      for (ChatWrite change : List.of(edit(seq, "x"), delete(seq), react(seq, "👍", true))) {
        assertRefused(change, ALICE, ErrorCode.UNKNOWN, message);
      }
      assertRefused(
          new ChatPost(room, uuid(), "re", OptionalLong.of(seq)),
          BOB,
          ErrorCode.UNKNOWN,
          "replyTo: there is no message " + seq + " in the room");
    }
    assertThat(history()).hasSize(3);
    assertThat(log.room(room).last()).isEqualTo(3);
  }

  /** A log may be cut off at its old end, whatever is kept beside it. */
  @Test
  void aMessageThatIsCutOffTheLogIsNotThereAndHarmsNoOther() {
    say(ALICE, "old");
    say(ALICE, "new");
    appended(react(1, "👍", true), BOB);
    database.transact(sql -> sql.update("delete from chat_entry where room = ? and seq = 1", room));
    List<Draft> drafts =
        List.of(new Draft(react(1, "😀", true), BOB), new Draft(react(2, "😀", true), BOB));
    assertThat(writer.append(drafts))
        .extracting(ChangesTest::seqOrCode)
        .containsExactly("404", "4");
  }

  // The same change again

  @Test
  void aChangeThatIsSentAgainIsTheEntryThatItWasWhateverCameAfterIt() {
    say(ALICE, "one");
    List<ChatWrite> changes =
        List.of(edit(1, "two"), react(1, "👍", true), react(1, "👍", false), delete(1));
    List<Entry> entries = new ArrayList<>();
    List<ChatWrite> between =
        List.of(edit(1, "three"), react(1, "👍", true), react(1, "👍", true), delete(1));
    for (int i = 0; i < changes.size(); i++) {
      entries.add(appended(changes.get(i), ALICE));
      append(between.get(i), ALICE);
    }
    int there = history().size();
    for (LogWriter jvm : List.of(writer, otherWriter)) {
      for (int i = 0; i < changes.size(); i++) {
        Appended again = (Appended) jvm.append(List.of(new Draft(changes.get(i), ALICE))).get(0);
        assertThat(again.entry().seq()).isEqualTo(entries.get(i).seq());
        assertThat(again.fresh()).isFalse();
      }
    }
    assertThat(history()).hasSize(there);
  }

  @Test
  void anIdIsOneEntryWhateverItIsUsedForLater() {
    ChatPost post = new ChatPost(room, uuid(), "said", OptionalLong.empty());
    Entry message = appended(post, ALICE);
    assertThat(append(new ChatEdit(room, post.id(), 1, "changed"), ALICE))
        .isEqualTo(new Appended(message, false));
    assertThat(append(new ChatDelete(room, post.id(), 1), ALICE))
        .isEqualTo(new Appended(message, false));
    ChatEdit edit = edit(1, "two");
    Entry entry = appended(edit, ALICE);
    assertThat(append(new ChatPost(room, edit.id(), "again", OptionalLong.empty()), ALICE))
        .isEqualTo(new Appended(entry, false));
    assertThat(history()).containsExactly(message, entry);
  }

  // Many at once

  @Test
  void whatABatchSaysItMayChangeInItsOrder() {
    List<ChatWrite> writes =
        List.of(
            edit(1, "too early"),
            post("helo"),
            edit(1, "hello"),
            react(1, "👍", true),
            react(1, "👍", true),
            react(1, "👍", false),
            post("next"),
            react(5, "😀", true),
            delete(1),
            edit(1, "too late"),
            edit(5, "NEXT"));
    List<Outcome> outcomes =
        writer.append(writes.stream().map(write -> new Draft(write, ALICE)).toList());
    assertThat(outcomes)
        .extracting(ChangesTest::seqOrCode)
        .containsExactly("404", "1", "2", "3", "3 again", "4", "5", "6", "7", "409", "8");
    assertThat(history())
        .extracting(Entry::text)
        .containsExactly("", "", "", "", "next", "", "", "NEXT");
    assertThat(bodies()).containsExactly("next", "NEXT");
    assertThat(reactions()).containsExactly("5 😀 u-1");
    assertThat(log.room(room).last()).isEqualTo(8);
  }

  @Test
  void aFullBatchOfReactionsIsOneTransaction() {
    say(ALICE, "everybody likes this");
    List<Draft> drafts =
        IntStream.range(0, GroupCommit.MAX_BATCH)
            .mapToObj(i -> new Draft(react(1, "👍", true), new Person("fan-" + i, "fan")))
            .toList();
    assertThat(writer.append(drafts))
        .extracting(ChangesTest::seqOrCode)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(2, 513).mapToObj(Long::toString).toList());
    assertThat(reactions()).hasSize(512);
  }

  /** Two JVMs that both believe they may write: the room's row decides who is first. */
  @Test
  void whoeverChangesAMessageAtTheSameTimeFindsItAsTheOtherLeftIt() throws Exception {
    say(ALICE, "hi");
    CyclicBarrier ready = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Boolean>> both = new ArrayList<>();
      for (LogWriter jvm : List.of(writer, otherWriter)) {
        both.add(
            threads.submit(
                () -> {
                  ready.await();
                  for (int i = 0; i < 40; i++) {
                    jvm.append(List.of(new Draft(react(1, "👍", i % 2 == 0), ALICE)));
                    jvm.append(List.of(new Draft(edit(1, "text " + i % 3), ALICE)));
                  }
                  return true;
                }));
      }
      for (Future<Boolean> jvm : both) {
        assertThat(jvm.get(40, TimeUnit.SECONDS)).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    List<Entry> entries = history();
    assertThat(entries).extracting(Entry::seq).isEqualTo(oneTo(entries.size()));
    Map<Entry.Kind, Object> last = new HashMap<>(Map.of(Entry.Kind.EDIT, "hi"));
    for (Entry entry : entries.subList(1, entries.size())) {
      Object value = entry instanceof Entry.Reaction reaction ? reaction.on() : entry.text();
      assertThat(value).as("%s", entry).isNotEqualTo(last.put(entry.kind(), value));
    }
    assertThat(reactions().isEmpty()).isEqualTo(last.get(Entry.Kind.REACTION).equals(false));
  }

  private static List<Long> oneTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  private static String seqOrCode(Outcome outcome) {
    return outcome instanceof Appended appended
        ? appended.entry().seq() + (appended.fresh() ? "" : " again")
        : Integer.toString(((Refused) outcome).reason().code().code());
  }

  private void assertRefused(ChatWrite write, Person author, ErrorCode code, String message) {
    Outcome outcome = append(write, author);
    assertThat(outcome).as(message).isInstanceOf(Refused.class);
    assertThat(((Refused) outcome).reason()).hasMessage(message);
    assertThat(((Refused) outcome).reason().code()).isEqualTo(code);
  }

  private Outcome append(ChatWrite write, Person author) {
    return writer.append(List.of(new Draft(write, author))).get(0);
  }

  private Entry appended(ChatWrite write, Person author) {
    Appended appended = RoomLogTest.append(writer, write, author);
    assertThat(appended.fresh()).isTrue();
    return appended.entry();
  }

  private Entry say(Person author, String text) {
    return appended(post(text), author);
  }

  private ChatPost post(String text) {
    return new ChatPost(room, uuid(), text, OptionalLong.empty());
  }

  private ChatEdit edit(long seq, String text) {
    return new ChatEdit(room, uuid(), seq, text);
  }

  private ChatDelete delete(long seq) {
    return new ChatDelete(room, uuid(), seq);
  }

  private ChatReact react(long seq, String emoji, boolean on) {
    return new ChatReact(room, uuid(), seq, emoji, on);
  }

  private static String uuid() {
    return UUID.randomUUID().toString();
  }

  private List<Entry> history() {
    return log.history(new HistoryQuery(room, OptionalLong.of(0), OptionalLong.empty(), 600))
        .entries();
  }

  /** Whatever the database still has of what was said, in order. */
  private List<String> bodies() {
    return database.read(
        sql ->
            sql.query(
                "select body from chat_entry where room = ? and body is not null order by seq",
                row -> row.getString(1),
                room));
  }

  /** Who has put which emoji on which message, as the database has it beside the log. */
  private Set<String> reactions() {
    return Set.copyOf(
        database.<List<String>>read(
            sql ->
                sql.query(
                    "select target, emoji, person from chat_reaction where room = ? and is_on",
                    row -> row.getLong(1) + " " + row.getString(2) + " " + row.getString(3),
                    room)));
  }
}
