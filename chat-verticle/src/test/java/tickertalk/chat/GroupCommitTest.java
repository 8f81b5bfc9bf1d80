package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tickertalk.chat.Outcome.Appended;
import tickertalk.chat.Outcome.Refused;
import tickertalk.contract.ChatPost;
import tickertalk.contract.CommandException;
import tickertalk.contract.Entry;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Person;

/** The gathering alone; the test is the disk, and commits when it likes. */
@ExtendWith(VertxExtension.class)
@Timeout(30)
class GroupCommitTest {
  private static final Person ALICE = new Person("u-1", "alice");
  private static final ChatConfig BOUNDS = ChatConfig.of(List.of("lobby"));

  private final HeldWriter writer = new HeldWriter();
  private final List<String> told = new ArrayList<>();
  private Context loop;
  private Vertx vertx;

  @BeforeEach
  void setUp(Vertx injected) {
    vertx = injected;
    loop = vertx.getOrCreateContext();
  }

  @Test
  void aLonePostIsCommittedWithoutWaitingForAnother() throws Exception {
    GroupCommit posts = posts(BOUNDS);
    Future<Appended> post = post(posts, "alone");
    assertThat(writer.begun()).containsExactly("alone");
    writer.commit();
    assertThat(await(post).entry().seq()).isEqualTo(1);
  }

  @Test
  void whatComesDuringACommitSharesTheNext() throws Exception {
    GroupCommit posts = posts(BOUNDS);
    Future<Appended> first = post(posts, "first");
    assertThat(writer.begun()).containsExactly("first");
    List<Future<Appended>> others = post(posts, 1, 100);
    writer.commit();
    await(first);
    assertThat(writer.begun()).containsExactlyElementsOf(texts(1, 100));
    assertThat(others).noneMatch(Future::isComplete);
    writer.commit();
    await(Future.all(others));
    assertThat(others).extracting(post -> post.result().entry().seq()).isSorted();
    assertThat(writer.nothingBegun()).isTrue();
  }

  @Test
  void whatComesInOneTurnSharesACommitFromTheStart() throws Exception {
    GroupCommit posts = posts(BOUNDS);
    List<Future<Appended>> all = post(posts, 1, 64);
    assertThat(writer.begun()).containsExactlyElementsOf(texts(1, 64));
    writer.commit();
    await(Future.all(all));
  }

  @Test
  void whatCannotBeToldDoesNotKeepOthersFromTheDisk() throws Exception {
    loop.exceptionHandler(cause -> told.add(cause.getMessage()));
    GroupCommit posts =
        onLoop(
            () ->
                new GroupCommit(
                    vertx,
                    BOUNDS,
                    writer,
                    entries -> {
                      throw new IllegalStateException("the bus is gone");
                    }));
    Future<Appended> first = post(posts, "first");
    assertThat(writer.begun()).containsExactly("first");
    writer.commit();

    assertThat(await(first).entry().text()).as("its author hears of it").isEqualTo("first");
    post(posts, "second");

    assertThat(writer.begun()).containsExactly("second");
    assertThat(onLoop(() -> List.copyOf(told))).containsExactly("the bus is gone");
    writer.commit();
  }

  @Test
  void aCommitTakesNoMoreThanItsBoundAndTheRestFollowsInOrder() throws Exception {
    GroupCommit posts = posts(BOUNDS);
    List<Future<Appended>> all = post(posts, 1, GroupCommit.MAX_BATCH + 1);
    assertThat(writer.begun()).hasSize(GroupCommit.MAX_BATCH);
    writer.commit();
    assertThat(writer.begun()).containsExactly("m" + (GroupCommit.MAX_BATCH + 1));
    writer.commit();
    await(Future.all(all));
  }

  @Test
  void theRoomHearsOfAWholeCommitInOneTurnAndBeforeItsAuthors() throws Exception {
    GroupCommit posts = posts(BOUNDS);
    List<Future<Appended>> all = post(posts, 1, 3);
    onLoop(
        () -> {
          all.forEach(post -> post.onSuccess(done -> told.add("receipt " + done.entry().text())));
          return null;
        });
    writer.begun();
    writer.commit();
    await(Future.all(all));
    assertThat(onLoop(() -> List.copyOf(told)))
        .containsExactly("m1,m2,m3", "receipt m1", "receipt m2", "receipt m3");
  }

  @Test
  void aPostThatIsRefusedEndsAloneAndIsToldToNobody() throws Exception {
    GroupCommit posts = posts(BOUNDS);
    List<Future<Appended>> all = post(posts, 1, 3);
    writer.begun();
    writer.refuse("m2");
    writer.commit();
    await(Future.join(all).otherwiseEmpty());
    assertThat(all).extracting(Future::succeeded).containsExactly(true, false, true);
    assertThat(all.get(1).cause()).hasMessage("m2: no");
    assertThat(onLoop(() -> List.copyOf(told))).containsExactly("m1,m3");
  }

  @Test
  void aCommitThatBreaksFailsAllItsPostsAndNoneOfTheNext() throws Exception {
    GroupCommit posts = posts(BOUNDS);
    List<Future<Appended>> broken = post(posts, 1, 3);
    writer.begun();
    List<Future<Appended>> next = post(posts, 4, 5);
    writer.breakDown();
    await(Future.join(broken).otherwiseEmpty());
    assertThat(broken).allMatch(Future::failed);
    assertThat(writer.begun()).containsExactly("m4", "m5");
    writer.commit();
    await(Future.all(next));
    assertThat(onLoop(() -> List.copyOf(told))).containsExactly("m4,m5");
  }

  @Test
  void morePostsThanMayWaitAreSentAway() throws Exception {
    GroupCommit posts = posts(BOUNDS.withMaxWaiting(2, 1 << 20));
    Future<Appended> first = post(posts, "first");
    writer.begun();
    List<Future<Appended>> waiting = post(posts, 1, 2);
    assertSentAway(post(posts, "too many"));
    writer.commit();
    await(first);
    writer.begun();
    Future<Appended> again = post(posts, "again");
    writer.commit();
    await(Future.all(waiting));
    writer.begun();
    writer.commit();
    await(again);
  }

  @Test
  void moreTextThanMayWaitIsSentAway() throws Exception {
    String longText = "x".repeat(16_000);
    GroupCommit posts = posts(BOUNDS.withMaxWaiting(100, 2 * 16_128));
    Future<Appended> first = post(posts, "first");
    writer.begun();
    List<Future<Appended>> waiting = List.of(post(posts, longText), post(posts, longText));
    assertSentAway(post(posts, longText));
    writer.commit();
    await(first);
    assertThat(writer.begun()).hasSize(2);
    Future<Appended> again = post(posts, longText);
    writer.commit();
    await(Future.all(waiting));
    writer.begun();
    writer.commit();
    await(again);
  }

  @Test
  void itIsDrainedWhenTheLastPostIsThrough() throws Exception {
    GroupCommit posts = posts(BOUNDS);
    assertThat(onLoop(posts::drained).isComplete()).as("nothing was said").isTrue();
    List<Future<Appended>> all = post(posts, 1, GroupCommit.MAX_BATCH + 1);
    Future<Void> drained = onLoop(posts::drained);
    writer.begun();
    writer.commit();
    writer.begun();
    assertThat(drained.isComplete()).isFalse();
    writer.commit();
    await(drained);
    assertThat(all).allMatch(Future::isComplete);
  }

  private static void assertSentAway(Future<Appended> post) {
    assertThat(post.cause())
        .isInstanceOfSatisfying(
            CommandException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE))
        .hasMessage("too many posts wait, try again");
  }

  private GroupCommit posts(ChatConfig bounds) {
    return new GroupCommit(
        vertx,
        bounds,
        writer,
        entries -> told.add(String.join(",", entries.stream().map(Entry::text).toList())));
  }

  private Future<Appended> post(GroupCommit posts, String text) throws TimeoutException {
    return onLoop(() -> posts.append(draft(text)));
  }

  /** All of them in one turn of the event loop. */
  private List<Future<Appended>> post(GroupCommit posts, int first, int last)
      throws TimeoutException {
    return onLoop(
        () -> texts(first, last).stream().map(text -> posts.append(draft(text))).toList());
  }

  private static List<String> texts(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(i -> "m" + i).toList();
  }

  private static Draft draft(String text) {
    ChatPost post = new ChatPost("lobby", UUID.randomUUID().toString(), text, OptionalLong.empty());
    return new Draft(post, ALICE);
  }

  private <T> T onLoop(Callable<T> work) throws TimeoutException {
    Promise<T> done = Promise.promise();
    loop.runOnContext(
        v -> {
          try {
            done.complete(work.call());
          } catch (Exception e) {
            done.fail(e);
          }
        });
    return await(done.future());
  }

  private static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(10, TimeUnit.SECONDS);
  }

  /** A disk that takes its time: each commit lasts until the test ends it. */
  private static final class HeldWriter implements GroupCommit.Writer {
    private final BlockingQueue<List<String>> begun = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> commits = new LinkedBlockingQueue<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private long seq;

    @Override
    public List<Outcome> append(List<Draft> drafts) {
      begun.add(drafts.stream().map(draft -> draft.request().text()).toList());
      if (!take(commits)) {
        throw new IllegalStateException("broken");
      }
      return drafts.stream().map(this::outcome).toList();
    }

    private Outcome outcome(Draft draft) {
      ChatPost post = (ChatPost) draft.request();
      if (refused.contains(post.text())) {
        return new Refused(CommandException.badInput(post.text(), "no"));
      }
      return new Appended(
          new Entry.Message(
              new Entry.Head(post.room(), "e-1", ++seq, post.id(), ALICE, 1),
              post.text(),
              OptionalLong.empty()),
          true);
    }

    /** The texts of the commit that begins now. */
    List<String> begun() {
      return take(begun);
    }

    boolean nothingBegun() {
      return begun.isEmpty();
    }

    void refuse(String text) {
      refused.add(text);
    }

    void commit() {
      commits.add(true);
    }

    void breakDown() {
      commits.add(false);
    }

    private static <T> T take(BlockingQueue<T> queue) {
      try {
        T taken = queue.poll(10, TimeUnit.SECONDS);
        assertThat(taken).as("came within ten seconds").isNotNull();
        return taken;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
