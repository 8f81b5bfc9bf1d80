package tickertalk.launcher;

import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code start}: runs this JVM's verticles until it is told to stop. */
@Command(
    name = "start",
    description = "Starts Tickertalk; everything in one JVM unless told otherwise.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class StartCommand implements Callable<Integer> {
  /** The command is over, but the JVM lives on with what it started. */
  static final int RUNNING = -1;

  @Mixin private Options options;

  @Override
  public Integer call() {
    options.log.choose();
    Heap.giveBackWhatIsUnused();
    Node node = Node.start(options);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node), "stop"));
    announce(node);
    return RUNNING;
  }

  private void announce(Node node) {
    Logger log = LoggerFactory.getLogger("tickertalk");
    String place = hostInUrl(options.listen.host) + ":" + node.port();
    if (!options.verticles.contains(Service.BRIDGE)) {
      log.info("{} ready, health at http://{}/health/ready", options.verticles, place);
      return;
    }
    String s = options.listen.tlsCert.isPresent() ? "s" : "";
    log.info("open http{}://{} (WebSocket at ws{}://{}/eventbus/websocket)", s, place, s, place);
  }

  /** An IPv6 address stands in brackets (RFC 3986, 3.2.2). */
  private static String hostInUrl(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  /** A signal would otherwise end the JVM with 130 or 143, though it stopped as it should. */
  private static void stop(Node node) {
    Logger log = LoggerFactory.getLogger("tickertalk");
    log.info("stopping");
    node.close();
    log.info("stopped");
    Runtime.getRuntime().halt(0);
  }
}
