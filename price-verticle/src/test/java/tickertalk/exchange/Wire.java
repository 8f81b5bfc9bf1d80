package tickertalk.exchange;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How one exchange talks. */
interface Wire {
  /** Whether a WebSocket may be opened at this path. */
  boolean streamsAt(String path);

  /** The markets that a connection is told of from the start, by its address. */
  default Set<String> marketsInAddress(String query) {
    return Set.of();
  }

  /** The markets that a message subscribes to; none if it is no subscription. */
  Set<String> subscription(String message);

  /** What is said when a message subscribes, or says something else that wants an answer. */
  default Optional<String> reply(String message) {
    return Optional.empty();
  }

  /** What is said when a message subscribes to a market's trades and is refused them. */
  default Optional<String> refusal(String message, String market) {
    return Optional.empty();
  }

  /** A trade as the stream tells it. */
  String trade(Trade trade);

  /** What the stream tells of a market once a second. */
  List<String> beat(Book book, long now);

  /** Whether its frames are binary. */
  default boolean isBinary() {
    return false;
  }

  /** The market that a request for a ticker, or for candles, names; as the exchange writes it. */
  Optional<String> market(HttpServerRequest request);

  /** Whether a request is for candles. */
  boolean wantsCandles(HttpServerRequest request);

  /** Which candles a request is for. */
  BarsWanted barsWanted(HttpServerRequest request);

  String ticker(Book book, long now);

  /** Candles as they are told; none may be left. */
  String candles(Book book, List<Bar> ascending);

  /** What an unknown market is answered with, and its status. */
  String unknown();

  default int unknownStatus() {
    return 404;
  }
}
