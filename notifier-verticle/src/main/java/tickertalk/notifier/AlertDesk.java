package tickertalk.notifier;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tickertalk.contract.AlertCreate;
import tickertalk.contract.Caller;
import tickertalk.contract.Command;
import tickertalk.contract.CommandException;
import tickertalk.contract.CommandServer;
import tickertalk.contract.Fields;
import tickertalk.contract.Quote.State;

/** Answers people about their own alerts, and has them watched. For one event loop. */
final class AlertDesk {
  private static final Duration REACH = Duration.ofDays(7);
  private static final int MAX_TIMES = 500;
  private static final long PREVIEW_PAUSE_MS = 500;

  private final Vertx vertx;
  private final Clock clock;
  private final People people;
  private final AlertStore store;
  private final AlertWatch watch;
  private final Prices prices;
  private final Set<String> previewing = new HashSet<>();

  AlertDesk(Vertx vertx, Clock clock, People people, AlertStore store) {
    this.vertx = vertx;
    this.clock = clock;
    this.people = people;
    this.store = store;
    this.watch = new AlertWatch(vertx, clock, store);
    this.prices = new Prices(vertx.eventBus());
  }

  CommandServer serveBy(CommandServer commands) {
    return commands
        .onSignedIn(Command.ALERT_CREATE, this::create)
        .onSignedIn(Command.ALERT_LIST, (owner, body) -> list(owner))
        .onSignedIn(Command.ALERT_DELETE, this::delete)
        .onSignedIn(Command.ALERT_PREVIEW, this::previewOnce);
  }

  Future<Void> open() {
    return watch.begin();
  }

  Future<Void> close() {
    return watch.end();
  }

  private Future<JsonObject> create(Caller owner, JsonObject body) {
    AlertCreate wish = AlertCreate.fromJson(body);
    Rule rule = Rule.of(wish.when());
    return prices
        .quote(wish.symbol())
        .map(MarketPrice::of)
        .compose(price -> vertx.executeBlocking(() -> make(owner, wish, rule, price)))
        .compose(alert -> watch.put(alert).map(alert))
        .map(alert -> alert.toJson(clock.millis()));
  }

  private Alert make(Caller owner, AlertCreate wish, Rule rule, Optional<MarketPrice> price) {
    people.remember(owner);
    return store.make(
        Alert.made(
            owner.person().id(), wish.symbol(), rule, wish.cooldown(), clock.millis(), price));
  }

  private Future<JsonObject> list(Caller owner) {
    return vertx
        .executeBlocking(() -> store.of(owner.person().id()), false)
        .map(
            alerts -> {
              long now = clock.millis();
              List<JsonObject> told = alerts.stream().map(alert -> alert.toJson(now)).toList();
              return new JsonObject().put("alerts", new JsonArray(told));
            });
  }

  private Future<JsonObject> delete(Caller owner, JsonObject body) {
    long id = new Fields(body).number("alert", 1, Long.MAX_VALUE);
    return vertx
        .executeBlocking(() -> store.delete(owner.person().id(), id))
        .map(
            deleted ->
                deleted.orElseThrow(() -> CommandException.unknown("alert", Long.toString(id))))
        .compose(watch::remove)
        .map(removed -> new JsonObject());
  }

  /** A week of candles is the dearest that one can ask for here. */
  private Future<JsonObject> previewOnce(Caller caller, JsonObject body) {
    AlertCreate wish = AlertCreate.fromJson(body);
    Rule rule = Rule.of(wish.when());
    String id = caller.person().id();
    if (!previewing.add(id)) {
      throw CommandException.tooFast("alert.preview: one at a time", PREVIEW_PAUSE_MS);
    }
    return preview(wish, rule).onComplete(done -> previewing.remove(id));
  }

  private Future<JsonObject> preview(AlertCreate wish, Rule rule) {
    Future<JsonObject> quote = prices.quote(wish.symbol());
    Future<List<Candle>> minutes =
        quote.compose(
            known -> prices.minutesSince(wish.symbol(), clock.millis() - REACH.toMillis()));
    return minutes
        .compose(candles -> vertx.executeBlocking(() -> report(wish, rule, candles), false))
        .map(report -> labelled(report, quote.result()));
  }

  private static JsonObject report(AlertCreate wish, Rule rule, List<Candle> candles) {
    List<Long> times = BackTest.times(rule, wish.cooldown(), candles);
    JsonObject report =
        wish.toJson()
            .put("when", rule.text())
            .put("candles", candles.size())
            .put("count", times.size())
            .put(
                "times",
                new JsonArray(times.subList(Math.max(0, times.size() - MAX_TIMES), times.size())));
    if (!candles.isEmpty()) {
      report
          .put("from", candles.get(0).openTime())
          .put("to", candles.get(candles.size() - 1).openTime() + Candle.LENGTH_MS);
    }
    return report;
  }

  private static JsonObject labelled(JsonObject report, JsonObject quote) {
    return State.REPLAY.wireName().equals(quote.getString("state"))
        ? report.put("replay", true)
        : report;
  }
}
