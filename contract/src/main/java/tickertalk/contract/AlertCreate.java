package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * What somebody wants to be told of.
 *
 * @param when the rule as it was written, 1 to {@value #MAX_WHEN} characters; whoever watches reads
 *     it
 */
public record AlertCreate(String symbol, String when, Cooldown cooldown) {
  public static final int MAX_WHEN = 100;

  public AlertCreate {
    Objects.requireNonNull(symbol);
    Objects.requireNonNull(when);
    Objects.requireNonNull(cooldown);
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("symbol", symbol)
        .put("when", when)
        .put("cooldown", cooldown.wireForm());
  }

  public static AlertCreate fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new AlertCreate(
        fields.symbol(),
        fields.text("when", MAX_WHEN),
        fields.optionalText("cooldown", 16).map(Cooldown::of).orElse(Cooldown.DEFAULT));
  }
}
