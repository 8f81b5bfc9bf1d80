package tickertalk.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The database, embedded or a server, behind one way of working: a piece of work is one
 * transaction, kept whole or not at all. Safe to use from any thread; every call blocks.
 */
public final class Database implements AutoCloseable {
  private final HikariDataSource pool;

  /** Where there is one writer at a time, it has its connection for itself. */
  private final HikariDataSource writers;

  private final Dialect dialect;

  private Database(HikariDataSource pool, HikariDataSource writers, Dialect dialect) {
    this.pool = pool;
    this.writers = writers;
    this.dialect = dialect;
  }

  /**
   * Connects.
   *
   * @throws StorageException when the database does not answer within its patience
   */
  public static Database open(DatabaseConfig config) {
    Dialect dialect =
        config.embedded()
            ? new SqliteDialect(config.file(), config.patience())
            : new PostgresqlDialect();
    HikariDataSource pool = connect(config, dialect, "database", config.connections());
    HikariDataSource writers = config.embedded() ? writer(config, dialect, pool) : pool;
    dialect.attend(pool);
    return new Database(pool, writers, dialect);
  }

  /**
   * What one connection of SQLite's writes, the others' caches forget all pages for: writers that
   * took turns on four connections read most of what they touched from the file again.
   */
  private static HikariDataSource writer(
      DatabaseConfig config, Dialect dialect, HikariDataSource readers) {
    try {
      return connect(config, dialect, "database-writer", 1);
    } catch (StorageException e) {
      readers.close();
      throw e;
    }
  }

  private static HikariDataSource connect(
      DatabaseConfig config, Dialect dialect, String name, int connections) {
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName(name);
    hikari.setJdbcUrl(config.url());
    hikari.setMaximumPoolSize(connections);
    hikari.setMinimumIdle(1);
    hikari.setConnectionTimeout(Math.max(250, config.patience().toMillis()));
    hikari.setInitializationFailTimeout(hikari.getConnectionTimeout());
    dialect.prepare(hikari, config);
    try {
      return new HikariDataSource(hikari);
    } catch (RuntimeException e) {
      throw new StorageException("cannot open the database: " + rootMessage(e), e);
    }
  }

  private static String rootMessage(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }

  /**
   * Brings a module's tables up to date with the scripts in {@code tickertalk/<module>/migration}
   * on the class path. Each module has a history of its own, so that it can be deployed alone. One
   * after the other: each takes several connections, and all at once would wait for each other's.
   *
   * @throws StorageException when a script fails, or was changed after it ran
   */
  public synchronized void migrate(String module) {
    Flyway flyway =
        Flyway.configure(Database.class.getClassLoader())
            .dataSource(pool)
            .locations("classpath:tickertalk/" + module + "/migration")
            .table(module + "_schema_history")
            .placeholders(dialect.placeholders())
            .baselineOnMigrate(true) // the other modules' tables are there already
            .baselineVersion("0")
            .failOnMissingLocations(true)
            .load();
    try {
      dialect.migrate(flyway);
    } catch (FlywayException e) {
      throw new StorageException(
          "cannot migrate the tables of " + module + ": " + rootMessage(e), e);
    }
  }

  /** Runs a transaction that writes; it is rolled back when the work throws. */
  public <T> T transact(Work<T> work) {
    return write(work, Dialect.Mode.WRITE);
  }

  /**
   * The same for what can be worked out anew: nobody waits for the disk. What was kept outlives
   * this JVM at once, and a power failure a moment later, in the order it was kept.
   */
  public <T> T transactLazily(Work<T> work) {
    return write(work, Dialect.Mode.WRITE_LAZILY);
  }

  private <T> T write(Work<T> work, Dialect.Mode mode) {
    try (Dialect.Turn turn = dialect.awaitWriteTurn()) {
      return run(work, mode);
    }
  }

  /** Runs a transaction that reads one consistent state. */
  public <T> T read(Work<T> work) {
    return run(work, Dialect.Mode.READ);
  }

  private <T> T run(Work<T> work, Dialect.Mode mode) {
    HikariDataSource source = mode == Dialect.Mode.READ ? pool : writers;
    try (Connection connection = source.getConnection()) {
      begin(source, connection, mode);
      try {
        T result = work.run(new Sql(dialect.statements(connection), dialect));
        dialect.commit(connection);
        return result;
      } catch (Throwable e) {
        rollBack(source, connection, e);
        throw e;
      }
    } catch (SQLException e) {
      throw dialect.explain(e);
    }
  }

  /**
   * A connection whose begin failed, because another writer held the lock for too long, may believe
   * that it is in a transaction, and the next piece of work would run in none.
   */
  private void begin(HikariDataSource source, Connection connection, Dialect.Mode mode)
      throws SQLException {
    try {
      dialect.begin(connection, mode);
    } catch (SQLException e) {
      source.evictConnection(connection);
      throw e;
    }
  }

  private static void rollBack(HikariDataSource source, Connection connection, Throwable cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e); // the connection is lost, and the transaction with it
      source.evictConnection(connection);
    }
  }

  /** Whether it is SQLite, for what the databases have in common in no dialect of SQL. */
  public boolean embedded() {
    return dialect instanceof SqliteDialect;
  }

  /** The SQL for the database's own clock, in epoch milliseconds. */
  String nowMs() {
    return dialect.nowMs();
  }

  /** Whether the database answers. */
  public boolean answers() {
    try (Connection connection = pool.getConnection()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    dialect.close();
    writers.close();
    pool.close();
  }
}
