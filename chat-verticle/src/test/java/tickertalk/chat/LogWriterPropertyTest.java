package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
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
import tickertalk.chat.Outcome.Appended;
import tickertalk.contract.ChatPost;
import tickertalk.contract.Entry;
import tickertalk.contract.HistoryQuery;
import tickertalk.contract.Person;
import tickertalk.contract.RoomAccess;
import tickertalk.storage.Database;
import tickertalk.storage.Databases;

/**
 * However posts, retries of them, replies and posts to nowhere are dealt out to batches and to two
 * JVMs: the log is the one that a single writer makes of them one by one.
 */
class LogWriterPropertyTest {
  /** The last of them does not exist. */
  private static final int ROOMS = 3;

  private static final List<Database> databases = new ArrayList<>();

  /** Few people and ids, so that many posts are the same. */
  record Post(int room, int author, int id, int replyTo) {}

  record Turn(boolean otherJvm, List<Post> posts) {}

  /** What the log must be, written as plainly as it can be. */
  private static final class Model {
    private final Map<Post, Long> seqs = new HashMap<>();
    private final Map<Integer, Long> lasts = new HashMap<>();

    /** The seq that a post gets, or 0 if it is refused. */
    long append(Post post) {
      Post message = new Post(post.room, post.author, post.id, 0);
      long last = lasts.getOrDefault(post.room, 0L);
      if (seqs.containsKey(message)) {
        return seqs.get(message);
      }
      if (post.room == ROOMS - 1 || post.replyTo > last) {
        return 0;
      }
      seqs.put(message, last + 1);
      lasts.put(post.room, last + 1);
      return last + 1;
    }
  }

  @BeforeContainer
  static void openDatabases() {
    Databases.both().forEach(databases::add);
    databases.forEach(database -> database.migrate("chat"));
  }

  @AfterContainer
  static void closeDatabases() {
    databases.forEach(Database::close);
    databases.clear();
  }

  @Provide
  Arbitrary<List<Turn>> turns() {
    Arbitrary<Post> post =
        Combinators.combine(
                Arbitraries.integers().between(0, ROOMS - 1),
                Arbitraries.integers().between(0, 2),
                Arbitraries.integers().between(0, 5),
                Arbitraries.frequencyOf(
                    Tuple.of(3, Arbitraries.just(0)),
                    Tuple.of(1, Arbitraries.integers().between(1, 12))))
            .as(Post::new);
    return Combinators.combine(Arbitraries.of(true, false), post.list().ofMinSize(1).ofMaxSize(12))
        .as(Turn::new)
        .list()
        .ofMaxSize(6);
  }

  @Property(tries = 60)
  void anyDealingOfPostsAndRetriesGivesEachOneSeqAndLeavesNoHole(
      @ForAll("turns") List<Turn> turns) {
    databases.forEach(database -> checkOn(database, turns));
  }

  private static void checkOn(Database database, List<Turn> turns) {
    String prefix = UUID.randomUUID().toString();
    RoomLog log = new RoomLog(database, new People(), 10_000, Clock.systemUTC());
    LogWriter writer = new LogWriter(database, new People(), Clock.systemUTC());
    LogWriter otherWriter = new LogWriter(database, new People(), Clock.systemUTC());
    for (int room = 0; room < ROOMS - 1; room++) {
      log.open(prefix + room, "a room", RoomAccess.PUBLIC);
    }
    Model model = new Model();
    List<Entry> told = new ArrayList<>();
    for (Turn turn : turns) {
      List<Draft> drafts = turn.posts().stream().map(post -> draft(prefix, post)).toList();
      List<Outcome> outcomes = (turn.otherJvm() ? otherWriter : writer).append(drafts);
      assertThat(outcomes)
          .extracting(LogWriterPropertyTest::seq)
          .containsExactlyElementsOf(turn.posts().stream().map(model::append).toList());
      outcomes.stream()
          .filter(outcome -> outcome instanceof Appended appended && appended.fresh())
          .forEach(outcome -> told.add(((Appended) outcome).entry()));
    }
    for (int room = 0; room < ROOMS - 1; room++) {
      String name = prefix + room;
      List<Entry> entries =
          log.history(new HistoryQuery(name, OptionalLong.of(0), OptionalLong.empty(), 500))
              .entries();
      assertThat(entries)
          .extracting(Entry::seq)
          .containsExactlyElementsOf(
              LongStream.rangeClosed(1, log.room(name).last()).boxed().toList());
      assertThat(told.stream().filter(entry -> entry.room().equals(name)))
          .as("the room was told of each entry once and in order")
          .containsExactlyElementsOf(entries);
    }
  }

  private static Draft draft(String prefix, Post post) {
    OptionalLong replyTo =
        post.replyTo() == 0 ? OptionalLong.empty() : OptionalLong.of(post.replyTo());
    return new Draft(
        new ChatPost(prefix + post.room(), "id-" + post.id(), "text", replyTo),
        new Person("author-" + post.author(), "author"));
  }

  private static long seq(Outcome outcome) {
    return outcome instanceof Appended appended ? appended.entry().seq() : 0;
  }
}
