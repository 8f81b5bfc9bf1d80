package tickertalk.benchmark;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tickertalk.benchmark.LoadClient.Audience;

/**
 * Very many connections to which hardly anything comes: what each costs in memory, and how long a
 * message takes all the same.
 *
 * @param settle how long the server rests before its memory is read, with nobody there and with all
 * @param time how long messages are posted
 */
record Idle(
    String name,
    List<String> rooms,
    int connections,
    int handshakes,
    Duration settle,
    Duration time)
    implements Workload {

  private static final double MESSAGES_PER_SECOND = 50;

  @Override
  public void run(Server server, Dialect dialect, BiConsumer<Integer, Map<Figure, Double>> report) {
    try (LoadClient client = new LoadClient(server.address(), dialect, handshakes)) {
      ProcessTree usage = server.usage();
      client.rest(settle);
      long before = usage.residentBytes();
      Arrivals.Outcome arrival = client.join(new Audience(rooms, connections, 1, 1));
      client.rest(settle);
      long after = usage.residentBytes();
      Map<Figure, Double> figures = new LinkedHashMap<>();
      figures.put(Figure.KILOBYTES_PER_CONNECTION, (after - before) / 1024.0 / arrival.joined());
      figures.put(Figure.RESIDENT, after / 1048576.0);
      figures.put(Figure.FAILED, (double) arrival.failed());
      arrival.orFail();
      figures.putAll(whileSomeTalk(usage, client));
      report.accept(0, figures);
    }
  }

  private Map<Figure, Double> whileSomeTalk(ProcessTree usage, LoadClient client) {
    client.openPublishers();
    client.prove();
    client.latencies().reset();
    Stopwatch watch = new Stopwatch(usage);
    watch.start();
    client.pace(MESSAGES_PER_SECOND, time);
    watch.stop();
    client.drain();
    Map<Figure, Double> figures = new LinkedHashMap<>();
    client.latencies().into(figures);
    watch.into(figures);
    return figures;
  }
}
