package tickertalk.storage;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Where the prepared statements of one connection come from, and where they go after use. */
interface Statements {
  /** A statement that nobody else uses, without arguments. */
  PreparedStatement take(String sql) throws SQLException;

  /** Ends the use of a statement that did what it was to do; one that failed is closed instead. */
  void giveBack(String sql, PreparedStatement statement) throws SQLException;
}
