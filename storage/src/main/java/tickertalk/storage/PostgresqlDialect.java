package tickertalk.storage;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** PostgreSQL: readers and writers in any number, each with its snapshot. */
final class PostgresqlDialect implements Dialect {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String DATA_EXCEPTION = "22";
  private static final String CONSTRAINT_VIOLATION = "23";

  /** A server, database or role may be set not to; what is stronger than {@code on} stays. */
  private static final String WAIT_FOR_THE_DISK =
      "select set_config('synchronous_commit', 'on', false)"
          + " where current_setting('synchronous_commit') = 'off'";

  /** The driver hears of settings that are strings, and of no others. */
  @Override
  public void prepare(HikariConfig pool, DatabaseConfig config) {
    long patienceSeconds = Math.max(1, config.patience().toSeconds());
    pool.addDataSourceProperty("ApplicationName", "tickertalk");
    pool.addDataSourceProperty("connectTimeout", String.valueOf(patienceSeconds));
    // A server that is cut off says nothing: without these a call to it would hang for minutes.
    pool.addDataSourceProperty("socketTimeout", String.valueOf(2 * patienceSeconds));
    pool.addDataSourceProperty("tcpKeepAlive", "true");
    // A batch of inserts goes as a few statements of many rows each: for every statement the server
    // reads the table's checks anew, which costs more than the row.
    pool.addDataSourceProperty("reWriteBatchedInserts", "true");
    // The writers' own, so that none of them has to ask the server for it.
    pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    pool.setConnectionInitSql(
        "set lock_timeout = " + config.patience().toMillis() + "; " + WAIT_FOR_THE_DISK);
  }

  @Override
  public void attend(DataSource connections) {
    // The server looks after itself.
  }

  @Override
  public void close() {
    // Nothing was begun.
  }

  @Override
  public void begin(Connection connection, Mode mode) throws SQLException {
    boolean readOnly = mode == Mode.READ;
    connection.setReadOnly(readOnly);
    if (readOnly) { // until it goes back to the pool
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }
    connection.setAutoCommit(false);
    if (mode == Mode.WRITE_LAZILY) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set local synchronous_commit = off");
      }
    }
  }

  @Override
  public void commit(Connection connection) throws SQLException {
    connection.commit();
  }

  /** The driver keeps what it prepared on the server by itself. */
  @Override
  public Statements statements(Connection connection) {
    return new Statements() {
      @Override
      public PreparedStatement take(String sql) throws SQLException {
        return connection.prepareStatement(sql);
      }

      @Override
      public void giveBack(String sql, PreparedStatement statement) throws SQLException {
        statement.close();
      }
    };
  }

  @Override
  public Turn awaitWriteTurn() {
    return () -> {};
  }

  @Override
  public Map<String, String> placeholders() {
    return Map.of(
        "identity",
        "bigint generated always as identity primary key",
        "only_postgresql",
        "",
        "only_sqlite",
        "-- ");
  }

  @Override
  public void migrate(Flyway flyway) {
    flyway.migrate(); // holds an advisory lock meanwhile
  }

  @Override
  public String nowMs() {
    return "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)";
  }

  @Override
  public String forUpdate() {
    return "for update";
  }

  @Override
  public StorageException explain(SQLException error) {
    String state = String.valueOf(error.getSQLState());
    if (state.equals(UNIQUE_VIOLATION)) {
      return new UniqueViolationException(error);
    }
    return state.startsWith(CONSTRAINT_VIOLATION) || state.startsWith(DATA_EXCEPTION)
        ? new RejectedException(error.getMessage(), error)
        : new StorageException(error.getMessage(), error);
  }
}
