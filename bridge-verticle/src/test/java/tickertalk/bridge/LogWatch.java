package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/** Reads along what the bridge and all that is under it log, from INFO on. */
final class LogWatch extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  /** Fifty comings and goings a second, and one line for those that are left out. */
  private static final int LINES_A_SECOND = 51;

  private final Logger root = logger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Logger ours = logger("tickertalk");
  private final long beganNanos = System.nanoTime();
  private final AtomicInteger lines = new AtomicInteger();
  private final Queue<String> alarming = new ConcurrentLinkedQueue<>();

  LogWatch() {
    ours.setLevel(Level.INFO);
    ours.setAdditive(false); // what is routine need not be on the console
    start();
    root.addAppender(this);
    ours.addAppender(this);
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }

  @Override
  protected void append(ILoggingEvent event) {
    lines.incrementAndGet();
    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      String cause =
          event.getThrowableProxy() == null
              ? ""
              : ThrowableProxyUtil.asString(event.getThrowableProxy());
      alarming.add(event + " " + cause);
    }
  }

  /** Nothing was worth an operator's attention, and nobody could fill the disk. */
  void assertThatItIsQuiet(int doors) {
    assertThat(alarming).as("warnings and errors").isEmpty();
    // One more, for the second that the first line is written in and that of the last.
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beganNanos) + 2;
    assertThat(lines.get())
        .as("lines in %d seconds", seconds)
        .isLessThanOrEqualTo(Math.toIntExact(seconds * LINES_A_SECOND * doors));
  }

  @Override
  public void close() {
    root.detachAppender(this);
    ours.detachAppender(this);
    ours.setLevel(null);
    ours.setAdditive(true);
  }
}
