package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * The Korea premium (김치 프리미엄): how far a price in won is above the price in dollars.
 *
 * @param percent negative when it is below
 * @param against the symbol of the price in dollars
 * @param rate won for a dollar, as it was reckoned with
 * @param rateSource whence the rate is, {@code upbit USDT-KRW}: a rate that is itself a price in
 *     Korea hides the part of the premium that it has too
 */
public record Premium(BigDecimal percent, String against, BigDecimal rate, String rateSource) {
  public Premium {
    Objects.requireNonNull(percent);
    Objects.requireNonNull(against);
    Objects.requireNonNull(rateSource);
    if (rate.signum() <= 0) {
      throw CommandException.badInput("rate", "must be above 0");
    }
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("percent", percent.toPlainString())
        .put("against", against)
        .put("rate", rate.toPlainString())
        .put("rateSource", rateSource);
  }
}
