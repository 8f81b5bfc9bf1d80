package tickertalk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

  /** A lazy transaction's setting once stayed with the connection, and the next one had it too. */
  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldWaitForTheDiskAgainAfterATransactionThatDidNot(Database database) {
    database.migrate("storage_test");
    String before = waiting(database);

    String lazily =
        database.transactLazily(
            sql -> {
              sql.update(INSERT, "lazy", 1);
              return waiting(sql, database);
            });

    assertThat(before).as("though the test run's server is set not to").isIn("2", "on");
    assertThat(lazily).isIn("1", "off");
    assertThat(count(database)).isEqualTo(1);
    assertThat(waiting(database)).isEqualTo(before);
  }

  private static String waiting(Database database) {
    return database.transact(sql -> waiting(sql, database));
  }

  private static String waiting(Sql sql, Database database) {
    String question =
        database.nowMs().contains("clock_timestamp")
            ? "show synchronous_commit"
            : "pragma synchronous";
    return sql.first(question, row -> row.getString(1)).orElseThrow();
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
  void shouldTellWhatTheDatabaseDoesNotTakeFromADatabaseThatIsAway(Database database) {
    database.migrate("storage_test");
    assertThatThrownBy(() -> database.transact(sql -> sql.update(INSERT, "two", -2)))
        .isInstanceOf(RejectedException.class);
    assertThatThrownBy(() -> database.transact(sql -> sql.update(INSERT, Optional.empty(), 2)))
        .isInstanceOf(RejectedException.class);
    assertThatThrownBy(() -> database.read(sql -> sql.update("no SQL at all")))
        .isInstanceOf(StorageException.class)
        .isNotInstanceOf(RejectedException.class);
    database.close();
    assertThatThrownBy(() -> database.transact(sql -> sql.update(INSERT, "late", 2)))
        .isInstanceOf(StorageException.class)
        .isNotInstanceOf(RejectedException.class);
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldRunABatchInItsOrderAndWholeOrNotAtAll(Database database) {
    database.migrate("storage_test");
    database.transact(
        sql -> {
          sql.batch(INSERT, List.of());
          sql.batch(INSERT, List.of(new Object[] {"one", 1}, new Object[] {"two", 2}));
          return null;
        });
    assertThat(names(database)).containsExactly("one", "two");
    assertThatThrownBy(() -> insertAll(database, "three", "one", "four"))
        .isInstanceOf(UniqueViolationException.class);
    assertThat(names(database)).containsExactly("one", "two");
    insertAll(database, "three");
    assertThat(names(database)).containsExactly("one", "two", "three");
  }

  /** Reading took the writers' lock once: a page of history failed while the index was written. */
  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldReadWhatIsCommittedWhileSomebodyWrites(Database database) {
    database.migrate("storage_test");
    insertAll(database, "one");
    List<String> seen =
        database.transact(
            sql -> {
              sql.update(INSERT, "two", 2);
              return names(database);
            });
    assertThat(seen).containsExactly("one");
    assertThat(names(database)).containsExactly("one", "two");
  }

  private static void insertAll(Database database, String... names) {
    database.transact(
        sql -> {
          sql.batch(INSERT, Stream.of(names).map(name -> new Object[] {name, 1}).toList());
          return null;
        });
  }

  private static List<String> names(Database database) {
    return database.read(
        sql -> sql.query("select name from storage_test_thing order by id", r -> r.getString(1)));
  }

  /** A statement is kept for the next use, and must not be the same one when used in itself. */
  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldRunAStatementAlsoWhileItsOwnRowsAreRead(Database database) {
    database.migrate("storage_test");
    insertAll(database, "one", "two");
    String all = "select name from storage_test_thing order by id";
    for (int i = 0; i < 3; i++) {
      List<List<String>> pairs =
          database.read(
              sql ->
                  sql.query(
                      all,
                      outer -> {
                        List<String> inner = sql.query(all, row -> row.getString(1));
                        return List.of(outer.getString(1), String.join("+", inner));
                      }));
      assertThat(pairs).containsExactly(List.of("one", "one+two"), List.of("two", "one+two"));
    }
  }

  @ParameterizedTest
  @MethodSource("tickertalk.storage.Databases#both")
  void shouldRunMoreStatementsThanItKeeps(Database database) {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 150; i++) {
        String statement = "select " + i;
        assertThat(database.<Optional<Integer>>read(sql -> sql.first(statement, r -> r.getInt(1))))
            .contains(i);
      }
    }
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

  /** Each takes two connections: all at once, they waited for each other's until they gave up. */
  @Test
  void shouldMigrateSeveralModulesAtOnceThoughThereAreFewConnections() throws Exception {
    DatabaseConfig few = new DatabaseConfig(Databases.postgresqlUrl(), 3, Duration.ofSeconds(2));
    ExecutorService modules = Executors.newFixedThreadPool(8);
    try (Database database = Database.open(few)) {
      List<Future<?>> migrations = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        migrations.add(modules.submit(() -> database.migrate("storage_test")));
        migrations.add(modules.submit(() -> database.migrate("storage")));
      }
      for (Future<?> migration : migrations) {
        migration.get();
      }
      assertThat(count(database)).isZero();
    } finally {
      modules.shutdownNow();
    }
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

  /**
   * The driver's own commit began the next transaction: while the connection was on its way back,
   * nobody could write, and what another process kept it from was said of what was committed.
   */
  @Test
  void shouldLetAnotherProcessWriteAsSoonAsItHasCommitted(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("t.db");
    DatabaseConfig config = new DatabaseConfig("jdbc:sqlite:" + file, 1, Duration.ofMillis(300));
    Dialect dialect = new SqliteDialect(file, config.patience());
    try (Database otherJvm = Database.open(config);
        Connection connection = DriverManager.getConnection(config.url());
        Statement statement = connection.createStatement()) {
      otherJvm.migrate("storage_test");
      dialect.begin(connection, Dialect.Mode.WRITE);
      statement.execute("insert into storage_test_thing (name, size) values ('committed', 1)");
      dialect.commit(connection);

      otherJvm.transact(sql -> sql.update(INSERT, "meanwhile", 1));

      assertThat(names(otherJvm)).containsExactly("committed", "meanwhile");
    }
  }

  /**
   * The connection believed that its transaction had begun: the next work ran without one, so that
   * half of it was kept when it failed.
   */
  @Test
  void shouldWorkInATransactionAgainAfterTheFileWasLockedForTooLong(@TempDir Path folder) {
    String url = "jdbc:sqlite:" + folder.resolve("t.db");
    try (Database database = Database.open(new DatabaseConfig(url, 1, Duration.ofMillis(300)));
        Database otherJvm = Database.open(DatabaseConfig.at(url))) {
      database.migrate("storage_test");
      otherJvm.transact(
          sql -> {
            assertThatThrownBy(() -> insertAll(database, "while locked"))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("locked");
            return null;
          });
      assertThatThrownBy(
              () ->
                  database.transact(
                      sql -> {
                        sql.update(INSERT, "half", 1);
                        throw new IllegalStateException("stop");
                      }))
          .hasMessage("stop");
      assertThat(count(database)).isZero();
      insertAll(database, "whole");
      assertThat(names(database)).containsExactly("whole");
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

  /** The pool took them for settings of its own kind, and the driver never heard of them. */
  @Test
  void shouldNotWaitForAServerThatSaysNothing() {
    DatabaseConfig config = new DatabaseConfig(Databases.postgresqlUrl(), 2, Duration.ofSeconds(1));
    try (Database database = Database.open(config)) {
      assertThatThrownBy(
              () -> database.read(sql -> sql.query("select pg_sleep(60)", row -> row.getRow())))
          .isInstanceOf(StorageException.class);
      assertThat(database.answers()).isTrue();
    }
  }

  /** Each statement makes the server read the table's checks, which costs more than a row. */
  @Test
  void shouldSendABatchToAServerAsAFewStatements() {
    try (Database database = Databases.postgresql()) {
      database.migrate("storage_test");
      database.transact(
          sql -> {
            sql.update(
                "create function count_statement() returns trigger language plpgsql as "
                    + "'begin insert into statements values (1); return null; end'");
            sql.update("create table statements (one int)");
            return sql.update(
                "create trigger counted after insert on storage_test_thing"
                    + " for each statement execute function count_statement()");
          });
      List<Object[]> rows =
          IntStream.range(0, 500).mapToObj(i -> new Object[] {"thing " + i, i}).toList();
      database.transact(
          sql -> {
            sql.batch(INSERT, rows);
            return null;
          });
      assertThat(count(database)).isEqualTo(500);
      long statements =
          database
              .read(sql -> sql.first("select count(*) from statements", row -> row.getLong(1)))
              .orElseThrow();
      assertThat(statements).isLessThan(20);
    }
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
