package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A price with everything one needs to trust it, or the reason why there is none.
 *
 * @param price empty exactly when the state is {@code unavailable}
 * @param display the price as people write it, {@code $70,352.36}; present with the price
 * @param change24h percent over 24 hours, if the source says
 * @param source whence it came; {@code none} when unavailable
 * @param at epoch milliseconds of the price at its source
 * @param receivedAt epoch milliseconds of its arrival from there
 * @param ageMs how old it was when this quote was made
 * @param reason why there is no price, or why it is not live
 * @param premium for a price in won: how far it is above the dollar's
 */
public record Quote(
    String symbol,
    Optional<BigDecimal> price,
    Optional<String> display,
    Optional<BigDecimal> change24h,
    String source,
    long at,
    long receivedAt,
    long ageMs,
    State state,
    Optional<String> reason,
    Optional<Premium> premium) {

  /** How far a price can be trusted. */
  public enum State {
    /** From an exchange, just now. */
    LIVE,
    /** From an exchange, but too long ago. */
    STALE,
    /** From a recorded market. */
    REPLAY,
    /** There is none. */
    UNAVAILABLE;

    /** The spelling on the wire. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it may be acted upon: neither old nor none. */
    public boolean isFresh() {
      return this == LIVE || this == REPLAY;
    }

    /**
     * The state of this spelling.
     *
     * @throws IllegalArgumentException for a name that is not in the table
     */
    public static State of(String wireName) {
      return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
  }

  public Quote {
    Objects.requireNonNull(symbol);
    Objects.requireNonNull(change24h);
    Objects.requireNonNull(source);
    Objects.requireNonNull(state);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(premium);
    if (price.isPresent() == (state == State.UNAVAILABLE)) {
      throw CommandException.badInput("price", "is there exactly when the quote is available");
    }
    if (price.isPresent() != display.isPresent()) {
      throw CommandException.badInput("display", "comes with the price");
    }
  }

  /** This quote with a premium. */
  public Quote with(Premium won) {
    return new Quote(
        symbol,
        price,
        display,
        change24h,
        source,
        at,
        receivedAt,
        ageMs,
        state,
        reason,
        Optional.of(won));
  }

  public JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("symbol", symbol)
            .put("source", source)
            .put("at", at)
            .put("receivedAt", receivedAt)
            .put("ageMs", ageMs)
            .put("state", state.wireName());
    price.ifPresent(amount -> json.put("price", amount.toPlainString()));
    display.ifPresent(text -> json.put("display", text));
    change24h.ifPresent(percent -> json.put("change24h", percent.toPlainString()));
    reason.ifPresent(text -> json.put("reason", text));
    premium.ifPresent(won -> json.put("premium", won.toJson()));
    return json;
  }
}
