package tickertalk.notifier;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Optional;
import tickertalk.contract.Fields;
import tickertalk.contract.Quote.State;

/**
 * A price that may be acted upon.
 *
 * @param market {@code LIVE} or {@code REPLAY}; what is replayed is another market
 */
record MarketPrice(BigDecimal amount, State market) {
  private static final int MAX_DIGITS = 64;

  /** The price of a quote; empty for one that is stale, and for one that has none. */
  static Optional<MarketPrice> of(JsonObject quote) {
    Fields fields = new Fields(quote);
    State state = State.of(fields.text("state", 16));
    return state.isFresh()
        ? Optional.of(new MarketPrice(new BigDecimal(fields.text("price", MAX_DIGITS)), state))
        : Optional.empty();
  }
}
