package tickertalk.price;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the sources of a symbol again and again: the preferred one, and when it fails, falls silent
 * or has only an old price, the next.
 */
final class PollingFeed implements Feed {
  private static final Logger log = LoggerFactory.getLogger(PollingFeed.class);

  private final Vertx vertx;
  private final Clock clock;
  private final Pair pair;
  private final Rota rota;
  private final Duration interval;
  private Listener listener;
  private long timer;
  private boolean stopped;

  PollingFeed(Vertx vertx, Clock clock, Pair pair, Rota rota, Duration interval) {
    this.vertx = vertx;
    this.clock = clock;
    this.pair = pair;
    this.rota = rota;
    this.interval = interval;
  }

  @Override
  public Future<List<Candle>> history() {
    return rota.preferred().history(pair);
  }

  @Override
  public void start(Listener listener) {
    this.listener = listener;
    timer = vertx.setPeriodic(0, interval.toMillis(), id -> askFrom(0));
  }

  private void askFrom(int rank) {
    if (!stopped) {
      rota.next(rank, clock.millis()).ifPresent(this::ask);
    }
  }

  private void ask(Contact contact) {
    contact.ask(clock.millis());
    long silence = vertx.setTimer(Contact.SILENCE.toMillis(), id -> askBehind(contact));
    contact
        .source()
        .fetch(pair)
        .onComplete(
            answer -> {
              vertx.cancelTimer(silence);
              settle(contact, answer);
            });
  }

  private void askBehind(Contact contact) {
    askFrom(contact.rank() + 1);
  }

  private void settle(Contact contact, AsyncResult<Tick> answer) {
    if (stopped) {
      return;
    }
    if (answer.succeeded()) {
      answered(contact, answer.result());
    } else {
      failed(contact, answer.cause());
    }
  }

  private void answered(Contact contact, Tick tick) {
    if (contact.answered()) {
      log.info("{}: {} answers again", pair.symbol(), contact.source().name());
    }
    if (listener.tick(tick)) {
      askBehind(contact);
    }
  }

  private void failed(Contact contact, Throwable failure) {
    SourceException refusal = refusal(contact, failure);
    if (contact.failed(clock.millis(), refusal.retryAfter())) {
      log.warn("{}: {}", pair.symbol(), refusal.getMessage());
    }
    listener.refused(contact.source().name(), refusal.getMessage());
    askBehind(contact);
  }

  private SourceException refusal(Contact contact, Throwable failure) {
    if (failure instanceof SourceException refusal) {
      return refusal;
    }
    log.error("{}: {} failed", pair.symbol(), contact.source().name(), failure);
    return new SourceException(contact.source().name() + " failed");
  }

  @Override
  public void stop() {
    stopped = true;
    vertx.cancelTimer(timer);
  }
}
