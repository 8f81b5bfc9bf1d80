package tickertalk.benchmark;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tickertalk.benchmark.LoadClient.Audience;

/**
 * A room of readers of whom one stops reading, without a word: what the others notice of it, and
 * what the server keeps for it.
 *
 * @param warmUp how long the server is loaded before the first measurement
 * @param time how long is measured while all read, and again while one does not
 */
record Frozen(String name, List<String> rooms, int readers, Duration warmUp, Duration time)
    implements Workload {

  private static final int IN_FLIGHT = 64;
  private static final int SAMPLE_EVERY = 50;

  /** What Linux holds for somebody who does not read fills up in a few seconds of this load. */
  private static final Duration UNTIL_FULL = Duration.ofSeconds(10);

  @Override
  public void run(Server server, Dialect dialect, BiConsumer<Integer, Map<Figure, Double>> report) {
    try (LoadClient client = new LoadClient(server.address(), dialect, readers)) {
      client.join(new Audience(rooms, readers, SAMPLE_EVERY, IN_FLIGHT)).orFail();
      client.openPublishers();
      client.prove();
      client.load(IN_FLIGHT, warmUp);
      Map<Figure, Double> allRead = measure(server, client);
      long before = server.usage().residentBytes();
      client.freezeAReader();
      client.load(IN_FLIGHT, UNTIL_FULL);
      Map<Figure, Double> oneFrozen = measure(server, client);
      oneFrozen.put(Figure.P99_ALL_READING, allRead.get(Figure.P99));
      oneFrozen.put(Figure.GROWTH, (server.usage().residentBytes() - before) / 1048576.0);
      report.accept(IN_FLIGHT, oneFrozen);
    }
  }

  private Map<Figure, Double> measure(Server server, LoadClient client) {
    Stopwatch watch = new Stopwatch(server.usage());
    client.latencies().reset();
    watch.start();
    client.load(IN_FLIGHT, time);
    watch.stop();
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    client.latencies().into(figures);
    watch.into(figures);
    client.drain();
    return figures;
  }
}
