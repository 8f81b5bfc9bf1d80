package tickertalk.notifier;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;
import tickertalk.contract.AlertFiring;
import tickertalk.contract.Cooldown;

/**
 * Somebody's alert, as it stands.
 *
 * @param id 0 as long as it is not stored
 * @param person its owner's id
 * @param stance empty as long as no price was known
 * @param firedAt epoch milliseconds of the last time
 * @param revision rises with each change, so that what was decided on an older one is not stored
 */
record Alert(
    long id,
    String person,
    String symbol,
    Rule rule,
    Cooldown cooldown,
    long createdAt,
    Optional<Stance> stance,
    OptionalLong firedAt,
    long revision) {

  /**
   * A step of an alert.
   *
   * @param firing what its owner is told, if it fires
   */
  record Change(Alert before, Alert after, Optional<AlertFiring> firing) {}

  /** One that is not stored yet. */
  static Alert made(
      String person,
      String symbol,
      Rule rule,
      Cooldown cooldown,
      long now,
      Optional<MarketPrice> price) {
    Optional<Stance> stance = price.map(known -> Stance.first(rule, known));
    return new Alert(0, person, symbol, rule, cooldown, now, stance, OptionalLong.empty(), 1);
  }

  /**
   * What it becomes with a price; empty if it stays as it is. While it keeps silent nothing changes
   * it, so that afterwards the first price is compared with what its owner was told last, as after
   * a time in which nobody watched.
   */
  Optional<Change> at(MarketPrice price, long now) {
    if (isSilent(now)) {
      return Optional.empty();
    }
    Stance next =
        stance.map(known -> known.then(rule, price)).orElseGet(() -> Stance.first(rule, price));
    if (stance.filter(next::equals).isPresent()) {
      return Optional.empty();
    }
    boolean fires =
        stance.filter(known -> isCrossing(known, next)).isPresent() && rule.firesOn(next.side());
    return Optional.of(
        new Change(
            this,
            with(next, fires ? OptionalLong.of(now) : firedAt),
            fires ? Optional.of(firing(price)) : Optional.empty()));
  }

  private boolean isSilent(long now) {
    return firedAt.isPresent() && now < firedAt.getAsLong() + cooldown.length().toMillis();
  }

  private static boolean isCrossing(Stance known, Stance next) {
    return known.market() == next.market() && known.side() != next.side();
  }

  private Alert with(Stance next, OptionalLong fired) {
    return new Alert(
        id, person, symbol, rule, cooldown, createdAt, Optional.of(next), fired, revision + 1);
  }

  private AlertFiring firing(MarketPrice price) {
    return new AlertFiring(id, symbol, rule.text(), price.amount(), price.market());
  }

  /** The form on the wire. */
  JsonObject toJson(long now) {
    JsonObject json =
        new JsonObject()
            .put("id", id)
            .put("symbol", symbol)
            .put("when", rule.text())
            .put("cooldown", cooldown.wireForm())
            .put("state", isArmed(now) ? "armed" : "waiting")
            .put("createdAt", createdAt);
    firedAt.ifPresent(at -> json.put("firedAt", at));
    return json;
  }

  private boolean isArmed(long now) {
    return !isSilent(now)
        && stance.filter(it -> it.armed() && rule.firesOn(it.side().other())).isPresent();
  }
}
