package tickertalk.storage;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes a value of the row the cursor is on. */
@FunctionalInterface
public interface RowMapper<T> {
  T map(ResultSet row) throws SQLException;
}
