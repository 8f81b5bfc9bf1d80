package tickertalk.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tickertalk.contract.Entry;

@ExtendWith(VertxExtension.class)
@Timeout(60)
class ChatFollowerTest {
  private static final Pace BRISK = new Pace(5, 20, 60_000, 20, 40, 1);

  private final BlockingQueue<Long> read = new LinkedBlockingQueue<>();
  private final AtomicInteger failuresToCome = new AtomicInteger();

  @Test
  void shouldReadAgainWhatCouldNotBeKept(Vertx vertx) throws Exception {
    FakeChat chat = new FakeChat(vertx);
    chat.start().await(20, TimeUnit.SECONDS);
    failuresToCome.set(3);
    chat.keeps("alice", "love");
    start(vertx, Map.of());
    assertThat(next()).isEqualTo(1);
    failuresToCome.set(3);
    chat.says("bob", "sad");
    chat.says("bob", "love");
    assertThat(next()).isEqualTo(2);
    assertThat(next()).isEqualTo(3);
    assertThat(read).isEmpty();
  }

  @Test
  void shouldBeginAfterThePositionItIsGiven(Vertx vertx) throws Exception {
    FakeChat chat = new FakeChat(vertx);
    chat.start().await(20, TimeUnit.SECONDS);
    chat.keeps("alice", "love");
    chat.keeps("alice", "love");
    start(vertx, Map.of(FakeChat.ROOM, new Position("first", 1)));
    assertThat(next()).isEqualTo(2);
  }

  @Test
  void shouldReadFromTheStartWhenThePositionIsOfAnotherLog(Vertx vertx) throws Exception {
    FakeChat chat = new FakeChat(vertx);
    chat.start().await(20, TimeUnit.SECONDS);
    chat.keeps("alice", "love");
    start(vertx, Map.of(FakeChat.ROOM, new Position("lost", 1)));
    assertThat(next()).isEqualTo(1);
  }

  private void start(Vertx vertx, Map<String, Position> positions) throws Exception {
    ChatFollower follower = new ChatFollower(vertx, BRISK, positions, this::take);
    Future<Void> started =
        Future.future(promise -> vertx.runOnContext(now -> follower.start().onComplete(promise)));
    started.await(20, TimeUnit.SECONDS);
  }

  private Future<Void> take(List<Entry> entries) {
    if (failuresToCome.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      return Future.failedFuture("the disk is away");
    }
    entries.forEach(entry -> read.add(entry.seq()));
    return Future.succeededFuture();
  }

  private long next() throws InterruptedException {
    Long seq = read.poll(20, TimeUnit.SECONDS);
    assertThat(seq).as("an entry within 20 s").isNotNull();
    return seq;
  }
}
