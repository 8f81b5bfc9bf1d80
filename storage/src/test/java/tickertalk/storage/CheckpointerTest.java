package tickertalk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SQLite's own checkpoints come at 256 MB of log here; these tests write less. */
@Timeout(60)
class CheckpointerTest {
  private static final int MEGABYTE = 1024 * 1024;

  @TempDir private Path folder;
  private Database database;

  @BeforeEach
  void open() {
    database = Database.open(DatabaseConfig.embeddedIn(folder));
    database.transact(sql -> sql.update("create table text (text text)"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void write(int megabytes) {
    List<Object[]> rows = Collections.nCopies(64, new Object[] {"t".repeat(MEGABYTE / 64)});
    for (int i = 0; i < megabytes; i++) {
      database.transact(
          sql -> {
            sql.batch("insert into text values (?)", rows);
            return null;
          });
    }
  }

  @Test
  void whatIsCommittedComesIntoTheFileWhileItIsOpen() {
    write(3);

    await().until(() -> size("tickertalk.db") > 3 * MEGABYTE);
  }

  @Test
  void aLongLogBeginsAgain() {
    write(20);
    long first = timesBegun();

    await()
        .until(
            () -> {
              write(1);
              return timesBegun() > first;
            });
    assertThat(size("tickertalk.db")).isGreaterThan(20 * MEGABYTE);
  }

  private long size(String file) {
    try {
      return Files.size(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A counter in the head of SQLite's log. */
  private long timesBegun() {
    try (RandomAccessFile log =
        new RandomAccessFile(folder.resolve("tickertalk.db-wal").toFile(), "r")) {
      log.seek(12);
      return log.readInt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
