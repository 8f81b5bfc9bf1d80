package tickertalk.price;

import io.vertx.core.Future;
import java.util.List;

/** An exchange: what can be asked of it, and its stream. Failures are {@link SourceException}s. */
interface Source {
  /** As shown to people, {@code binance}. */
  String name();

  /** Where it is. */
  ExchangeHost host();

  /** Whether it has a market of this pair, as far as can be told without asking. */
  boolean trades(Pair pair);

  /** Asks for the price of a pair that it trades. */
  Future<Tick> fetch(Pair pair);

  /**
   * Asks for its own candles, those that are closed, ascending; one without a trade may be left
   * out.
   */
  Future<List<Candle>> history(Pair pair, PastQuestion question);

  /** The wire of one connection for these pairs. */
  StreamWire stream(List<Pair> pairs);
}
