package tickertalk.system;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads Server-Sent Events. */
final class EventStream implements AutoCloseable {
  /** One event; the id is empty for one at which nobody resumes. */
  record Event(String name, String id, JsonObject data) {}

  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final Stream<String> lines;
  private String name = "";
  private String id = "";

  private EventStream(HttpRequest.Builder request) {
    lines =
        HttpClient.newHttpClient()
            .sendAsync(
                request.header("Accept", "text/event-stream").build(), BodyHandlers.ofLines())
            .join()
            .body();
    Thread reader = new Thread(this::read, "event-stream");
    reader.setDaemon(true);
    reader.start();
  }

  static EventStream of(Tickertalk server, String path) {
    return new EventStream(HttpRequest.newBuilder(uri(server, path)));
  }

  static EventStream after(Tickertalk server, String path, String lastEventId) {
    return new EventStream(
        HttpRequest.newBuilder(uri(server, path)).header("Last-Event-ID", lastEventId));
  }

  private static URI uri(Tickertalk server, String path) {
    return server.origin().resolve(path);
  }

  private void read() {
    try {
      lines.forEach(this::take);
    } catch (UncheckedIOException e) {
      // It was closed, by either side; whoever waits for an event sees that none comes.
    }
  }

  private void take(String line) {
    if (line.startsWith("event: ")) {
      name = line.substring(7);
    } else if (line.startsWith("id: ")) {
      id = line.substring(4);
    } else if (line.startsWith("data: ")) {
      events.add(new Event(name, id, new JsonObject(line.substring(6))));
      id = "";
    }
  }

  /** All events until now. */
  List<Event> events() {
    return List.copyOf(events);
  }

  /** The first event that is as described, now or soon. */
  Event event(Predicate<Event> description) {
    return await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(5))
        .pollDelay(Duration.ZERO)
        .until(() -> events.stream().filter(description).findFirst(), Optional::isPresent)
        .get();
  }

  @Override
  public void close() {
    lines.close();
  }
}
