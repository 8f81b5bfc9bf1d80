package tickertalk.bridge;

import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When what came in is delivered. What comes in one turn of an event loop goes out together at the
 * turn's end; at low load a lone event is on its way in the turn it came in. Under load the system
 * calls are what costs, and twice as many events in a turn take half of them, so that turns wait
 * for what is about to come. For the loop's thread.
 */
final class Turns {
  private static final Logger log = LoggerFactory.getLogger(Turns.class);

  /** What a lone event may be late for, when it comes after a turn that had many. */
  private static final long LONGEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** What an event may be late for while an answer is awaited that others will come with. */
  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final ContextInternal context;
  private final EventLoop loop;

  /** Those that something came for in this turn, in that order. */
  private List<Audience> due = new ArrayList<>();

  /** How many subscribers failed to take something in this turn. */
  private int failures;

  /**
   * After a turn that had several events, the next begins no sooner than as long after it as it
   * took, or when the last answer came that was awaited. After a lone event there is no rest.
   */
  private long restUntilNanos = System.nanoTime();

  /** Answers that are to come after an event each. */
  private int awaited;

  /** The turn's end, where it waits for something. */
  private Optional<ScheduledFuture<?>> waiting = Optional.empty();

  Turns(ContextInternal context) {
    this.context = context;
    this.loop = context.nettyEventLoop();
  }

  /** Serves an audience at the turn's end; the first one makes that there is an end. */
  void add(Audience audience) {
    if (due.isEmpty()) {
      endSoon();
    }
    due.add(audience);
  }

  /**
   * Notes that an event comes before an answer: a post is told to its room first, and then to its
   * author. The posts of a loop's own sockets that share a commit are so to share a turn.
   */
  <T> Future<T> expectEvent(Future<T> answer) {
    awaited++;
    return answer.onComplete(
        answered -> {
          awaited--;
          if (awaited == 0 && waiting.filter(end -> end.cancel(false)).isPresent()) {
            context.runOnContext(now -> end());
          }
        });
  }

  private void endSoon() {
    long restNanos = restUntilNanos - System.nanoTime();
    long waitNanos = awaited == 0 ? restNanos : Math.max(restNanos, LONGEST_WAIT_NANOS);
    if (waitNanos <= 0) {
      context.runOnContext(now -> end());
    } else {
      waiting =
          Optional.of(
              loop.schedule(() -> context.dispatch(this::end), waitNanos, TimeUnit.NANOSECONDS));
    }
  }

  private void end() {
    waiting = Optional.empty();
    long begunAtNanos = System.nanoTime();
    List<Audience> served = due;
    due = new ArrayList<>();
    failures = 0;
    int events = served.size() == 1 ? served.get(0).deliverAndFlush() : deliverAndFlush(served);
    long endedAtNanos = System.nanoTime();
    long restNanos = Math.min(endedAtNanos - begunAtNanos, LONGEST_REST_NANOS);
    restUntilNanos = events > 1 ? endedAtNanos + restNanos : endedAtNanos;
  }

  /** Who listens to several addresses gets what came for all of them in one write. */
  private static int deliverAndFlush(List<Audience> served) {
    int events = 0;
    for (Audience audience : served) {
      events += audience.deliver();
    }
    served.forEach(Audience::flush);
    return events;
  }

  /** One that fails must not cost the others what they are to get; the first of a turn is told. */
  void failed(Throwable cause) {
    failures++;
    if (failures == 1) {
      log.error("a subscriber failed to take an event", cause);
    }
  }
}
