package tickertalk.system;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Shows a room as the protocol has it: registers, waits for the confirmation, reads what it missed,
 * and then shows what is told; a hole sends it back to the history. For one event loop.
 */
final class Follower implements LastingSocket.Listener {
  private static final String REGISTERED = "registered";
  private static final String PAGE = "page";
  private static final int RETRY_AFTER_MS = 100;
  private static final int PAGE_ENTRIES = 500;

  private final Vertx vertx;
  private final Ledger ledger;
  private final String name;
  private final String room;
  private final LastingSocket socket;

  /** What was told while there was something to be read first. */
  private final TreeMap<Long, Line> waiting = new TreeMap<>();

  private boolean reading = true;
  private volatile long last;
  private final AtomicInteger holes = new AtomicInteger();
  private final AtomicInteger repeated = new AtomicInteger();

  /** Begins to follow as the person that {@code session} is for. */
  Follower(
      Vertx vertx,
      WebSocketClient client,
      List<URI> bridges,
      Client session,
      String room,
      Ledger ledger) {
    this.vertx = vertx;
    this.ledger = ledger;
    this.name = session.name();
    this.room = room;
    ledger.follows(name);
    this.socket = new LastingSocket(vertx, client, bridges, session.token(), this);
  }

  @Override
  public void opened() {
    waiting.clear();
    reading = true;
    register();
  }

  private void register() {
    socket.send(
        new JsonObject()
            .put("type", "register")
            .put("address", "chat.room." + room)
            .put("replyAddress", REGISTERED));
  }

  private void read() {
    reading = true;
    socket.send(
        new JsonObject()
            .put("type", "send")
            .put("address", "chat.history")
            .put("replyAddress", PAGE)
            .put(
                "body",
                new JsonObject().put("room", room).put("after", last).put("limit", PAGE_ENTRIES)));
  }

  @Override
  public void received(JsonObject envelope) {
    switch (envelope.getString("address")) {
      case REGISTERED -> inCase(envelope, this::read, this::register);
      case PAGE -> inCase(envelope, () -> page(envelope.getJsonObject("body")), this::read);
      default -> told(Line.of(envelope.getJsonObject("body")));
    }
  }

  private void inCase(JsonObject envelope, Runnable then, Runnable again) {
    if (envelope.getString("type").equals("rec")) {
      then.run();
    } else if (envelope.getInteger("failureCode") == 503) {
      vertx.setTimer(RETRY_AFTER_MS, unused -> again.run());
    } else {
      ledger.refused(name, envelope.encode());
    }
  }

  private void page(JsonObject page) {
    List<Line> lines =
        page.getJsonArray("entries").stream().map(it -> Line.of((JsonObject) it)).toList();
    for (Line line : lines) {
      ledger.arrived(name, line);
      show(line);
    }
    if (!lines.isEmpty() && last < page.getLong("last")) {
      read();
    } else {
      reading = false;
      showWaiting();
    }
  }

  private void told(Line line) {
    ledger.arrived(name, line);
    waiting.put(line.seq(), line);
    if (!reading) {
      showWaiting();
    }
  }

  private void showWaiting() {
    while (!waiting.isEmpty() && waiting.firstKey() <= last + 1) {
      Line line = waiting.pollFirstEntry().getValue();
      if (line.seq() <= last) {
        repeated.incrementAndGet();
      } else {
        show(line);
      }
    }
    if (!waiting.isEmpty()) {
      holes.incrementAndGet();
      read();
    }
  }

  private void show(Line line) {
    ledger.shown(name, line);
    last = line.seq();
  }

  long last() {
    return last;
  }

  /** How often something was told that it had shown already. */
  int repeated() {
    return repeated.get();
  }

  /** How often something was told before what comes before it. */
  int holes() {
    return holes.get();
  }
}
