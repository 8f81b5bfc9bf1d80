package tickertalk.price;

import io.vertx.core.Future;
import java.util.List;

/** An exchange that can be asked for a price. Its failures are {@link SourceException}s. */
interface Source {
  /** As shown to people, {@code binance}. */
  String name();

  /** Whether it has a market of this pair, as far as can be told without asking. */
  boolean trades(Pair pair);

  /** Asks for the price of a pair that it trades. */
  Future<Tick> fetch(Pair pair);

  /** Asks for the closed one-minute candles of the last hour; none if it cannot tell. */
  default Future<List<Candle>> history(Pair pair) {
    return Future.succeededFuture(List.of());
  }
}
