package tickertalk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class DatabaseTest {
  private static final String INSERT = "insert into storage_test_thing (name, size) values (?, ?)";

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldKeepNothingOfWorkThatThrows(Database database) {
    database.migrate("storage_test");
    assertThatThrownBy(
            () ->
                database.transact(
                    sql -> {
                      sql.update(INSERT, "half", 1);
                      throw new IllegalStateException("stop");
                    }))
        .hasMessage("stop");
    assertThat(count(database)).isZero();
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldTellAUniqueViolationFromOtherErrors(Database database) {
    database.migrate("storage_test");
    database.transact(sql -> sql.update(INSERT, "one", 1));
    assertThatThrownBy(() -> database.transact(sql -> sql.update(INSERT, "one", 2)))
        .isInstanceOf(UniqueViolationException.class);
    assertThatThrownBy(() -> database.transact(sql -> sql.update(INSERT, "two", -2)))
        .isInstanceOf(StorageException.class)
        .isNotInstanceOf(UniqueViolationException.class);
    assertThatThrownBy(() -> database.transact(sql -> sql.update(INSERT, Optional.empty(), 2)))
        .isInstanceOf(StorageException.class);
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldLetManyThreadsWriteAtOnce(Database database) {
    database.migrate("storage_test");
    IntStream.range(0, 200)
        .parallel()
        .forEach(i -> database.transact(sql -> sql.update(INSERT, "thing " + i, i)));
    assertThat(count(database)).isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldMigrateAgainWithoutEffect(Database database) {
    database.migrate("storage_test");
    database.transact(sql -> sql.update(INSERT, "kept", 1));
    database.migrate("storage_test");
    database.migrate("storage");
    assertThat(count(database)).isEqualTo(1);
  }

  @Test
  void shouldKeepAnEmbeddedDatabaseInItsFile(@TempDir Path folder) {
    try (Database database = Database.open(DatabaseConfig.embeddedIn(folder))) {
      database.migrate("storage_test");
      database.transact(sql -> sql.update(INSERT, "durable", 1));
      assertThat(pragma(database, "synchronous"))
          .as("FULL: a commit waits for the disk")
          .isEqualTo("2");
      assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(database, "foreign_keys")).isEqualTo("1");
    }
    try (Database database = Database.open(DatabaseConfig.embeddedIn(folder))) {
      assertThat(count(database)).isEqualTo(1);
    }
  }

  @Test
  void shouldNameTheOptionOfAWrongUrl() {
    assertThatThrownBy(() -> DatabaseConfig.at("jdbc:mysql://localhost/x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("database:");
  }

  @Test
  void shouldSayWhyAServerCannotBeReached() {
    assertThatThrownBy(
            () ->
                Database.open(
                    DatabaseConfig.at("jdbc:postgresql://127.0.0.1:1/none?user=a&password=b")))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("cannot open the database");
  }

  private static String pragma(Database database, String name) {
    return database.read(sql -> sql.first("pragma " + name, row -> row.getString(1))).orElseThrow();
  }

  private static long count(Database database) {
    return database
        .read(sql -> sql.first("select count(*) from storage_test_thing", row -> row.getLong(1)))
        .orElseThrow();
  }
}
