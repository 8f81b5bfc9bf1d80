package tickertalk.price;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.contract.CandlesQuery;
import tickertalk.contract.Command;
import tickertalk.contract.CommandServer;
import tickertalk.contract.Fields;
import tickertalk.contract.Quote;
import tickertalk.contract.Topic;
import tickertalk.storage.Database;
import tickertalk.storage.Lease;

/**
 * Feeds prices to everybody: one JVM of the cluster, the one that holds the lease, asks the
 * exchanges or replays the record; the others stand by.
 *
 * <ul>
 *   <li>answers {@code price.quote} from memory and {@code price.candles} from the database
 *   <li>publishes {@code price.<symbol>}: news at once but at most four a second, and the same
 *       quote with its new age every second
 * </ul>
 */
public final class PriceVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(PriceVerticle.class);

  private final PriceConfig config;
  private final Database database;
  private final Lease lease;
  private final Clock clock;
  private CommandServer commands;
  private Feeds feeds;
  private Market market;
  private Future<Void> duty = Future.succeededFuture();

  /**
   * A price service.
   *
   * @param lease of the name {@code price}, the same for the whole cluster
   */
  public PriceVerticle(PriceConfig config, Database database, Lease lease) {
    this(config, database, lease, Clock.systemUTC());
  }

  PriceVerticle(PriceConfig config, Database database, Lease lease, Clock clock) {
    this.config = config;
    this.database = database;
    this.lease = lease;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    return migrateTables()
        .compose(migrated -> openFeeds())
        .onSuccess(opened -> prepareCommands())
        .compose(opened -> contendForLease());
  }

  private Future<Void> migrateTables() {
    return vertx.executeBlocking(
        () -> {
          database.migrate("price");
          return null;
        });
  }

  private Future<Void> openFeeds() {
    return config.source() == PriceConfig.Choice.REPLAY ? openReplay() : openExchanges();
  }

  private Future<Void> openReplay() {
    return vertx
        .executeBlocking(Recording::load)
        .onSuccess(
            recording -> feeds = new ReplayFeeds(vertx, clock, recording, config.replaySpeed()))
        .mapEmpty();
  }

  private Future<Void> openExchanges() {
    Exchanges exchanges = new Exchanges(config, ExchangeHost.client(vertx), clock);
    feeds = new LiveFeeds(vertx, clock, exchanges.chosen(), config.pollInterval());
    return Future.succeededFuture();
  }

  private void prepareCommands() {
    commands =
        new CommandServer(vertx.eventBus())
            .on(Command.PRICE_QUOTE, (caller, body) -> quote(body))
            .on(Command.PRICE_CANDLES, (caller, body) -> candles(CandlesQuery.fromJson(body)));
  }

  /** Done at once on stand-by; a holder is ready when its commands are on the bus. */
  private Future<Void> contendForLease() {
    Promise<Void> settled = Promise.promise();
    lease.keep(
        () -> context.runOnContext(held -> takeUp()),
        () -> context.runOnContext(lost -> standBy()));
    context.runOnContext(settled::complete);
    return settled.future().compose(over -> duty);
  }

  private void takeUp() {
    Market opening =
        new Market(vertx, clock, config, feeds, new CandleStore(database), this::publish);
    market = opening;
    duty =
        duty.otherwiseEmpty()
            .compose(ready -> opening.open())
            .compose(open -> commands.start())
            .onFailure(failure -> log.error("cannot feed prices", failure));
  }

  private void standBy() {
    market.abandon();
    duty = duty.otherwiseEmpty().compose(over -> commands.stop());
  }

  private void publish(Quote quote) {
    vertx.eventBus().publish(Topic.PRICE.address(quote.symbol()), quote.toJson());
  }

  private Future<JsonObject> quote(JsonObject body) {
    return Future.succeededFuture(market.quote(new Fields(body).symbol()).toJson());
  }

  private Future<JsonObject> candles(CandlesQuery query) {
    return market
        .candles(query)
        .map(
            candles ->
                new JsonObject()
                    .put("symbol", query.symbol())
                    .put("interval", query.interval().wireName())
                    .put("candles", new JsonArray(candles.stream().map(Candle::toJson).toList())));
  }

  @Override
  public Future<?> stop() {
    return duty.otherwiseEmpty()
        .compose(idle -> market == null ? Future.succeededFuture() : closeMarket())
        .otherwiseEmpty()
        .compose(closed -> releaseLease());
  }

  private Future<Void> closeMarket() {
    return commands.stop().compose(stopped -> market.close());
  }

  private Future<Void> releaseLease() {
    return vertx.executeBlocking(
        () -> {
          lease.release();
          return null;
        });
  }
}
