package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.Person;

/** The gathering alone; the test is the disk, and is through when it likes. */
@ExtendWith(VertxExtension.class)
@Timeout(30)
class LastReadsTest {
  private final BlockingQueue<List<LastRead>> writes = new LinkedBlockingQueue<>();
  private final BlockingQueue<Boolean> outcomes = new LinkedBlockingQueue<>();
  private Context loop;
  private LastReads reads;

  @BeforeEach
  void setUp(Vertx vertx) {
    loop = vertx.getOrCreateContext();
    reads = new LastReads(vertx, 1_000, this::write);
  }

  private void write(List<LastRead> gathered) {
    writes.add(gathered);
    if (!take(outcomes)) {
      throw new IllegalStateException("broken");
    }
  }

  @Test
  void aThousandReadersOfAMessageAreOneTransaction() throws Exception {
    List<Future<Void>> all =
        onLoop(
            () -> IntStream.range(0, 1_000).mapToObj(i -> reads.seen(read("u-" + i, 7))).toList());
    assertThat(take(writes)).hasSize(1_000);
    assertThat(all).noneMatch(Future::isComplete);
    outcomes.add(true);
    await(Future.all(all));
    assertThat(writes).isEmpty();
  }

  @Test
  void ofWhatAPersonReadOfARoomTheFurthestCounts() throws Exception {
    List<Future<Void>> all =
        onLoop(
            () ->
                List.of(
                    reads.seen(read("u-1", 5)),
                    reads.seen(read("u-1", 9)),
                    reads.seen(read("u-1", 7)),
                    reads.seen(new LastRead(person("u-1"), "attic", 1))));
    assertThat(take(writes))
        .containsExactly(read("u-1", 9), new LastRead(person("u-1"), "attic", 1));
    outcomes.add(true);
    await(Future.all(all));
  }

  @Test
  void whatComesDuringAWriteSharesTheNextAndNeitherFailsWithTheOther() throws Exception {
    Future<Void> first = onLoop(() -> reads.seen(read("u-1", 1)));
    assertThat(take(writes)).containsExactly(read("u-1", 1));
    List<Future<Void>> next =
        onLoop(() -> List.of(reads.seen(read("u-1", 2)), reads.seen(read("u-2", 2))));
    outcomes.add(false);
    assertThatThrownBy(() -> await(first)).hasMessage("broken");
    assertThat(take(writes)).containsExactly(read("u-1", 2), read("u-2", 2));
    outcomes.add(true);
    await(Future.all(next));
  }

  @Test
  void moreReadersThanMayWaitAreSentAway() throws Exception {
    List<Future<Void>> all =
        onLoop(
            () -> IntStream.range(0, 1_001).mapToObj(i -> reads.seen(read("u-" + i, 7))).toList());
    assertThat(all.get(1_000).cause())
        .isInstanceOfSatisfying(
            CommandException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    assertThat(onLoop(() -> reads.seen(read("u-0", 8))).failed()).as("already waits").isFalse();
    assertThat(take(writes)).hasSize(1_000);
    outcomes.add(true);
    await(Future.all(all.subList(0, 1_000)));
  }

  @Test
  void itIsDrainedWhenTheLastIsWritten() throws Exception {
    assertThat(onLoop(reads::drained).isComplete()).isTrue();
    onLoop(() -> reads.seen(read("u-1", 1)));
    take(writes);
    Future<Void> second = onLoop(() -> reads.seen(read("u-1", 2)));
    Future<Void> drained = onLoop(reads::drained);
    outcomes.add(true);
    take(writes);
    assertThat(drained.isComplete()).isFalse();
    Future<Void> whileNothingWaits = onLoop(reads::drained);
    outcomes.add(true);
    await(Future.all(drained, whileNothingWaits));
    assertThat(second.isComplete()).isTrue();
  }

  private static LastRead read(String person, long seq) {
    return new LastRead(person(person), "lobby", seq);
  }

  private static Person person(String id) {
    return new Person(id, "reader");
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
