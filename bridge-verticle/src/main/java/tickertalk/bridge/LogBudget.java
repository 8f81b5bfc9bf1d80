package tickertalk.bridge;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * So many lines of one kind a second, that nobody who comes and goes can fill the log; how many
 * were left out is said in the next line. For any thread.
 */
final class LogBudget {
  private static final long SECOND_MS = 1_000;

  /** Enough to follow a room by; a storm of connections is a number in the metrics. */
  private static final int COMINGS_A_SECOND = 50;

  private final Logger log;
  private final int perSecond;
  private final LongSupplier clockMs;
  private final Runnable leftOut;
  private final AtomicInteger suppressed = new AtomicInteger();
  private long second;
  private int written;

  /**
   * A full budget.
   *
   * @param clockMs the time in milliseconds
   * @param leftOut called for each line that is not written
   */
  LogBudget(Logger log, int perSecond, LongSupplier clockMs, Runnable leftOut) {
    this.log = log;
    this.perSecond = perSecond;
    this.clockMs = clockMs;
    this.leftOut = leftOut;
  }

  /** For lines that say who came and went. */
  static LogBudget ofComings(Logger log, BridgeMetrics metrics) {
    return new LogBudget(
        log, COMINGS_A_SECOND, System::currentTimeMillis, () -> metrics.reached(Limit.LOG_LINES));
  }

  /** Writes a line, if there is room for it. */
  void info(String format, Object... arguments) {
    if (!spend()) {
      suppressed.incrementAndGet();
      leftOut.run();
      return;
    }
    int before = suppressed.getAndSet(0);
    if (before > 0) {
      log.info("{} more lines like the next were left out", before);
    }
    log.info(format, arguments);
  }

  private synchronized boolean spend() {
    long now = clockMs.getAsLong() / SECOND_MS;
    if (now != second) {
      second = now;
      written = 0;
    }
    written++;
    return written <= perSecond;
  }
}
