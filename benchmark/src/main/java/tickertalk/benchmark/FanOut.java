package tickertalk.benchmark;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tickertalk.benchmark.LoadClient.Audience;

/**
 * Rooms of readers that all get what is posted, as fast as so many messages at once allow.
 *
 * @param inFlight how many messages are on their way at once, one measurement for each
 * @param warmUp how long the server is loaded before the first measurement
 */
record FanOut(
    String name,
    List<String> rooms,
    int readersPerRoom,
    List<Integer> inFlight,
    int handshakes,
    Duration warmUp,
    Duration time)
    implements Workload {

  private static final int SAMPLE_EVERY = 50;

  /** For a load that changed to become steady. */
  private static final Duration SETTLE = Duration.ofSeconds(2);

  @Override
  public void run(Server server, Dialect dialect, BiConsumer<Integer, Map<Figure, Double>> report) {
    int most = Collections.max(inFlight);
    int readers = rooms.size() * readersPerRoom;
    try (LoadClient client = new LoadClient(server.address(), dialect, handshakes)) {
      client.join(new Audience(rooms, readers, SAMPLE_EVERY, most)).orFail();
      client.openPublishers();
      client.prove();
      client.load(most, warmUp);
      client.drain();
      client.latencies().stride().learned();
      for (int messages : inFlight) {
        report.accept(messages, measure(server, client, messages));
        client.drain();
      }
    }
  }

  private Map<Figure, Double> measure(Server server, LoadClient client, int messages) {
    client.settle(messages, SETTLE);
    Stopwatch watch = new Stopwatch(server.usage());
    long before = client.deliveries();
    client.latencies().reset();
    watch.start();
    client.load(messages, time);
    watch.stop();
    double deliveries = client.deliveries() - before;
    Map<Figure, Double> figures = new LinkedHashMap<>();
    figures.put(Figure.CPU_PER_DELIVERY, watch.serverMicros() / deliveries);
    figures.put(Figure.DELIVERIES_PER_SECOND, deliveries / watch.seconds());
    client.latencies().into(figures);
    watch.into(figures);
    return figures;
  }
}
