package tickertalk.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps each connection's prepared statements for its next transaction, for a driver that would
 * compile them anew each time. A connection has one user at a time, and so has its part of this.
 */
final class StatementCache {
  /** More than the modules have statements; what is made up of lists must not grow without end. */
  private static final int STATEMENTS_PER_CONNECTION = 100;

  private final Map<Connection, Statements> caches = new ConcurrentHashMap<>();

  Statements of(Connection connection) throws SQLException {
    Statements there = caches.get(connection);
    return there == null ? begin(connection) : there;
  }

  private Statements begin(Connection connection) throws SQLException {
    for (Connection other : List.copyOf(caches.keySet())) {
      if (other.isClosed()) {
        caches.remove(other); // its statements went with it
      }
    }
    Statements begun = new Kept(connection);
    caches.put(connection, begun);
    return begun;
  }

  private static final class Kept implements Statements {
    private final Connection connection;
    private final Map<String, PreparedStatement> idle = new LinkedHashMap<>(16, 0.75f, true);

    Kept(Connection connection) {
      this.connection = connection;
    }

    @Override
    public PreparedStatement take(String sql) throws SQLException {
      PreparedStatement kept = idle.remove(sql);
      return kept == null ? connection.prepareStatement(sql) : kept;
    }

    @Override
    public void giveBack(String sql, PreparedStatement statement) throws SQLException {
      statement.clearParameters(); // a long text need not wait here for the next use
      PreparedStatement other = idle.put(sql, statement);
      if (other != null) {
        other.close(); // the same text was in use twice
      }
      if (idle.size() > STATEMENTS_PER_CONNECTION) {
        var eldest = idle.values().iterator();
        PreparedStatement least = eldest.next();
        eldest.remove();
        least.close();
      }
    }
  }
}
