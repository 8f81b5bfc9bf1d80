package tickertalk.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;

/**
 * What is logged, and how it looks. In code and not in XML, whose reading makes the start longer. A
 * file named by {@code -Dlogback.configurationFile} is not asked for.
 */
public final class LogConfigurator extends ContextAwareBase implements Configurator {
  private static final Map<String, Level> LEVELS =
      Map.of(
          "com.hazelcast", Level.WARN,
          // It warns of the lack of something that nothing here uses.
          "com.hazelcast.cp.CPSubsystem", Level.ERROR,
          "com.zaxxer.hikari", Level.WARN,
          "org.flywaydb", Level.WARN,
          // A browser that drops its connection, or a member that dies, is no error of ours.
          "io.vertx.core.net.impl.ConnectionBase", Level.OFF,
          "io.vertx.core.eventbus.impl.clustered", Level.ERROR,
          // It warns that the event bus registers one of its own gauges twice.
          "io.micrometer.core.instrument.MeterRegistry", Level.ERROR);

  @Override
  public ExecutionStatus configure(LoggerContext logging) {
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(logging);
    console.setEncoder(LogFormat.chosen() == LogFormat.JSON ? json(logging) : text(logging));
    console.start();
    Logger root = logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(console);
    LEVELS.forEach((name, level) -> logging.getLogger(name).setLevel(level));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static Encoder<ILoggingEvent> text(LoggerContext logging) {
    PatternLayoutEncoder text = new PatternLayoutEncoder();
    text.setContext(logging);
    text.setPattern("%d{HH:mm:ss.SSS} %-5level %-16logger{0} %msg%n");
    text.start();
    return text;
  }

  private static Encoder<ILoggingEvent> json(LoggerContext logging) {
    JsonEncoder json = new JsonEncoder();
    json.setContext(logging);
    json.setWithFormattedMessage(true);
    json.setWithMessage(false);
    json.setWithArguments(false);
    json.setWithContext(false);
    json.setWithSequenceNumber(false);
    json.start();
    return json;
  }
}
