package tickertalk.storage;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The statements of one transaction. Arguments are bound by position and never become part of the
 * statement's text; an empty {@link Optional} or {@link OptionalLong} is NULL, and a {@link
 * BigDecimal} is stored as its plain text, so that no digit is lost.
 */
public final class Sql {
  private final Statements statements;
  private final Dialect dialect;

  Sql(Statements statements, Dialect dialect) {
    this.statements = statements;
    this.dialect = dialect;
  }

  /** Runs a statement that changes rows; gives how many. */
  public int update(String sql, Object... args) {
    return run(sql, args, PreparedStatement::executeUpdate);
  }

  /**
   * Runs a statement that changes rows once for each of these lists of arguments, in their order
   * and on one way to the database. How many rows each changed is not told: several may have gone
   * as one; and so no two of an {@code on conflict do update} may be about the same row.
   */
  public void batch(String sql, List<Object[]> argLists) {
    if (argLists.isEmpty()) {
      return;
    }
    use(
        sql,
        statement -> {
          for (Object[] args : argLists) {
            bind(statement, args);
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  /** Runs a statement that gives rows. */
  public <T> List<T> query(String sql, RowMapper<T> mapper, Object... args) {
    return run(
        sql,
        args,
        statement -> {
          List<T> values = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              values.add(mapper.map(rows));
            }
          }
          return values;
        });
  }

  /** Runs a statement that gives one row at most. */
  public <T> Optional<T> first(String sql, RowMapper<T> mapper, Object... args) {
    return query(sql, mapper, args).stream().findFirst();
  }

  /**
   * What ends a query whose rows the transaction is to have for itself; nothing where a transaction
   * that writes is alone anyway.
   */
  public String forUpdate() {
    return dialect.forUpdate();
  }

  private interface Execution<T> {
    T on(PreparedStatement statement) throws SQLException;
  }

  private <T> T run(String sql, Object[] args, Execution<T> execution) {
    return use(
        sql,
        statement -> {
          bind(statement, args);
          return execution.on(statement);
        });
  }

  private <T> T use(String sql, Execution<T> execution) {
    try {
      PreparedStatement statement = statements.take(sql);
      T result = attempt(statement, execution);
      statements.giveBack(sql, statement);
      return result;
    } catch (SQLException e) {
      throw dialect.explain(e);
    }
  }

  private static <T> T attempt(PreparedStatement statement, Execution<T> execution)
      throws SQLException {
    try {
      return execution.on(statement);
    } catch (Throwable e) {
      statement.close();
      throw e;
    }
  }

  private static void bind(PreparedStatement statement, Object[] args) throws SQLException {
    for (int i = 0; i < args.length; i++) {
      statement.setObject(i + 1, plain(args[i]));
    }
  }

  private static Object plain(Object arg) {
    if (arg instanceof Optional<?> optional) {
      return optional.map(Sql::plain).orElse(null);
    }
    if (arg instanceof OptionalLong optional) {
      return optional.isPresent() ? optional.getAsLong() : null;
    }
    return arg instanceof BigDecimal amount ? amount.toPlainString() : arg;
  }
}
