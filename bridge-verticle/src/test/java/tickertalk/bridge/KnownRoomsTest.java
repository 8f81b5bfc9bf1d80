package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tickertalk.contract.Internal;
import tickertalk.contract.RoomAccess;

@Timeout(20)
class KnownRoomsTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    Edge.soon(vertx.close());
  }

  /** After a restart of chat thousands wait for the same room; they must not all ask for it. */
  @Test
  void allWhoWaitForARoomShareOnePauseAndOneQuestion() {
    AtomicInteger questions = new AtomicInteger();
    Future<List<Optional<RoomAccess>>> all =
        onLoop(
            () -> {
              KnownRooms rooms = new KnownRooms(vertx, new ChatPulse(vertx));
              List<Future<Optional<RoomAccess>>> waiting =
                  IntStream.range(0, 1_000)
                      .mapToObj(i -> rooms.await("lobby", () -> true))
                      .toList();
              vertx.runOnContext(
                  asked ->
                      vertx.runOnContext(
                          refused -> {
                            assertThat(rooms.pauses()).isEqualTo(1);
                            answer(questions);
                          }));
              return Future.all(waiting).map(done -> done.list());
            });

    assertThat(Edge.soon(all)).hasSize(1_000).containsOnly(Optional.of(RoomAccess.PUBLIC));
    assertThat(questions).hasValue(1);
  }

  /**
   * It was waited for until the bus gave up, 30 s later; readers and their streams hung as long.
   */
  @Test
  void aRoomIsAskedForAgainWhenTheChatThatWasAskedIsGone() {
    AtomicInteger lost = new AtomicInteger();
    MessageConsumer<JsonObject> dying =
        vertx.eventBus().consumer(Internal.CHAT_ROOM, neverAnswered -> lost.incrementAndGet());
    vertx.eventBus().consumer(Internal.CHAT_PULSE, asked -> succeed(dying, asked));

    Optional<RoomAccess> found =
        Edge.soon(
            onLoop(() -> new KnownRooms(vertx, new ChatPulse(vertx)).await("lobby", () -> true)));

    assertThat(found).contains(RoomAccess.PUBLIC);
    assertThat(lost).hasValue(1);
  }

  /** Another takes over, and says that it has only begun to serve. */
  private void succeed(MessageConsumer<JsonObject> dying, Message<Object> asked) {
    dying.unregister();
    answer(new AtomicInteger());
    asked.reply(new JsonObject().put("servingMs", 0));
  }

  private void answer(AtomicInteger questions) {
    vertx
        .eventBus()
        .<JsonObject>consumer(
            Internal.CHAT_ROOM,
            message -> {
              questions.incrementAndGet();
              message.reply(message.body());
            });
  }

  private <T> Future<T> onLoop(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    vertx.runOnContext(now -> work.get().onComplete(done));
    return done.future();
  }
}
