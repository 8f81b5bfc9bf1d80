package tickertalk.price;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the exchanges for the hours and days of all symbols, one question at a time: a chart may
 * wait for them, a ban would cost the prices.
 */
final class PastReader {
  private static final Logger log = LoggerFactory.getLogger(PastReader.class);

  /** So often it is asked for what is before the oldest, which there may be nothing of. */
  private static final int MAX_FAILURES = 3;

  /** After a failure, so that a symbol without candles is not asked for all the time. */
  private static final Duration PAUSE = Duration.ofSeconds(20);

  private final Clock clock;
  private final Feeds feeds;
  private final Map<Desk, BackOff> backOffs = new HashMap<>();
  private boolean asking;

  PastReader(Clock clock, Feeds feeds) {
    this.clock = clock;
    this.feeds = feeds;
  }

  /** Asks for what one of the desks lacks, unless an answer is still to come. */
  void askNext(List<Desk> desks) {
    long now = clock.millis();
    if (asking) {
      return;
    }
    desks.stream()
        .filter(desk -> backOff(desk).over(now) && desk.past().next(now).isPresent())
        .min(Comparator.comparingLong(desk -> backOff(desk).endsAt()))
        .ifPresent(desk -> ask(desk, desk.past().next(now).orElseThrow()));
  }

  private BackOff backOff(Desk desk) {
    return backOffs.computeIfAbsent(
        desk, it -> new BackOff(() -> ThreadLocalRandom.current().nextDouble()));
  }

  private void ask(Desk desk, PastQuestion question) {
    asking = true;
    feeds
        .history(desk.pair(), desk.minutes().source(), question)
        .onComplete(answered -> asking = false)
        .onSuccess(told -> take(desk, question, told))
        .onFailure(failure -> note(desk, question, failure));
  }

  private void take(Desk desk, PastQuestion question, List<Candle> told) {
    backOff(desk).succeeded();
    desk.past().told(question, told, clock.millis());
  }

  /** Says once that there are none, and not every time. */
  private void note(Desk desk, PastQuestion question, Throwable failure) {
    Duration demanded =
        failure instanceof SourceException refusal ? refusal.retryAfter() : Duration.ZERO;
    backOff(desk).failed(clock.millis(), demanded.compareTo(PAUSE) > 0 ? demanded : PAUSE);
    if (backOff(desk).failures() == 1) {
      log.info(
          "{}: no candles of {}: {}",
          desk.pair().symbol(),
          question.interval().wireName(),
          failure.getMessage());
    }
    if (question.before().isPresent() && backOff(desk).failures() >= MAX_FAILURES) {
      take(desk, question, List.of());
    }
  }
}
