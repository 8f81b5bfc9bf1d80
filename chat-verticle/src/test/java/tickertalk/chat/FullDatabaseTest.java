package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tickertalk.chat.Outcome.Appended;
import tickertalk.chat.Outcome.Refused;
import tickertalk.contract.ChatPost;
import tickertalk.contract.Entry;
import tickertalk.contract.ErrorCode;
import tickertalk.contract.HistoryQuery;
import tickertalk.contract.Person;
import tickertalk.contract.RoomAccess;
import tickertalk.storage.Database;
import tickertalk.storage.DatabaseConfig;

/** A database that may not grow any more, as on a full disk, and then has space again. */
@Timeout(60)
class FullDatabaseTest {
  private static final Person ALICE = new Person("u-1", "alice");
  private static final int MOST_BATCHES = 1_000;
  private static final int BATCH = 20;

  /** 4 MB, of which a quarter is taken by what can be deleted. */
  private static final int PAGES = 1_000;

  private static final int FILLER_BYTES = 1 << 20;

  @TempDir Path folder;

  @Test
  void whatIsPostedOnAFullDiskIsRefusedAndNothingElseIsLost() {
    String url = "jdbc:sqlite:" + folder.resolve("t.db") + "?max_page_count=" + PAGES;
    try (Database database = Database.open(DatabaseConfig.at(url))) {
      database.migrate("chat");
      fill(database);
      RoomLog log = new RoomLog(database, new People(), 500, Clock.systemUTC());
      LogWriter writer = new LogWriter(database, new People(), Clock.systemUTC());
      log.open("lobby", "lobby", RoomAccess.PUBLIC);

      List<Entry> kept = new ArrayList<>();
      List<Draft> refused = postUntilRefused(writer, kept);
      assertThat(entries(log)).isEqualTo(kept);

      database.transact(sql -> sql.update("drop table filler"));

      writer.append(refused).forEach(outcome -> kept.add(((Appended) outcome).entry()));
      assertThat(entries(log)).isEqualTo(kept);
    }
  }

  private static void fill(Database database) {
    database.transact(sql -> sql.update("create table filler (bytes blob)"));
    database.transact(sql -> sql.update("insert into filler values (zeroblob(?))", FILLER_BYTES));
  }

  private static List<Draft> postUntilRefused(LogWriter writer, List<Entry> kept) {
    for (int batch = 0; batch < MOST_BATCHES; batch++) {
      List<Draft> drafts = drafts();
      List<Outcome> outcomes = writer.append(drafts);
      if (outcomes.get(0) instanceof Refused) {
        assertThat(outcomes)
            .allSatisfy(
                outcome ->
                    assertThat(((Refused) outcome).reason().code())
                        .isEqualTo(ErrorCode.UNAVAILABLE));
        return drafts;
      }
      outcomes.forEach(outcome -> kept.add(((Appended) outcome).entry()));
    }
    throw new AssertionError("the database takes more than it may");
  }

  private static List<Draft> drafts() {
    return IntStream.range(0, BATCH)
        .mapToObj(
            i ->
                new ChatPost(
                    "lobby", UUID.randomUUID().toString(), "가".repeat(500), OptionalLong.empty()))
        .map(post -> new Draft(post, ALICE))
        .toList();
  }

  private static List<Entry> entries(RoomLog log) {
    List<Entry> entries = new ArrayList<>();
    for (List<Entry> page = page(log, 0); !page.isEmpty(); ) {
      entries.addAll(page);
      page = page(log, page.get(page.size() - 1).seq());
    }
    return entries;
  }

  private static List<Entry> page(RoomLog log, long after) {
    return log.history(new HistoryQuery("lobby", OptionalLong.of(after), OptionalLong.empty(), 500))
        .entries();
  }
}
