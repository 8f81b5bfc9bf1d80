package tickertalk.benchmark;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tickertalk.benchmark.LoadClient.Audience;

/**
 * Very many who come at once, to a server that has just begun; and, all gone in a moment, once
 * more.
 *
 * @param handshakes how many are on their way at once
 */
record Storm(String name, List<String> rooms, int connections, int handshakes) implements Workload {

  /** For the server to notice that everybody left. */
  private static final Duration CALM = Duration.ofSeconds(5);

  @Override
  public void run(Server server, Dialect dialect, BiConsumer<Integer, Map<Figure, Double>> report) {
    try (LoadClient client = new LoadClient(server.address(), dialect, handshakes)) {
      Audience everybody = new Audience(rooms, connections, connections, 1);
      Stopwatch watch = new Stopwatch(server.usage());
      watch.start();
      Arrivals.Outcome first = client.join(everybody);
      watch.stop();
      client.dropReaders();
      client.rest(CALM);
      Arrivals.Outcome second = client.join(everybody);
      Map<Figure, Double> figures = new LinkedHashMap<>();
      figures.put(Figure.SECONDS_TO_JOIN, first.seconds());
      figures.put(Figure.SECONDS_TO_JOIN_AGAIN, second.seconds());
      figures.put(Figure.CPU_PER_JOIN, watch.serverMicros() / first.joined());
      figures.put(Figure.FAILED, (double) first.failed() + second.failed());
      report.accept(0, figures);
    }
  }
}
