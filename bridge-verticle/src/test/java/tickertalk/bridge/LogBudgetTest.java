package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogBudgetTest {
  private final Logger log = (Logger) LoggerFactory.getLogger("budget");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private long nowMs = 1_700_000_000_000L;
  private int leftOut;
  private final LogBudget budget = new LogBudget(log, 2, () -> nowMs, () -> leftOut++);

  @BeforeEach
  void listen() {
    log.setLevel(Level.INFO);
    log.setAdditive(false);
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void stop() {
    log.detachAppender(lines);
  }

  private List<String> lines() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void whatIsOverTheBudgetIsCountedAndSaidLater() {
    for (int i = 1; i <= 5; i++) {
      budget.info("line {}", i);
    }
    assertThat(lines()).containsExactly("line 1", "line 2");
    assertThat(leftOut).isEqualTo(3);

    nowMs += 1_000;
    budget.info("line {}", 6);
    budget.info("line {}", 7);
    budget.info("line {}", 8);

    assertThat(lines().subList(2, lines().size()))
        .containsExactly("3 more lines like the next were left out", "line 6", "line 7");
    assertThat(leftOut).isEqualTo(4);
  }

  @Test
  void withinTheBudgetNothingIsSaidOfIt() {
    for (int second = 0; second < 5; second++) {
      budget.info("a");
      budget.info("b");
      nowMs += 1_000;
    }
    assertThat(lines()).hasSize(10).containsOnly("a", "b");
    assertThat(leftOut).isZero();
  }
}
