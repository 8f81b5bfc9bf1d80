package tickertalk.price;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.storage.Database;
import tickertalk.storage.Lease;

/**
 * Feeds prices to everybody: one JVM of the cluster, the one that holds the lease, is connected to
 * the exchanges or replays the record; the others stand by.
 *
 * <ul>
 *   <li>answers {@code price.quote} from memory and {@code price.candles} from the database
 *   <li>publishes {@code price.<symbol>}: news at once but at most four a second, and the same
 *       quote with its new age every second; that there is none, when it ends
 * </ul>
 */
public final class PriceVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(PriceVerticle.class);

  /** A holder that cannot serve is worse than none, but each attempt asks the exchanges anew. */
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final PriceConfig config;
  private final Database database;
  private final Lease lease;
  private final CandleStore store;
  private final Clock clock;
  private final Duration retry;
  private Feeds feeds;
  private boolean holder;
  private Optional<HolderDuties> duties = Optional.empty();
  private Future<Void> turn = Future.succeededFuture();

  /**
   * A price service.
   *
   * @param lease of the name {@code price}, the same for the whole cluster
   */
  public PriceVerticle(PriceConfig config, Database database, Lease lease) {
    this(config, database, lease, Clock.systemUTC(), RETRY);
  }

  PriceVerticle(PriceConfig config, Database database, Lease lease, Clock clock, Duration retry) {
    this.config = config;
    this.database = database;
    this.lease = lease;
    this.store = new CandleStore(database, lease);
    this.clock = clock;
    this.retry = retry;
  }

  @Override
  public Future<?> start() {
    return migrateTables().compose(migrated -> openFeeds()).compose(opened -> keepLease());
  }

  private Future<Void> migrateTables() {
    return blocking(() -> database.migrate("price"));
  }

  private Future<Void> openFeeds() {
    return config.replays() ? openReplay() : openExchanges();
  }

  private Future<Void> openReplay() {
    return vertx
        .executeBlocking(Recording::load)
        .onSuccess(
            recording -> feeds = new ReplayFeeds(vertx, clock, recording, config.replaySpeed()))
        .mapEmpty();
  }

  private Future<Void> openExchanges() {
    feeds = new Exchanges(vertx, clock, config);
    return Future.succeededFuture();
  }

  /** Done at once on stand-by; a holder is ready when its commands are on the bus. */
  private Future<Void> keepLease() {
    lease.keep(
        () -> context.runOnContext(held -> becomeHolder()),
        () -> context.runOnContext(lost -> standBy()));
    // A lease that was free at once has its turn queued by now.
    return Future.future(done -> context.runOnContext(now -> turn.onComplete(done)));
  }

  private void becomeHolder() {
    holder = true;
    inTurn(this::takeUpDuties);
  }

  /** Silent at once, since another may feed prices by now; the rest is done in its turn. */
  private Future<Void> standBy() {
    holder = false;
    duties.ifPresent(HolderDuties::fallSilent);
    return inTurn(this::layDownDuties);
  }

  /** One change follows the other, however fast the lease changes hands. */
  private Future<Void> inTurn(Supplier<Future<Void>> change) {
    turn =
        turn.transform(before -> change.get())
            .onFailure(failure -> log.error("the lease changed hands badly", failure));
    return turn;
  }

  private Future<Void> takeUpDuties() {
    if (!holder || duties.isPresent()) {
      return Future.succeededFuture();
    }
    duties = Optional.of(new HolderDuties(vertx, clock, config, feeds, store));
    return duties.get().takeUp().recover(this::takeUpLater);
  }

  private Future<Void> takeUpLater(Throwable failure) {
    log.error("cannot feed prices, trying again in {} ms", retry.toMillis(), failure);
    vertx.setTimer(retry.toMillis(), id -> inTurn(this::takeUpDuties));
    return layDownDuties();
  }

  private Future<Void> layDownDuties() {
    return endDuties(HolderDuties::layDown);
  }

  private Future<Void> endDuties(Function<HolderDuties, Future<Void>> end) {
    Future<Void> ended = duties.map(end).orElse(Future.succeededFuture());
    duties = Optional.empty();
    return ended;
  }

  /** The last candles are stored while the lease still keeps others from it. */
  @Override
  public Future<?> stop() {
    holder = false;
    return inTurn(() -> endDuties(HolderDuties::close))
        .eventually(() -> blocking(lease::release))
        .eventually(this::standBy); // the lease may have come meanwhile
  }

  private Future<Void> blocking(Runnable work) {
    return vertx.executeBlocking(
        () -> {
          work.run();
          return null;
        });
  }
}
