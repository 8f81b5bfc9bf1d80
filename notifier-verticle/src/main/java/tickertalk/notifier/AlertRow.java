package tickertalk.notifier;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import tickertalk.contract.Cooldown;
import tickertalk.contract.Quote.State;

/** An alert as it stands in its table. */
final class AlertRow {
  private AlertRow() {}

  static Alert alert(ResultSet row) throws SQLException {
    long firedAt = row.getLong("fired_at");
    boolean fired = !row.wasNull();
    return new Alert(
        row.getLong("id"),
        row.getString("person"),
        row.getString("symbol"),
        Rule.of(row.getString("rule")),
        new Cooldown(Duration.ofMillis(row.getLong("cooldown_ms"))),
        row.getLong("created_at"),
        stance(row),
        fired ? OptionalLong.of(firedAt) : OptionalLong.empty(),
        row.getLong("revision"));
  }

  private static Optional<Stance> stance(ResultSet row) throws SQLException {
    String side = row.getString("side");
    return side == null
        ? Optional.empty()
        : Optional.of(
            new Stance(Side.of(side), row.getBoolean("armed"), State.of(row.getString("market"))));
  }
}
