package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * That the price came over the line of an alert.
 *
 * @param alert the alert's id
 * @param rule in its usual spelling, {@code price > 70000}
 * @param price with which it fired
 * @param state {@code live} or {@code replay}; nothing fires on any other price
 */
public record AlertFiring(
    long alert, String symbol, String rule, BigDecimal price, Quote.State state) {
  public AlertFiring {
    Objects.requireNonNull(symbol);
    Objects.requireNonNull(rule);
    Objects.requireNonNull(price);
    if (!state.isFresh()) {
      throw CommandException.badInput("state", "must be live or replay");
    }
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("alert", alert)
        .put("symbol", symbol)
        .put("rule", rule)
        .put("price", price.toPlainString())
        .put("state", state.wireName());
  }
}
