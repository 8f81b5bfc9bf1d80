package tickertalk.notifier;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.contract.Internal;
import tickertalk.storage.Database;
import tickertalk.storage.Lease;

/**
 * The notifier: tells people what happens, live and in a durable inbox. It works only while its JVM
 * holds the lease, so that a cluster is told everything once; the others stand by.
 *
 * <p>In: {@code notice.list}, {@code notice.read}, {@code alert.create}, {@code alert.list}, {@code
 * alert.delete}, {@code alert.preview}; from services {@link Internal#NOTICE_SEND}, {@link
 * Internal#PRESENCE_JOINED}, {@link Internal#CHAT_ENTRIES} and {@code price.<symbol>} of the
 * symbols that have alerts. Out: {@code notice.all} and {@code notice.user.<id>}, each notice after
 * its commit; {@code price.quote} and {@code price.candles} are asked.
 */
public final class NotifierVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(NotifierVerticle.class);

  private static final Duration RETRY = Duration.ofSeconds(5);

  private final NotifierConfig config;
  private final Database database;
  private final Lease lease;
  private final Clock clock;
  private final Duration retry;
  private final Inbox inbox;
  private final People people;
  private final Desk desk;
  private final Announcer announcer;
  private final AlertStore alerts;

  private boolean holder;
  private Optional<HolderDuties> duties = Optional.empty();
  private Future<Void> turn = Future.succeededFuture();

  /**
   * A notifier.
   *
   * @param database where notices are kept; brought up to date at the start
   * @param lease the right to be the cluster's notifier
   */
  public NotifierVerticle(NotifierConfig config, Database database, Lease lease) {
    this(config, database, lease, Clock.systemUTC(), RETRY);
  }

  NotifierVerticle(
      NotifierConfig config, Database database, Lease lease, Clock clock, Duration retry) {
    this.config = config;
    this.database = database;
    this.lease = lease;
    this.clock = clock;
    this.retry = retry;
    people = new People(database, clock);
    inbox = new Inbox(database, config.keep());
    desk = new Desk(people, inbox);
    announcer = new Announcer(people, inbox, new Joins(config.rejoinGrace()), clock);
    alerts = new AlertStore(database, lease, inbox);
  }

  @Override
  public Future<?> start() {
    return migrate().compose(migrated -> keepLease());
  }

  private Future<Void> migrate() {
    return blocking(() -> database.migrate("notifier"));
  }

  /** Done at once on stand-by; a holder is ready when its commands are on the bus. */
  private Future<Void> keepLease() {
    lease.keep(
        () -> context.runOnContext(held -> becomeHolder()),
        () -> context.runOnContext(lost -> standBy()));
    // A lease that was free at once has its turn queued by now.
    return Future.future(done -> context.runOnContext(now -> turn.onComplete(done)));
  }

  @Override
  public Future<?> stop() {
    return standBy()
        .eventually(() -> blocking(lease::release))
        .eventually(this::standBy); // the lease may have come meanwhile
  }

  private void becomeHolder() {
    holder = true;
    inTurn(this::takeUpDuties);
  }

  private Future<Void> standBy() {
    holder = false;
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
    QuoteCheck quotes = new QuoteCheck(vertx, inbox, retry);
    AlertDesk alertDesk = new AlertDesk(vertx, clock, people, alerts);
    duties =
        Optional.of(new HolderDuties(vertx, clock, config, desk, announcer, quotes, alertDesk));
    return duties.get().takeUp().recover(this::takeUpLater);
  }

  private Future<Void> takeUpLater(Throwable failure) {
    log.error("cannot be the notifier, trying again in {} ms", retry.toMillis(), failure);
    vertx.setTimer(retry.toMillis(), id -> inTurn(this::takeUpDuties));
    return layDownDuties();
  }

  private Future<Void> layDownDuties() {
    Future<Void> done = duties.map(HolderDuties::layDown).orElse(Future.succeededFuture());
    duties = Optional.empty();
    return done;
  }

  private Future<Void> blocking(Runnable work) {
    return vertx.executeBlocking(
        () -> {
          work.run();
          return null;
        });
  }
}
