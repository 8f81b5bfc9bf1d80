package tickertalk.sentiment;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.storage.Database;
import tickertalk.storage.Lease;

/**
 * Serves sentiment: scores every message once, and again when it is edited, keeps the score, and
 * tells it and the room's mood.
 *
 * <p>Every instance serves {@code sentiment.analyze} and consumes {@code
 * internal.sentiment.taught}. The holder of the lease also serves {@code sentiment.scores}, {@code
 * sentiment.mood}, {@code sentiment.words}, {@code sentiment.teach} and {@code sentiment.try},
 * consumes {@code internal.chat.entries}, asks {@code chat.rooms} and {@code chat.history} for what
 * it missed, and publishes to {@code sentiment.room.<room>} and {@code internal.sentiment.taught};
 * the others stand by.
 */
public final class SentimentVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(SentimentVerticle.class);

  private final SentimentConfig config;
  private final Lease lease;
  private final Clock clock;
  private final Pace pace;
  private final ScoreStore store;
  private final MoodHistory history;
  private final VocabularyStore words;
  private final Scorer scorer;

  private Vocabularies vocabularies;
  private Analysis analysis;
  private boolean holder;
  private Optional<HolderDuties> duties = Optional.empty();
  private Future<Void> turn = Future.succeededFuture();

  /**
   * Makes a verticle.
   *
   * @param database where the scores are kept; stays open when the verticle stops
   * @param lease the right to score, of which the cluster has one
   */
  public SentimentVerticle(SentimentConfig config, Database database, Lease lease) {
    this(config, database, lease, Clock.systemUTC(), Pace.usual(), TrainedScorer.bundled());
  }

  SentimentVerticle(
      SentimentConfig config,
      Database database,
      Lease lease,
      Clock clock,
      Pace pace,
      Scorer scorer) {
    this.config = config;
    this.lease = lease;
    this.clock = clock;
    this.pace = pace;
    this.scorer = scorer;
    this.store = new ScoreStore(database);
    this.history = new MoodHistory(database);
    this.words = new VocabularyStore(database);
  }

  @Override
  public Future<?> start() {
    return prepareTables().compose(ready -> serveAnalysis()).compose(ready -> keepLease());
  }

  private Future<Void> prepareTables() {
    return blocking(store::migrate);
  }

  private Future<Void> serveAnalysis() {
    vocabularies = new Vocabularies(vertx, pace, words);
    analysis = new Analysis(vertx, vocabularies, scorer);
    return analysis.start();
  }

  /** Done when the lease is asked for and, if it is held at once, when its duties are taken up. */
  private Future<Void> keepLease() {
    Runnable held = () -> context.runOnContext(now -> inTurn(this::becomeHolder));
    Runnable lost = () -> context.runOnContext(now -> inTurn(this::standBy));
    return blocking(() -> lease.keep(held, lost)).compose(asked -> turnsAskedForSoFar());
  }

  /** A turn that another thread asked for may still wait for its place on the event loop. */
  private Future<Void> turnsAskedForSoFar() {
    return Future.future(done -> context.runOnContext(now -> turn.onComplete(done)));
  }

  @Override
  public Future<?> stop() {
    return blocking(lease::release)
        .transform(released -> inTurn(this::standBy))
        .transform(idle -> analysis.stop());
  }

  /** One change follows the other, however fast the lease changes hands. */
  private Future<Void> inTurn(Supplier<Future<Void>> change) {
    turn = turn.transform(before -> change.get());
    return turn;
  }

  private Future<Void> becomeHolder() {
    holder = true;
    return takeUpDuties();
  }

  private Future<Void> takeUpDuties() {
    if (!holder || duties.isPresent()) {
      return Future.succeededFuture();
    }
    duties =
        Optional.of(
            new HolderDuties(vertx, clock, pace, config, store, history, scorer, vocabularies));
    return duties.get().takeUp().recover(this::takeUpLater);
  }

  private Future<Void> takeUpLater(Throwable failure) {
    log.error("cannot take over the scoring, trying again", failure);
    vertx.setTimer(pace.longestRetryMs(), id -> inTurn(this::takeUpDuties));
    return layDownDuties();
  }

  private Future<Void> standBy() {
    holder = false;
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
