package tickertalk.price;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import tickertalk.storage.Database;
import tickertalk.storage.Sql;

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
      where symbol = ? and source = ? order by open_time desc limit ?
      """;

  private final Database database;

  CandleStore(Database database) {
    this.database = database;
  }

  /** Stores candles, in place of those of the same minutes. */
  void save(String symbol, MarketKind kind, List<Candle> candles) {
    database.transact(sql -> write(sql, symbol, kind, candles));
  }

  /** Stores candles, in place of all that the symbol had. */
  void replace(String symbol, MarketKind kind, List<Candle> candles) {
    database.transact(
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
    return database.transact(
        sql ->
            symbols.stream()
                .mapToInt(symbol -> sql.update(PRUNE, symbol, kind.storedName(), before))
                .sum());
  }

  /** The newest candles, in descending order. */
  List<Candle> newest(String symbol, MarketKind kind, int limit) {
    return database.read(
        sql -> sql.query(NEWEST, CandleStore::candle, symbol, kind.storedName(), limit));
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
