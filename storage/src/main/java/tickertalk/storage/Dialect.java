package tickertalk.storage;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** What differs between the databases. */
interface Dialect extends AutoCloseable {
  /** Sets what a connection of this database needs from its birth. */
  void prepare(HikariConfig pool, DatabaseConfig config);

  /** Begins with what this database needs done beside the work, until it is closed. */
  void attend(DataSource connections);

  /** Opens a transaction on a connection. */
  void begin(Connection connection, Mode mode) throws SQLException;

  /** Ends the transaction that was begun on a connection, and keeps what it did. */
  void commit(Connection connection) throws SQLException;

  /** The prepared statements of a connection, which may outlive a transaction. */
  Statements statements(Connection connection) throws SQLException;

  /**
   * Waits until this thread may write, where the database has no queue of its own.
   *
   * @throws StorageException when its patience ends before its turn comes
   */
  Turn awaitWriteTurn();

  /**
   * The words that the migrations leave open; {@code only_sqlite} and {@code only_postgresql} turn
   * a line of them into a comment on the other database.
   */
  Map<String, String> placeholders();

  /** Runs the migrations, one JVM after another. */
  void migrate(Flyway flyway);

  /** The SQL for the database's own clock, in epoch milliseconds. */
  String nowMs();

  /** What ends a query that locks the rows which it gives. */
  String forUpdate();

  /** Turns an error into what a caller can act upon. */
  StorageException explain(SQLException error);

  @Override
  void close();

  /** What a transaction is for. */
  enum Mode {
    READ,
    /** On disk when it is committed. */
    WRITE,
    /** On disk with what is committed after it, or a moment later. */
    WRITE_LAZILY
  }

  /** A turn to write that ends. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }
}
