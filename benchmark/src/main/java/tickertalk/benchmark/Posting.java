package tickertalk.benchmark;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Posts to many rooms: so many a second at a steady pace, then one alone at a time, then as many as
 * the server takes. That comes last, as the server has to catch up afterwards with what it does
 * behind the posts. What the server says of its logs at the end must be what it acknowledged.
 *
 * @param pace posts a second
 * @param inFlight how many posts each author keeps in flight when it is as many as the server takes
 * @param warmUp how long each author posts one after the other before the first measurement
 */
record Posting(List<String> rooms, int pace, int inFlight, Duration warmUp, Duration time) {
  static final String PACED = "posts-at-a-pace";
  static final String ALONE = "post-alone";
  static final String MOST = "posts";

  private static final Duration SETTLE = Duration.ofSeconds(3);
  private static final Duration REST = Duration.ofMillis(10);
  private static final int LONE_POSTS = 500;

  /** Does it; reports by the name of what was done. */
  void run(Server server, Dialect dialect, BiConsumer<String, Map<Figure, Double>> report) {
    try (PostClient client = new PostClient(server, dialect, rooms)) {
      client.keepInFlight(1, warmUp); // of a server that has just started, no pace can be asked
      client.drain();
      client.pace(pace, SETTLE);
      report.accept(PACED, measure(server, client, () -> client.pace(pace, time)));
      client.drain();
      client.oneByOne(LONE_POSTS / 5, REST);
      report.accept(ALONE, measure(server, client, () -> client.oneByOne(LONE_POSTS, REST)));
      client.keepInFlight(inFlight, SETTLE);
      report.accept(MOST, measure(server, client, () -> client.keepInFlight(inFlight, time)));
      client.drain();
      requireInLogs(server, client.acknowledged());
    }
  }

  private static Map<Figure, Double> measure(Server server, PostClient client, Runnable load) {
    Stopwatch watch = new Stopwatch(server.usage());
    client.resetLatencies();
    watch.start();
    load.run();
    watch.stop();
    Map<Figure, Double> figures = Figure.ofAnswers(client.latencies(), watch.seconds());
    figures.put(Figure.CPU_PER_POST, watch.serverMicros() / client.latencies().getTotalCount());
    watch.into(figures);
    return figures;
  }

  private static void requireInLogs(Server server, long acknowledged) {
    try (InputStream answer =
        Tickertalk.request(server.address(), "GET", "/api/rooms").getInputStream()) {
      JsonArray rooms =
          new JsonObject(new String(answer.readAllBytes(), StandardCharsets.UTF_8))
              .getJsonArray("rooms");
      long kept = rooms.stream().mapToLong(room -> ((JsonObject) room).getLong("last")).sum();
      if (kept != acknowledged) {
        throw new LoadException(acknowledged + " acknowledged, but " + kept + " in the logs");
      }
    } catch (IOException e) {
      throw new LoadException("the rooms cannot be read", e);
    }
  }
}
