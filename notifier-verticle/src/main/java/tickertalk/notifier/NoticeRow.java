package tickertalk.notifier;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import tickertalk.contract.AlertFiring;
import tickertalk.contract.Notice;
import tickertalk.contract.Person;
import tickertalk.contract.Quote;
import tickertalk.storage.Sql;

/** A notice as it stands in its table. */
final class NoticeRow {
  private NoticeRow() {}

  /** Adds it; gives its id, or nothing if it is there already. */
  static Optional<Long> insert(Sql sql, Draft draft) {
    return sql.first(
        """
        insert into notifier_notice
          (person, kind, text, at, room, epoch, seq, from_id, from_name,
           alert, symbol, rule, price, market)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict do nothing returning id""",
        row -> row.getLong(1),
        draft.to(),
        draft.kind().wireName(),
        draft.text(),
        draft.at(),
        draft.room(),
        draft.epoch(),
        draft.seq(),
        draft.from().map(Person::id),
        draft.from().map(Person::name),
        draft.alert().map(AlertFiring::alert),
        draft.alert().map(AlertFiring::symbol),
        draft.alert().map(AlertFiring::rule),
        draft.alert().map(AlertFiring::price),
        draft.alert().map(firing -> firing.state().wireName()));
  }

  static Notice notice(ResultSet row) throws SQLException {
    long seq = row.getLong("seq");
    boolean aboutEntry = !row.wasNull();
    String from = row.getString("from_id");
    return new Notice(
        row.getLong("id"),
        Notice.Kind.of(row.getString("kind")),
        row.getString("text"),
        row.getLong("at"),
        Optional.ofNullable(row.getString("room")),
        aboutEntry ? OptionalLong.of(seq) : OptionalLong.empty(),
        from == null ? Optional.empty() : Optional.of(new Person(from, row.getString("from_name"))),
        alert(row));
  }

  private static Optional<AlertFiring> alert(ResultSet row) throws SQLException {
    String symbol = row.getString("symbol");
    return symbol == null
        ? Optional.empty()
        : Optional.of(
            new AlertFiring(
                row.getLong("alert"),
                symbol,
                row.getString("rule"),
                new BigDecimal(row.getString("price")),
                Quote.State.of(row.getString("market"))));
  }
}
