package tickertalk.storage;

import com.zaxxer.hikari.HikariConfig;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteException;

/**
 * SQLite in one file: any number of readers, one writer at a time. With a write-ahead log readers
 * and the writer do not disturb each other; {@code synchronous=FULL} makes every commit wait for
 * the disk, which is what "acknowledged" means here.
 */
final class SqliteDialect implements Dialect {
  /** Pages, from which on a commit copies the log itself, should the checkpointer fail: 256 MB. */
  private static final int FAR_TOO_LONG_LOG = 64_000;

  private final Path file;
  private final Duration patience;

  // SQLite's own wait for the writer's lock is a poll with naps of up to 100 ms, and not fair.
  private final ReentrantLock writers = new ReentrantLock(true);

  private final StatementCache statements = new StatementCache();
  private final Checkpointer checkpointer = new Checkpointer(this::lockOutWriters);

  SqliteDialect(Path file, Duration patience) {
    this.file = file;
    this.patience = patience;
  }

  @Override
  public void prepare(HikariConfig pool, DatabaseConfig config) {
    createFolder();
    pool.addDataSourceProperty("journal_mode", "WAL");
    pool.addDataSourceProperty("synchronous", "FULL");
    pool.addDataSourceProperty("foreign_keys", "true");
    // 16 MB of pages instead of 2: the ids that clients make are random, and so are the pages that
    // the index over them reads and writes.
    pool.addDataSourceProperty("cache_size", "-16000");
    pool.addDataSourceProperty("wal_autocheckpoint", String.valueOf(FAR_TOO_LONG_LOG));
    // What is deleted is overwritten. Without it five of six texts were still to be read in the
    // file after they were set to null; to insert costs the same.
    pool.addDataSourceProperty("secure_delete", "true");
    pool.addDataSourceProperty("busy_timeout", String.valueOf(config.patience().toMillis()));
    pool.addDataSourceProperty("transaction_mode", TransactionMode.IMMEDIATE.name());
  }

  private void createFolder() {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new StorageException("cannot create the folder of " + file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void attend(DataSource connections) {
    checkpointer.start(connections);
  }

  @Override
  public void close() {
    checkpointer.close();
  }

  @Override
  public void begin(Connection connection, Mode mode) throws SQLException {
    SQLiteConnection sqlite = connection.unwrap(SQLiteConnection.class);
    if (mode != Mode.READ) {
      flushAtCommit(sqlite, mode == Mode.WRITE);
    }
    // A transaction that reads first and writes later can be refused half-way; a writer that takes
    // the lock at once cannot. The driver begins in its configuration's mode, whatever the
    // connection's own "current" one is.
    sqlite
        .getConnectionConfig()
        .setTransactionMode(
            mode == Mode.READ ? TransactionMode.DEFERRED : TransactionMode.IMMEDIATE);
    connection.setAutoCommit(false);
  }

  /**
   * Not by the driver's own {@code commit}, which begins the next transaction at once: that takes
   * the writer's lock for nothing, and when another process holds it by then, what was committed
   * would be said to have failed.
   */
  @Override
  public void commit(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
  }

  /** A setting of the connection, which the next transaction would have too. */
  private static void flushAtCommit(SQLiteConnection connection, boolean yes) throws SQLException {
    connection.getDatabase().exec("pragma synchronous = " + (yes ? "full" : "normal"), true);
  }

  /** The driver compiles a statement anew each time, which costs more than to run it. */
  @Override
  public Statements statements(Connection connection) throws SQLException {
    return statements.of(connection.unwrap(SQLiteConnection.class));
  }

  @Override
  public Turn awaitWriteTurn() {
    Turn turn = lockOutWriters();
    return () -> {
      turn.close();
      checkpointer.written();
    };
  }

  private Turn lockOutWriters() {
    try {
      if (writers.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return writers::unlock;
      }
      throw new StorageException("no turn to write within " + patience, null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException("interrupted while waiting to write", e);
    }
  }

  @Override
  public Map<String, String> placeholders() {
    return Map.of(
        "identity",
        "integer primary key autoincrement",
        "only_postgresql",
        "-- ",
        "only_sqlite",
        "");
  }

  @Override
  public void migrate(Flyway flyway) {
    // Flyway knows no lock for SQLite, and several JVMs of one machine may start together.
    Path lockFile = file.resolveSibling(file.getFileName() + ".migration-lock");
    try (Turn turn = awaitWriteTurn(); // a file lock is the JVM's, not the thread's
        FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      flyway.migrate();
    } catch (IOException e) {
      throw new StorageException("cannot lock " + lockFile + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String nowMs() {
    return "cast(unixepoch('subsec') * 1000 as integer)";
  }

  @Override
  public String forUpdate() {
    return "";
  }

  @Override
  public StorageException explain(SQLException error) {
    if (!(error instanceof SQLiteException sqlite)) {
      return new StorageException(error.getMessage(), error);
    }
    return switch (sqlite.getResultCode()) {
      case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY ->
          new UniqueViolationException(error);
      case SQLITE_CONSTRAINT,
          SQLITE_CONSTRAINT_CHECK,
          SQLITE_CONSTRAINT_FOREIGNKEY,
          SQLITE_CONSTRAINT_NOTNULL,
          SQLITE_CONSTRAINT_TRIGGER,
          SQLITE_MISMATCH,
          SQLITE_TOOBIG ->
          new RejectedException(error.getMessage(), error);
      default -> new StorageException(error.getMessage(), error);
    };
  }
}
