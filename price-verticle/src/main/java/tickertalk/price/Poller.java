package tickertalk.price;

import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an exchange for the prices that its stream does not tell: each pair in its turn, none twice
 * at once, and no more than the exchange's pace allows.
 */
final class Poller {
  private static final Logger log = LoggerFactory.getLogger(Poller.class);

  /** The shortest spacing of an exchange: how often one of several questions may be asked. */
  private static final Duration BEAT = Binance.SPACING;

  /** Whom a poller tells. */
  interface Listener {
    void tick(Tick tick);

    void refused(Pair pair, SourceException failure);
  }

  private static final class Question {
    private final Pair pair;
    private final BackOff backOff;
    private boolean asked;
    private long dueAtNanos = System.nanoTime();

    Question(Pair pair, BackOff backOff) {
      this.pair = pair;
      this.backOff = backOff;
    }
  }

  private final Vertx vertx;
  private final Source source;
  private final Duration interval;
  private final Predicate<Pair> needed;
  private final Listener listener;
  private final Deque<Question> questions = new ArrayDeque<>();
  private boolean stopped;
  private long timer = -1; // 0 is somebody's

  /**
   * A poller that has not begun.
   *
   * @param needed whether the price of a pair must be asked for
   */
  Poller(
      Vertx vertx,
      Source source,
      List<Pair> pairs,
      Duration interval,
      DoubleSupplier random,
      Predicate<Pair> needed,
      Listener listener) {
    this.vertx = vertx;
    this.source = source;
    this.interval = interval;
    this.needed = needed;
    this.listener = listener;
    pairs.forEach(pair -> questions.add(new Question(pair, new BackOff(random))));
  }

  void start() {
    long beatMs = Math.min(BEAT.toMillis(), interval.toMillis());
    timer = vertx.setPeriodic(0, beatMs, id -> askAll());
  }

  /** Who was asked goes to the end of the queue, so that a slow pace serves all alike. */
  private void askAll() {
    for (Question question : List.copyOf(questions)) {
      if (isDue(question) && source.host().restraint().admitsRequest()) {
        questions.remove(question);
        questions.addLast(question);
        ask(question);
      }
    }
  }

  private boolean isDue(Question question) {
    return !stopped
        && !question.asked
        && System.nanoTime() - question.dueAtNanos >= 0
        && question.backOff.over(source.host().now())
        && needed.test(question.pair);
  }

  private void ask(Question question) {
    question.asked = true;
    question.dueAtNanos = System.nanoTime() + interval.toNanos();
    source.fetch(question.pair).onComplete(answer -> settle(question, answer));
  }

  private void settle(Question question, AsyncResult<Tick> answer) {
    question.asked = false;
    if (stopped) {
      return;
    }
    if (answer.succeeded()) {
      answered(question, answer.result());
    } else {
      failed(question, answer.cause());
    }
  }

  private void answered(Question question, Tick tick) {
    if (question.backOff.failures() > 0) {
      log.info("{}: {} answers again", question.pair.symbol(), source.name());
    }
    question.backOff.succeeded();
    listener.tick(tick);
  }

  private void failed(Question question, Throwable failure) {
    SourceException refusal = refusal(question, failure);
    question.backOff.failed(source.host().now(), refusal.retryAfter());
    if (question.backOff.failures() == 1) {
      log.warn("{}: {}", question.pair.symbol(), refusal.getMessage());
    }
    listener.refused(question.pair, refusal);
  }

  private SourceException refusal(Question question, Throwable failure) {
    if (failure instanceof SourceException refusal) {
      return refusal;
    }
    log.error("{}: {} failed", question.pair.symbol(), source.name(), failure);
    return new SourceException(source.name() + " failed");
  }

  void stop() {
    stopped = true;
    vertx.cancelTimer(timer);
  }
}
