package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tickertalk.contract.ChatDelete;
import tickertalk.contract.ChatEdit;
import tickertalk.contract.ChatPost;
import tickertalk.contract.ChatWrite;
import tickertalk.contract.Person;
import tickertalk.contract.RoomAccess;
import tickertalk.storage.Database;
import tickertalk.storage.DatabaseConfig;

/**
 * SQLite marks as free what is deleted, and leaves it there to be read until it needs the place.
 */
@Timeout(60)
class DeletedTextTest {
  private static final Person ALICE = new Person("u-1", "alice");
  private static final String ROOM = "lobby";

  /** Of which every third fills pages of its own. */
  private static final int MESSAGES = 300;

  @TempDir Path folder;

  @Test
  void noFileHasATextAnyMoreThatWasDeleted() throws IOException {
    try (Database database = Database.open(DatabaseConfig.embeddedIn(folder))) {
      database.migrate("chat");
      new RoomLog(database, new People(), 10, Clock.systemUTC())
          .open(ROOM, "a room", RoomAccess.PUBLIC);
      LogWriter writer = new LogWriter(database, new People(), Clock.systemUTC());
      List<ChatWrite> writes = new ArrayList<>();
      for (int i = 1; i <= MESSAGES; i++) {
        String text = "SECRET" + "x".repeat(i % 3 == 0 ? 9_000 : 10);
        writes.add(new ChatPost(ROOM, uuid(), text, OptionalLong.empty()));
        writes.add(new ChatPost(ROOM, uuid(), "KEPT", OptionalLong.empty()));
      }
      write(writer, writes);
      write(writer, changes(seq -> new ChatEdit(ROOM, uuid(), seq, "SECRET too")));
      write(writer, changes(seq -> new ChatDelete(ROOM, uuid(), seq)));
    }
    assertThat(occurrences("KEPT"))
        .as("what is looked for is found")
        .isGreaterThanOrEqualTo(MESSAGES);
    assertThat(occurrences("SECRET")).isZero();
  }

  private interface Change {
    ChatWrite to(long seq);
  }

  private static List<ChatWrite> changes(Change change) {
    return Stream.iterate(1L, seq -> seq + 2).limit(MESSAGES).map(change::to).toList();
  }

  private static void write(LogWriter writer, List<ChatWrite> writes) {
    assertThat(writer.append(writes.stream().map(write -> new Draft(write, ALICE)).toList()))
        .allMatch(outcome -> outcome instanceof Outcome.Appended appended && appended.fresh());
  }

  private static String uuid() {
    return UUID.randomUUID().toString();
  }

  private int occurrences(String text) throws IOException {
    int count = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (int at = content.indexOf(text); at >= 0; at = content.indexOf(text, at + 1)) {
          count++;
        }
      }
    }
    return count;
  }
}
