package tickertalk.price;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tickertalk.storage.Database;
import tickertalk.storage.Lease;
import tickertalk.storage.Sql;
import tickertalk.storage.Work;

/** One-minute candles in the database, those of a live market apart from replayed ones. Blocks. */
final class CandleStore {
  private static final String UPSERT =
      """
      insert into price_candle (symbol, source, open_time, open, high, low, close, volume)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (symbol, source, open_time) do update set
        open = excluded.open, high = excluded.high, low = excluded.low,
        close = excluded.close, volume = excluded.volume
      """;

  private static final String DELETE = "delete from price_candle where symbol = ? and source = ?";

  private static final String PRUNE =
      "delete from price_candle where symbol = ? and source = ? and open_time < ?";

  private static final String NEWEST =
      """
      select open_time, open, high, low, close, volume from price_candle
      where symbol = ? and source = ? and open_time < ? order by open_time desc limit ?
      """;

  private static final String FORGET_KNOWN = "delete from price_known where symbol = ?";

  private static final String KNOW =
      "insert into price_known (symbol, from_time, to_time) values (?, ?, ?)";

  private static final String KNOWN =
      "select from_time, to_time from price_known where symbol = ? order by from_time";

  private final Database database;
  private final Lease lease;

  /**
   * Candles in a database.
   *
   * @param lease without which nothing is written
   */
  CandleStore(Database database, Lease lease) {
    this.database = database;
    this.lease = lease;
  }

  private <T> T write(Work<T> work) {
    return database.transact(
        sql -> {
          lease.confirm(sql);
          return work.run(sql);
        });
  }

  /** Stores candles, in place of those of the same minutes. */
  void save(String symbol, MarketKind kind, List<Candle> candles) {
    write(sql -> write(sql, symbol, kind, candles));
  }

  /**
   * Stores candles, in place of those of the same minutes, and of which minutes of the live market
   * everything is known, in place of what was said before.
   *
   * @param unsaved by symbol
   */
  void save(MarketKind kind, Map<String, MinuteBook.Unsaved> unsaved) {
    write(
        sql -> {
          unsaved.forEach((symbol, what) -> write(sql, symbol, kind, what));
          return null;
        });
  }

  private static void write(Sql sql, String symbol, MarketKind kind, MinuteBook.Unsaved unsaved) {
    write(sql, symbol, kind, unsaved.candles());
    unsaved
        .known()
        .filter(known -> kind == MarketKind.LIVE)
        .ifPresent(known -> write(sql, symbol, known));
  }

  private static void write(Sql sql, String symbol, List<Span> known) {
    sql.update(FORGET_KNOWN, symbol);
    known.forEach(span -> sql.update(KNOW, symbol, span.from(), span.to()));
  }

  /**
   * Where a symbol left off.
   *
   * @param known of which minutes everything is known, ascending
   */
  record Past(Optional<Candle> newest, List<Span> known) {}

  /** Where a symbol left off. */
  Past past(String symbol, MarketKind kind) {
    return database.read(
        sql ->
            new Past(
                sql.first(
                    NEWEST, CandleStore::candle, symbol, kind.storedName(), Long.MAX_VALUE, 1),
                sql.query(
                    KNOWN,
                    row -> new Span(row.getLong("from_time"), row.getLong("to_time")),
                    symbol)));
  }

  /** Stores candles, in place of all that the symbol had. */
  void replace(String symbol, MarketKind kind, List<Candle> candles) {
    write(
        sql -> {
          sql.update(DELETE, symbol, kind.storedName());
          return write(sql, symbol, kind, candles);
        });
  }

  private static int write(Sql sql, String symbol, MarketKind kind, List<Candle> candles) {
    for (Candle candle : candles) {
      sql.update(
          UPSERT,
          symbol,
          kind.storedName(),
          candle.openTime(),
          candle.open(),
          candle.high(),
          candle.low(),
          candle.close(),
          candle.volume());
    }
    return candles.size();
  }

  /**
   * Deletes the old candles of these symbols, each along the primary key.
   *
   * @param before epoch milliseconds; what opened earlier goes
   * @return how many
   */
  int prune(Collection<String> symbols, MarketKind kind, long before) {
    return write(
        sql ->
            symbols.stream()
                .mapToInt(symbol -> sql.update(PRUNE, symbol, kind.storedName(), before))
                .sum());
  }

  /** The newest candles, in descending order. */
  List<Candle> newest(String symbol, MarketKind kind, int limit) {
    return newest(symbol, kind, Long.MAX_VALUE, limit);
  }

  /**
   * The newest candles of a time before, in descending order.
   *
   * @param before epoch milliseconds; only what opened earlier
   */
  List<Candle> newest(String symbol, MarketKind kind, long before, int limit) {
    return database.read(
        sql -> sql.query(NEWEST, CandleStore::candle, symbol, kind.storedName(), before, limit));
  }

  private static Candle candle(ResultSet row) throws SQLException {
    return new Candle(
        row.getLong("open_time"),
        new BigDecimal(row.getString("open")),
        new BigDecimal(row.getString("high")),
        new BigDecimal(row.getString("low")),
        new BigDecimal(row.getString("close")),
        new BigDecimal(row.getString("volume")));
  }
}
