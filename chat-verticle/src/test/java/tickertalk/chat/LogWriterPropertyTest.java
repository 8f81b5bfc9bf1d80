package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import tickertalk.chat.LogModel.Write;
import tickertalk.chat.Outcome.Appended;
import tickertalk.chat.Outcome.Refused;
import tickertalk.contract.Entry;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.RoomAccess;
import tickertalk.storage.Database;
import tickertalk.storage.Databases;

/**
 * However posts, edits, deletions, reactions and retries of them are dealt out to batches and to
 * two JVMs, whichever of their commits fail or are lost sight of, and however readers come, go,
 * listen and read page by page: the log is the one that a single writer makes of them one by one,
 * and everybody ends up with the same room before them.
 */
class LogWriterPropertyTest {
  private static final List<Database> databases = new ArrayList<>();
  private static Database gone;

  /** What becomes of a batch. */
  enum Fate {
    COMMITTED,
    /** The commit fails, and the authors hear so. */
    FAILED,
    /** The commit is kept, but its answer is lost: the authors hear that it failed. */
    IN_DOUBT,
    /** The JVM dies before the commit, and another takes over. */
    DIES_BEFORE,
    /** The JVM dies after the commit, and told nobody; another takes over. */
    DIES_AFTER
  }

  record Turn(
      Fate fate, boolean otherJvm, List<Write> writes, List<Reader.Step> steps, int pageSize) {}

  /** A JVM's writer, and the room to let its database vanish for a moment. */
  private static final class Jvm {
    private final SwitchedClock clock = new SwitchedClock();
    private LogWriter writer;

    Jvm(Database database) {
      restart(database);
    }

    /** Without a memory of what was in doubt. */
    void restart(Database database) {
      writer = new LogWriter(database, new People(), clock);
    }
  }

  /** Asks a database that is gone for the time, while it is switched so. */
  private static final class SwitchedClock extends Clock {
    private boolean broken;

    @Override
    public long millis() {
      return broken ? gone.read(sql -> 0L) : 1_000;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  @BeforeContainer
  static void openDatabases() {
    Databases.both().forEach(databases::add);
    databases.forEach(database -> database.migrate("chat"));
    gone = Databases.sqlite();
    gone.close();
  }

  @AfterContainer
  static void closeDatabases() {
    databases.forEach(Database::close);
    databases.clear();
  }

  @Provide
  Arbitrary<List<Turn>> turns() {
    Arbitrary<Fate> fate =
        Arbitraries.frequency(
            Tuple.of(8, Fate.COMMITTED),
            Tuple.of(1, Fate.FAILED),
            Tuple.of(1, Fate.IN_DOUBT),
            Tuple.of(1, Fate.DIES_BEFORE),
            Tuple.of(1, Fate.DIES_AFTER));
    return Combinators.combine(
            fate,
            Arbitraries.of(true, false),
            LogModel.writes().list().ofMinSize(1).ofMaxSize(12),
            Arbitraries.of(Reader.Step.class).list().ofSize(Readers.PER_ROOM),
            Arbitraries.integers().between(1, 6))
        .as(Turn::new)
        .list()
        .ofMaxSize(12);
  }

  @Property(tries = 100)
  void anyInterleavingEndsWithTheSameRoomForEverybody(@ForAll("turns") List<Turn> turns) {
    databases.forEach(database -> new Run(database).play(turns));
  }

  /** One interleaving on one database. */
  private static final class Run {
    private final String prefix = UUID.randomUUID().toString();
    private final Database database;
    private final RoomLog log;
    private final List<Jvm> jvms;
    private final LogModel model = new LogModel();
    private final Map<String, Readers> readers = new HashMap<>();
    private final Map<String, List<Long>> told = new HashMap<>();
    private boolean undisturbed = true;

    Run(Database database) {
      this.database = database;
      this.log = new RoomLog(database, new People(), 100_000, Clock.systemUTC());
      this.jvms = List.of(new Jvm(database), new Jvm(database));
      for (int room = 0; room < LogModel.ROOMS - 1; room++) {
        log.open(prefix + room, "a room", RoomAccess.PUBLIC);
        readers.put(prefix + room, new Readers(log, prefix + room));
        told.put(prefix + room, new ArrayList<>());
      }
    }

    void play(List<Turn> turns) {
      for (Turn turn : turns) {
        take(turn);
        readers.values().forEach(ofRoom -> ofRoom.step(turn.steps(), turn.pageSize()));
      }
      readers.keySet().forEach(this::check);
    }

    private void take(Turn turn) {
      Jvm jvm = jvms.get(turn.otherJvm() ? 1 : 0);
      List<Draft> drafts = turn.writes().stream().map(write -> write.draft(prefix)).toList();
      undisturbed &= turn.fate() == Fate.COMMITTED;
      switch (turn.fate()) {
        case COMMITTED -> commit(jvm, turn, drafts);
        case FAILED -> fail(jvm, drafts);
        case IN_DOUBT -> {
          fail(jvm, drafts);
          keep(turn, drafts);
        }
        case DIES_BEFORE -> takeOver(jvm);
        case DIES_AFTER -> {
          keep(turn, drafts);
          takeOver(jvm);
        }
      }
    }

    private void commit(Jvm jvm, Turn turn, List<Draft> drafts) {
      List<Outcome> outcomes = jvm.writer.append(drafts);
      assertThat(outcomes)
          .extracting(LogWriterPropertyTest::answer)
          .containsExactlyElementsOf(turn.writes().stream().map(model::append).toList());
      outcomes.stream()
          .filter(outcome -> outcome instanceof Appended appended && appended.fresh())
          .map(outcome -> ((Appended) outcome).entry())
          .sorted(Comparator.comparingLong(Entry::seq))
          .forEach(this::tell);
    }

    private void tell(Entry entry) {
      told.get(entry.room()).add(entry.seq());
      readers.get(entry.room()).hear(entry);
    }

    private static void fail(Jvm jvm, List<Draft> drafts) {
      jvm.clock.broken = true;
      assertThat(jvm.writer.append(drafts))
          .extracting(LogWriterPropertyTest::answer)
          .containsOnly(-503L);
      jvm.clock.broken = false;
    }

    /** By a writer of whom nobody hears. */
    private void keep(Turn turn, List<Draft> drafts) {
      new LogWriter(database, new People(), Clock.systemUTC()).append(drafts);
      turn.writes().forEach(model::append);
    }

    /** The successor tells again what its predecessor may not have told. */
    private void takeOver(Jvm jvm) {
      jvm.restart(database);
      readers
          .keySet()
          .forEach(
              room ->
                  log.since(0).stream().filter(it -> it.room().equals(room)).forEach(this::tell));
    }

    private void check(String room) {
      Readers ofRoom = readers.get(room);
      ofRoom.catchUp();
      List<Entry> entries = Reader.everything(log, room);
      assertThat(entries)
          .extracting(Entry::seq)
          .containsExactlyElementsOf(
              LongStream.rangeClosed(1, log.room(room).last()).boxed().toList());
      String asItStands = RoomFold.in(database, room).toString();
      assertThat(RoomFold.of(entries)).hasToString(asItStands);
      assertThat(ofRoom.rooms()).allSatisfy(seen -> assertThat(seen).hasToString(asItStands));
      if (undisturbed) {
        assertThat(told.get(room))
            .as("the room was told of each entry once and in order")
            .containsExactlyElementsOf(entries.stream().map(Entry::seq).toList());
      }
    }
  }

  /** Everybody who looks at one room. */
  private static final class Readers {
    static final int PER_ROOM = 4;

    private final List<Reader> all;

    /** The last of them begins at the end of the log, as a page does that is opened. */
    Readers(RoomLog log, String room) {
      all =
          IntStream.range(0, PER_ROOM)
              .mapToObj(i -> new Reader(log, room, i < PER_ROOM - 1))
              .toList();
    }

    void hear(Entry entry) {
      all.forEach(reader -> reader.hear(entry));
    }

    void step(List<Reader.Step> steps, int pageSize) {
      for (int i = 0; i < all.size(); i++) {
        all.get(i).step(steps.get(i), pageSize);
      }
    }

    void catchUp() {
      all.forEach(Reader::catchUp);
    }

    List<RoomFold> rooms() {
      return all.stream().map(Reader::room).toList();
    }
  }

  /** The seq, or the code of the refusal as a number below zero. */
  private static long answer(Outcome outcome) {
    if (outcome instanceof Appended appended) {
      return appended.entry().seq();
    }
    ErrorCode code = ((Refused) outcome).reason().code();
    return -code.code();
  }
}
