package tickertalk.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tickertalk.contract.Entry;
import tickertalk.contract.Person;

@ExtendWith(VertxExtension.class)
@Timeout(30)
class SharedSaveTest {
  private final List<List<String>> transactions = new CopyOnWriteArrayList<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private Context loop;
  private SharedSave<List<String>> together;

  @BeforeEach
  void setUp(Vertx vertx) {
    loop = vertx.getOrCreateContext();
    together = new SharedSave<>(vertx, this::save, told::addAll);
  }

  private List<String> save(List<Entry> entries) {
    List<String> names = entries.stream().map(SharedSaveTest::name).toList();
    transactions.add(names);
    if (names.contains("broken/1")) {
      throw new IllegalStateException("not this one");
    }
    return names;
  }

  private static String name(Entry entry) {
    return entry.room() + "/" + entry.seq();
  }

  private static List<Entry> entries(String room, int count) {
    return LongStream.rangeClosed(1, count)
        .mapToObj(
            seq ->
                new Entry.Message(
                    new Entry.Head(
                        room, "e", seq, UUID.randomUUID().toString(), new Person("u", "u"), 0),
                    "text",
                    OptionalLong.empty()))
        .<Entry>map(message -> message)
        .toList();
  }

  /** All in one turn of the loop. */
  private List<Future<Void>> take(List<List<Entry>> rooms) throws Exception {
    Promise<List<Future<Void>>> taken = Promise.promise();
    loop.runOnContext(
        v -> {
          List<Future<Void>> futures = new ArrayList<>();
          rooms.forEach(entries -> futures.add(together.take(entries)));
          taken.complete(futures);
        });
    return taken.future().await(20, TimeUnit.SECONDS);
  }

  private static void await(Future<?> future) throws Exception {
    future.await(20, TimeUnit.SECONDS);
  }

  @Test
  void roomsThatWaitShareATransaction() throws Exception {
    await(Future.all(take(List.of(entries("a", 2), entries("b", 1), entries("c", 1)))));

    assertThat(transactions).containsExactly(List.of("a/1", "a/2", "b/1", "c/1"));
    assertThat(told).containsExactly("a/1", "a/2", "b/1", "c/1");
  }

  @Test
  void aTransactionTakesNoMoreThanItsBoundAndTheRestFollows() throws Exception {
    int bound = SharedSave.MAX_ENTRIES;
    await(
        Future.all(
            take(List.of(entries("a", bound - 1), entries("b", bound - 2), entries("c", 2)))));

    assertThat(transactions).extracting(List::size).containsExactly(bound - 1, bound);
  }

  @Test
  void aRoomThatCannotBeSavedKeepsNoOtherOut() throws Exception {
    List<Future<Void>> futures =
        take(List.of(entries("a", 1), entries("broken", 1), entries("c", 1)));

    await(futures.get(0));
    await(futures.get(2));
    assertThatThrownBy(() -> await(futures.get(1))).hasMessage("not this one");
    assertThat(told).containsExactly("a/1", "c/1");
    await(Future.all(take(List.of(entries("d", 1)))));
    assertThat(told).contains("d/1");
  }
}
