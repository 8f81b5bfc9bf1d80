package tickertalk.notifier;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;
import tickertalk.storage.Database;
import tickertalk.storage.Lease;
import tickertalk.storage.Sql;

/**
 * Everybody's alerts as they are kept. What an alert becomes and the notice of it are one
 * transaction, which only the holder of the lease may make and which only the revision that it was
 * decided on admits: so a crossing fires once, whoever believes that they watch. Blocks.
 */
final class AlertStore {
  /** The most that a person has. */
  static final int MAX_OF_ONE = 20;

  /** The most of all people, each of which a price is compared with; guests come without end. */
  static final int MAX_OF_ALL = 10_000;

  // A session goes on for 30 days, and a guest cannot come again as the same person after it.
  private static final long GUEST_MS = Duration.ofDays(30).toMillis();

  private static final String MAKE =
      """
      insert into notifier_alert
        (person, symbol, rule, cooldown_ms, created_at, side, armed, market, revision)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (person, symbol, rule) do update
      set cooldown_ms = excluded.cooldown_ms, revision = notifier_alert.revision + 1
      returning *""";

  private static final String CHANGE =
      """
      update notifier_alert set side = ?, armed = ?, market = ?, fired_at = ?, revision = ?
      where id = ? and revision = ?""";

  private static final String FORGET_GUESTS =
      """
      delete from notifier_alert where person in (
        select id from notifier_person where role = 'guest' and seen_at < ?)""";

  private static final String UNTOLD =
      """
      select notifier_notice.* from notifier_notice
      join notifier_alert on notifier_alert.untold = notifier_notice.id
      order by notifier_notice.id""";

  /**
   * What came of a change.
   *
   * @param alert as it stands now, whoever made it so; empty if it is not there any more
   * @param sent the notice that is to be told
   */
  record Outcome(long id, Optional<Alert> alert, Optional<Sent> sent) {}

  private final Database database;
  private final Lease lease;
  private final Inbox inbox;

  AlertStore(Database database, Lease lease, Inbox inbox) {
    this.database = database;
    this.lease = lease;
    this.inbox = inbox;
  }

  /**
   * Stores an alert; one that its owner has already gets its cooldown, and stays as it is else.
   *
   * @throws CommandException 409 when there are too many
   */
  Alert make(Alert wish) {
    return database.transact(
        sql -> {
          lease.confirm(sql);
          if (!has(sql, wish)) {
            makeRoom(sql, wish);
          }
          return sql.first(
                  MAKE,
                  AlertRow::alert,
                  wish.person(),
                  wish.symbol(),
                  wish.rule().text(),
                  wish.cooldown().length().toMillis(),
                  wish.createdAt(),
                  wish.stance().map(stance -> stance.side().storedName()),
                  wish.stance().map(Stance::armed),
                  wish.stance().map(stance -> stance.market().wireName()),
                  wish.revision())
              .orElseThrow();
        });
  }

  private static boolean has(Sql sql, Alert wish) {
    return count(
            sql,
            "where person = ? and symbol = ? and rule = ?",
            wish.person(),
            wish.symbol(),
            wish.rule().text())
        > 0;
  }

  private static void makeRoom(Sql sql, Alert wish) {
    if (count(sql, "where person = ?", wish.person()) >= MAX_OF_ONE) {
      throw tooMany("you have " + MAX_OF_ONE + ", which is the most; delete one first");
    }
    if (count(sql, "") >= MAX_OF_ALL
        && sql.update(FORGET_GUESTS, wish.createdAt() - GUEST_MS) == 0) {
      throw tooMany("there are " + MAX_OF_ALL + " on this server, which is the most");
    }
  }

  private static CommandException tooMany(String problem) {
    return new CommandException(ErrorCode.CONFLICT, "alerts: " + problem);
  }

  private static long count(Sql sql, String where, Object... args) {
    return sql.first("select count(*) from notifier_alert " + where, row -> row.getLong(1), args)
        .orElseThrow();
  }

  /** All that there are. */
  List<Alert> all() {
    return database.read(sql -> sql.query("select * from notifier_alert", AlertRow::alert));
  }

  /** A person's, in the order in which they were made. */
  List<Alert> of(String person) {
    return database.read(
        sql ->
            sql.query(
                "select * from notifier_alert where person = ? order by id",
                AlertRow::alert,
                person));
  }

  /** Deletes a person's alert, and gives back what it was; empty if it is not theirs. */
  Optional<Alert> delete(String person, long id) {
    return database.transact(
        sql ->
            sql.first(
                "delete from notifier_alert where id = ? and person = ? returning *",
                AlertRow::alert,
                id,
                person));
  }

  /** Makes these changes, each unless the alert has changed meanwhile, and stores the notices. */
  List<Outcome> apply(List<Alert.Change> changes) {
    return database.transact(
        sql -> {
          lease.confirm(sql);
          return changes.stream().map(change -> apply(sql, change)).toList();
        });
  }

  private Outcome apply(Sql sql, Alert.Change change) {
    long id = change.before().id();
    return isMade(sql, change)
        ? new Outcome(id, Optional.of(change.after()), fire(sql, change))
        : new Outcome(id, find(sql, id), Optional.empty());
  }

  private static Optional<Alert> find(Sql sql, long id) {
    return sql.first("select * from notifier_alert where id = ?", AlertRow::alert, id);
  }

  private static boolean isMade(Sql sql, Alert.Change change) {
    Alert after = change.after();
    Stance stance = after.stance().orElseThrow();
    return sql.update(
            CHANGE,
            stance.side().storedName(),
            stance.armed(),
            stance.market().wireName(),
            after.firedAt(),
            after.revision(),
            after.id(),
            change.before().revision())
        == 1;
  }

  private Optional<Sent> fire(Sql sql, Alert.Change change) {
    Optional<Sent> sent =
        change.firing().flatMap(firing -> inbox.add(sql, Draft.alert(change.after(), firing)));
    sent.ifPresent(
        notice ->
            sql.update(
                "update notifier_alert set untold = ? where id = ?",
                notice.notice().id(),
                change.after().id()));
    return sent;
  }

  /** The notices of which it is not known that they were told. */
  List<Sent> untold() {
    return database.read(
        sql ->
            sql.query(
                UNTOLD,
                row -> new Sent(Optional.of(row.getString("person")), NoticeRow.notice(row))));
  }

  /** Notes that these were told. */
  void told(List<Sent> sent) {
    database.transactLazily(
        sql -> {
          sql.batch(
              "update notifier_alert set untold = null where id = ? and untold = ?",
              sent.stream()
                  .map(Sent::notice)
                  .map(it -> new Object[] {it.alert().orElseThrow().alert(), it.id()})
                  .toList());
          return null;
        });
  }
}
