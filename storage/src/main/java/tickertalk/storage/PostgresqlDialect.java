package tickertalk.storage;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** PostgreSQL: readers and writers in any number, each with its snapshot. */
final class PostgresqlDialect implements Dialect {
  private static final String UNIQUE_VIOLATION = "23505";

  @Override
  public void prepare(HikariConfig pool, DatabaseConfig config) {
    pool.addDataSourceProperty("ApplicationName", "tickertalk");
    pool.addDataSourceProperty("connectTimeout", Math.max(1, config.patience().toSeconds()));
    // A server that is cut off says nothing: without these a call to it would hang for minutes.
    pool.addDataSourceProperty("socketTimeout", 2 * Math.max(1, config.patience().toSeconds()));
    pool.addDataSourceProperty("tcpKeepAlive", true);
    pool.setConnectionInitSql("set lock_timeout = " + config.patience().toMillis());
  }

  @Override
  public void begin(Connection connection, boolean readOnly) throws SQLException {
    connection.setReadOnly(readOnly);
    connection.setTransactionIsolation(
        readOnly ? Connection.TRANSACTION_REPEATABLE_READ : Connection.TRANSACTION_READ_COMMITTED);
    connection.setAutoCommit(false);
  }

  @Override
  public Turn awaitWriteTurn() {
    return () -> {};
  }

  @Override
  public Map<String, String> placeholders() {
    return Map.of("identity", "bigint generated always as identity primary key");
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
  public StorageException explain(SQLException error) {
    return UNIQUE_VIOLATION.equals(error.getSQLState())
        ? new UniqueViolationException(error)
        : new StorageException(error.getMessage(), error);
  }
}
