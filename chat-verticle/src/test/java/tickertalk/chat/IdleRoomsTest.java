package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tickertalk.contract.Caller;
import tickertalk.contract.Command;
import tickertalk.contract.Person;
import tickertalk.contract.Role;
import tickertalk.storage.Database;
import tickertalk.storage.Databases;
import tickertalk.storage.Leases;

/** What a hundred thousand rooms that nobody is in take of the memory: nothing. */
@ExtendWith(VertxExtension.class)
@Timeout(120)
class IdleRoomsTest {
  private static final int ROOMS = 100_000;

  /**
   * As many rooms are used before the first look: what is kept of them all has its bound by then.
   */
  private static final int WARM = 12_000;

  /** And so many after it. */
  private static final int USED = 30_000;

  private static final int AT_ONCE = 500;
  private static final long MEGABYTE = 1 << 20;

  /** One map entry with its key for each room would be 10 MB. */
  private static final long MOST_GROWTH = 3 * MEGABYTE;

  private static final Caller ALICE = new Caller(new Person("u-1", "alice"), Role.GUEST);

  private final Database database = Databases.sqlite();

  @Test
  void memoryGrowsNeitherWithIdleRoomsNorWithMessages(Vertx vertx) throws Exception {
    ChatConfig config = ChatConfig.of(List.of("lobby")).withMaxRooms(2 * ROOMS);
    await(vertx.deployVerticle(new ChatVerticle(config, database, Leases.alone().of("chat"))));
    long withOneRoom = heapBytes();
    openRooms();
    use(vertx, 0, WARM);
    assertThat(list(vertx)).isEqualTo(ROOMS + 1);
    long before = heapBytes();
    assertThat(before - withOneRoom).as("100,000 rooms").isLessThan(2 * MOST_GROWTH);

    use(vertx, WARM, USED);
    assertThat(list(vertx)).isEqualTo(ROOMS + 1);

    assertThat(heapBytes() - before)
        .as("%s messages in as many rooms", USED - WARM)
        .isLessThan(MOST_GROWTH);
  }

  private void openRooms() {
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < ROOMS; i++) {
      rows.add(new Object[] {room(i), "Room " + i, UUID.randomUUID().toString()});
    }
    database.transact(
        sql -> {
          sql.batch(
              """
              insert into chat_room (name, title, epoch, access, opened_at)
              values (?, ?, ?, 'public', 0)
              """,
              rows);
          return rows;
        });
  }

  private static String room(int number) {
    return "room-%06d".formatted(number);
  }

  /** Somebody says something, and types, in each of these rooms. */
  private static void use(Vertx vertx, int from, int to) throws TimeoutException {
    for (int first = from; first < to; first += AT_ONCE) {
      List<Future<JsonObject>> asked = new ArrayList<>();
      for (int i = first; i < Math.min(to, first + AT_ONCE); i++) {
        JsonObject room = new JsonObject().put("room", room(i));
        asked.add(ask(vertx, Command.TYPING_SET, room.copy().put("typing", true)));
        asked.add(
            ask(
                vertx,
                Command.CHAT_POST,
                room.put("id", UUID.randomUUID().toString()).put("text", "hello " + i)));
      }
      await(Future.all(asked));
    }
  }

  private static int list(Vertx vertx) throws TimeoutException {
    JsonArray rooms = await(ask(vertx, Command.CHAT_ROOMS, new JsonObject())).getJsonArray("rooms");
    return rooms.size();
  }

  private static Future<JsonObject> ask(Vertx vertx, Command command, JsonObject body) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    ALICE.stamp(headers);
    return vertx
        .eventBus()
        .<JsonObject>request(command.address(), body, new DeliveryOptions().setHeaders(headers))
        .map(Message::body);
  }

  /** What is in use when there is no more garbage to be found. */
  private static long heapBytes() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  private static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(60, TimeUnit.SECONDS);
  }
}
