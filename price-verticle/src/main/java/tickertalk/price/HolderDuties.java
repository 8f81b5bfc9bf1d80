package tickertalk.price;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import tickertalk.contract.CandlesQuery;
import tickertalk.contract.Command;
import tickertalk.contract.CommandServer;
import tickertalk.contract.Fields;
import tickertalk.contract.Quote;
import tickertalk.contract.Topic;

/** What the holder of the lease does, from taking it up once to laying it down. */
final class HolderDuties {
  private final Vertx vertx;
  private final Market market;
  private final CommandServer commands;

  HolderDuties(Vertx vertx, Clock clock, PriceConfig config, Feeds feeds, CandleStore store) {
    this.vertx = vertx;
    this.market = new Market(vertx, clock, config, feeds, store, this::publish);
    this.commands =
        new CommandServer(vertx.eventBus())
            .on(Command.PRICE_QUOTE, (caller, body) -> quote(body))
            .on(Command.PRICE_CANDLES, (caller, body) -> candles(CandlesQuery.fromJson(body)));
  }

  /** Done when every symbol has its past and the commands are on the bus. */
  Future<Void> takeUp() {
    return market.open().compose(open -> commands.start());
  }

  /** Tells no price any more, from this very moment, even while the duties are being taken up. */
  void fallSilent() {
    market.abandon();
  }

  /** Ends what another may be doing by now. */
  Future<Void> layDown() {
    fallSilent();
    return commands.stop();
  }

  /** Ends everything in order, while nobody else does it: what is not stored yet will be. */
  Future<Void> close() {
    Future<Void> stored = market.close();
    return commands.stop().eventually(() -> stored);
  }

  private void publish(Quote quote) {
    vertx.eventBus().publish(Topic.PRICE.address(quote.symbol()), quote.toJson());
  }

  /** With what else can be asked for; who names no symbol gets the first. */
  private Future<JsonObject> quote(JsonObject body) {
    List<String> symbols = market.symbols();
    String symbol = body.containsKey("symbol") ? new Fields(body).symbol() : symbols.get(0);
    JsonObject quote = market.quote(symbol).toJson();
    return Future.succeededFuture(quote.put("symbols", new JsonArray(symbols)));
  }

  private Future<JsonObject> candles(CandlesQuery query) {
    return market
        .candles(query)
        .map(
            drawing ->
                new JsonObject()
                    .put("symbol", query.symbol())
                    .put("interval", query.interval().wireName())
                    .put("candles", array(drawing.candles().stream().map(Candle::toJson)))
                    .put("gaps", array(drawing.gaps().stream().map(Span::toJson))));
  }

  private static JsonArray array(Stream<JsonArray> lines) {
    return new JsonArray(lines.toList());
  }
}
