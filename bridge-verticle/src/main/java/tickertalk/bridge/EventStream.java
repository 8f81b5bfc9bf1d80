package tickertalk.bridge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.ThreadLocalRandom;

/**
 * An answer that does not end: Server-Sent Events, with a comment now and then so that no proxy
 * takes the silence for death, and a bound on what a slow reader may leave unread.
 */
final class EventStream {
  private static final String TYPE = "text/event-stream";
  private static final long HEARTBEAT_MS = 15_000;

  /** When a reader is to come back after a break; spread, so that not all come at once. */
  private static final int RETRY_MIN_MS = 1_000;

  private static final int RETRY_MAX_MS = 3_000;

  private final Vertx vertx;
  private final HttpServerResponse response;
  private final Network network = new Network();
  private final Outbox outbox;
  private final long heartbeat;
  private long takenAtLastBeat = -1;
  private Runnable whenOver = () -> {};
  private Runnable caughtUp = () -> {};
  private boolean ended;

  private EventStream(Vertx vertx, HttpServerResponse response, Loop loop) {
    this.vertx = vertx;
    this.response = response;
    this.outbox = new Outbox(network, loop.metrics(), loop.limits().outboxBytes());
    this.heartbeat = vertx.setPeriodic(HEARTBEAT_MS, timer -> beat());
  }

  /** The response's connection, which says of each text when it took it. */
  private final class Network implements Wire {
    private long pending;

    /** How much it took until now: a reader for whom this stands still reads nothing. */
    private long taken;

    @Override
    public void write(String text) {
      pending += text.length();
      response.write(text).onComplete(done -> took(text.length()));
    }

    private void took(int chars) {
      boolean wasBehind = outbox.isBehind();
      pending -= chars;
      taken += chars;
      if (!ended) {
        outbox.flush();
        if (wasBehind && !outbox.isBehind()) {
          caughtUp.run();
        }
      }
    }

    /** Each text goes out as it is written. */
    @Override
    public void flush() {}

    @Override
    public long pendingBytes() {
      return pending;
    }

    @Override
    public void beat() {
      offer(":\n\n");
    }

    @Override
    public void close(CloseReason reason) {
      response.end();
    }
  }

  /** Whether a request asks for events. */
  static boolean isWantedBy(RoutingContext request) {
    return request.parsedHeaders().accept().stream().map(MIMEHeader::value).anyMatch(TYPE::equals);
  }

  /** Begins to answer. */
  static EventStream begin(Vertx vertx, RoutingContext request, Loop loop) {
    HttpServerResponse response = request.response();
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, TYPE)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        // A compressor for each stream would cost more than it saves.
        .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
        .putHeader("X-Accel-Buffering", "no");
    EventStream stream = new EventStream(vertx, response, loop);
    response.closeHandler(closed -> stream.over());
    response.exceptionHandler(cause -> stream.over());
    return stream;
  }

  /** Lets the reader know that the stream is open, though there may be nothing to tell yet. */
  void open() {
    int retryMs = ThreadLocalRandom.current().nextInt(RETRY_MIN_MS, RETRY_MAX_MS);
    offer("retry: " + retryMs + "\n\n");
  }

  /** Sends an event that must not be left out. */
  void send(String name, String id, String data) {
    offer("id: " + id + "\n" + event(name, data));
  }

  /** Sends an event that must not be left out, at which nobody resumes. */
  void send(String name, String data) {
    offer(event(name, data));
  }

  /** Sends an event of which only the newest of its key counts. */
  void sendNewest(String key, String name, String data) {
    if (!ended) {
      outbox.offerNewest(key, event(name, data));
    }
  }

  private static String event(String name, String data) {
    return "event: " + name + "\ndata: " + data + "\n\n";
  }

  private void offer(String text) {
    if (!ended && !outbox.offer(text)) {
      cut();
    }
  }

  /** What is to be done, once, when the stream is over, whoever ended it. */
  void whenOver(Runnable then) {
    whenOver = then;
    if (ended) {
      then.run();
    }
  }

  boolean keepsUp() {
    return !outbox.isBehind();
  }

  /** What is to be done, each time, when a reader that was behind is no longer. */
  void whenCaughtUp(Runnable then) {
    caughtUp = then;
  }

  private void beat() {
    if (!outbox.isBehind()) {
      takenAtLastBeat = -1;
      network.beat();
    } else if (network.taken == takenAtLastBeat) {
      cut(); // it has not read a byte since the last beat
    } else {
      takenAtLastBeat = network.taken;
    }
  }

  /** Ends in good order. */
  void end() {
    if (over()) {
      network.close(CloseReason.NORMAL);
    }
  }

  /** Ends without waiting for a reader who does not read. */
  private void cut() {
    if (over()) {
      response.reset();
    }
  }

  /** Whether it was not over until now. */
  private boolean over() {
    if (ended) {
      return false;
    }
    ended = true;
    vertx.cancelTimer(heartbeat);
    whenOver.run();
    return true;
  }
}
