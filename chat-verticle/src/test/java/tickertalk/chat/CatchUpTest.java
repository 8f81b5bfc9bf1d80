package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tickertalk.contract.ChatDelete;
import tickertalk.contract.ChatEdit;
import tickertalk.contract.ChatPost;
import tickertalk.contract.ChatReact;
import tickertalk.contract.Command;
import tickertalk.contract.Entry;
import tickertalk.contract.HistoryQuery;
import tickertalk.contract.Person;
import tickertalk.contract.RoomAccess;
import tickertalk.storage.Database;
import tickertalk.storage.Databases;
import tickertalk.storage.Leases;

/** Somebody comes back who missed a hundred thousand entries. */
@ExtendWith(VertxExtension.class)
@Timeout(180)
class CatchUpTest {
  private static final int ENTRIES = 100_000;
  private static final String ROOM = "lobby";
  private static final List<String> EMOJI = List.of("👍", "❤️", "😂", "🚀");

  private static final Database database = Databases.sqlite();
  private static final RoomLog log = new RoomLog(database, new People(), 10, Clock.systemUTC());
  private static final Random random = new Random(4);
  private static final List<Entry> messages = new ArrayList<>();

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void whoMissedAHundredThousandEntriesEndsWithTheRoomThatTheServerHas(Vertx vertx)
      throws Exception {
    ChatConfig config = ChatConfig.of(List.of(ROOM));
    vertx
        .deployVerticle(new ChatVerticle(config, database, Leases.alone().of("chat")))
        .await(20, TimeUnit.SECONDS);
    RoomFold client = new RoomFold();
    long last = 0;
    JsonObject page = history(vertx, 0);
    while (!page.getJsonArray("entries").isEmpty()) {
      for (Object json : page.getJsonArray("entries")) {
        Entry entry = Entry.fromJson((JsonObject) json);
        assertThat(entry.seq()).isEqualTo(++last);
        client.take(entry);
      }
      page = history(vertx, last);
    }
    assertThat(last).isGreaterThanOrEqualTo(ENTRIES).isEqualTo(page.getLong("last"));
    assertThat(client.size()).isBetween(ENTRIES / 2, ENTRIES);
    assertThat(client.hash()).isEqualTo(RoomFold.in(database, ROOM).hash());
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  /** What a page takes of the server does not depend on how long the log is, nor on where it is. */
  @Test
  void aPageOfALongLogTakesNoMoreMemoryThanAnyOther() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    LongSummaryStatistics bytes = new LongSummaryStatistics();
    for (long after = 0; after < ENTRIES - 1_000; after += 500) {
      long before = threads.getCurrentThreadAllocatedBytes();
      assertThat(page(after).entries()).hasSize(500);
      long taken = threads.getCurrentThreadAllocatedBytes() - before;
      if (after > 10_000) { // by then all classes are there
        bytes.accept(taken);
      }
    }
    assertThat(bytes.getMax())
        .as("%s bytes for a page", bytes)
        .isLessThan(2 * (long) bytes.getAverage())
        .isLessThan(4_000_000);
  }

  private static Page page(long after) {
    return log.history(new HistoryQuery(ROOM, OptionalLong.of(after), OptionalLong.empty(), 500));
  }

  private static JsonObject history(Vertx vertx, long after) throws TimeoutException {
    JsonObject query = new JsonObject().put("room", ROOM).put("after", after).put("limit", 500);
    return vertx
        .eventBus()
        .<JsonObject>request(Command.CHAT_HISTORY.address(), query)
        .map(Message::body)
        .await(20, TimeUnit.SECONDS);
  }

  /** Seven in ten are messages; the others change one of the last thousand, or of all. */
  @BeforeAll
  static void writeMuch() {
    database.migrate("chat");
    log.open(ROOM, "a room", RoomAccess.PUBLIC);
    LogWriter writer = new LogWriter(database, new People(), Clock.systemUTC());
    while (log.room(ROOM).last() < ENTRIES) {
      List<Draft> drafts = new ArrayList<>(GroupCommit.MAX_BATCH);
      for (int i = 0; i < GroupCommit.MAX_BATCH; i++) {
        drafts.add(messages.size() < 100 || random.nextInt(10) < 7 ? post() : change());
      }
      writer.append(drafts).stream()
          .filter(Outcome.Appended.class::isInstance)
          .map(outcome -> ((Outcome.Appended) outcome).entry())
          .filter(Entry.Message.class::isInstance)
          .forEach(messages::add);
    }
  }

  private static Draft post() {
    ChatPost post = new ChatPost(ROOM, uuid(), "said " + random.nextInt(), OptionalLong.empty());
    return new Draft(post, somebody());
  }

  private static Draft change() {
    int reach = random.nextInt(10) == 0 ? messages.size() : Math.min(1_000, messages.size());
    Entry message = messages.get(messages.size() - 1 - random.nextInt(reach));
    long seq = message.seq();
    String emoji = EMOJI.get(random.nextInt(EMOJI.size()));
    return switch (random.nextInt(4)) {
      case 0 ->
          new Draft(new ChatEdit(ROOM, uuid(), seq, "put " + random.nextInt()), message.from());
      case 1 -> new Draft(new ChatDelete(ROOM, uuid(), seq), message.from());
      default ->
          new Draft(new ChatReact(ROOM, uuid(), seq, emoji, random.nextInt(3) > 0), somebody());
    };
  }

  private static Person somebody() {
    return new Person("u-" + random.nextInt(20), "somebody");
  }

  private static String uuid() {
    return UUID.randomUUID().toString();
  }
}
