package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.parsetools.RecordParser;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Reads Server-Sent Events as a browser's {@code EventSource} does. */
final class EventReader {
  /** One event; the id is empty for one at which nobody resumes. */
  record Event(String name, String id, JsonObject data) {}

  private final HttpClient client;
  private final HttpClientResponse response;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Boolean> ended = new LinkedBlockingQueue<>();

  private EventReader(Edge edge, String uri, Map<String, String> headers) {
    client = edge.vertx.createHttpClient();
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost("127.0.0.1")
            .setPort(edge.port())
            .setURI(uri)
            .putHeader("accept", "text/event-stream")
            .putHeader("accept-encoding", "gzip");
    headers.forEach(options::putHeader);
    response =
        Edge.soon(
            client
                .request(options)
                .compose(
                    request ->
                        request
                            .send()
                            .onSuccess(
                                answer -> {
                                  answer.handler(
                                      RecordParser.newDelimited(
                                          "\n\n", block -> take(block.toString())));
                                  answer.endHandler(end -> ended.add(true));
                                  answer.exceptionHandler(cut -> ended.add(false));
                                })));
  }

  static EventReader of(Edge edge, String uri) {
    return new EventReader(edge, uri, Map.of());
  }

  static EventReader after(Edge edge, String uri, String lastEventId) {
    return new EventReader(edge, uri, Map.of("Last-Event-ID", lastEventId));
  }

  private void take(String block) {
    String name = "";
    String id = "";
    String data = null;
    for (String line : block.split("\n", -1)) {
      if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("data: ")) {
        data = line.substring(6);
      }
    }
    if (data != null) {
      events.add(new Event(name, id, new JsonObject(data)));
    }
  }

  int status() {
    return response.statusCode();
  }

  String header(String name) {
    return response.getHeader(name);
  }

  Event next() {
    return Edge.soon(events);
  }

  /** The next event of this name, which must be the very next. */
  JsonObject next(String name) {
    Event event = next();
    assertThat(event.name()).as("%s", event).isEqualTo(name);
    return event.data();
  }

  /** Waits for the end; whether it was an orderly one. */
  boolean ended() {
    return Edge.soon(ended);
  }

  void leave() {
    Edge.soon(client.close());
  }
}
