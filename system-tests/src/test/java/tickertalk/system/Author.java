package tickertalk.system;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import tickertalk.system.Ledger.Message;
import tickertalk.system.Ledger.Receipt;

/**
 * Posts to a room without end, several posts in flight, and sends each again under its id until it
 * is acknowledged. For one event loop.
 */
final class Author implements LastingSocket.Listener {
  private static final int POST_EVERY_MS = 5;
  private static final int RETRY_AFTER_MS = 100;
  private static final int MOST_IN_FLIGHT = 16;

  /**
   * What was on its way to a chat that died is answered by nobody; the bridge says so after 10 s.
   */
  private static final long PATIENCE_NS = Duration.ofSeconds(3).toNanos();

  private final Vertx vertx;
  private final Ledger ledger;
  private final String room;
  private final String id;
  private final LastingSocket socket;
  private final Map<String, InFlight> inFlight = new ConcurrentHashMap<>();

  private final long timer;
  private long number;
  private final AtomicInteger repeated = new AtomicInteger();
  private final AtomicInteger unavailable = new AtomicInteger();
  private final AtomicLong longestAnswerNs = new AtomicLong();

  private record InFlight(JsonObject envelope, long sentAt) {
    InFlight again() {
      return new InFlight(envelope, System.nanoTime());
    }
  }

  /** Begins to post as the person that {@code session} is for. */
  Author(
      Vertx vertx,
      WebSocketClient client,
      List<URI> bridges,
      Client session,
      String room,
      Ledger ledger) {
    this.vertx = vertx;
    this.ledger = ledger;
    this.room = room;
    this.id = session.id();
    this.socket = new LastingSocket(vertx, client, bridges, session.token(), this);
    this.timer = vertx.setPeriodic(POST_EVERY_MS, unused -> postNext());
    vertx.setPeriodic(RETRY_AFTER_MS, unused -> sendAgainWhatIsLate());
  }

  private void sendAgainWhatIsLate() {
    long before = System.nanoTime() - PATIENCE_NS;
    inFlight.forEach(
        (messageId, sent) -> {
          if (sent.sentAt() < before) {
            sendAgain(messageId);
          }
        });
  }

  private void postNext() {
    if (socket.opened() == 0 || inFlight.size() >= MOST_IN_FLIGHT) {
      return;
    }
    String text = "message " + ++number;
    String messageId = UUID.randomUUID().toString();
    JsonObject envelope =
        new JsonObject()
            .put("type", "send")
            .put("address", "chat.post")
            .put("replyAddress", messageId)
            .put("body", new JsonObject().put("room", room).put("id", messageId).put("text", text));
    ledger.posted(new Message(id, messageId), text);
    inFlight.put(messageId, new InFlight(envelope, System.nanoTime()));
    socket.send(envelope);
  }

  /** Nobody knows what became of those that were in flight. */
  @Override
  public void opened() {
    List.copyOf(inFlight.keySet()).forEach(this::sendAgain);
  }

  private void sendAgain(String messageId) {
    InFlight kept = inFlight.computeIfPresent(messageId, (key, sent) -> sent.again());
    if (kept != null) {
      repeated.incrementAndGet();
      socket.send(kept.envelope());
    }
  }

  @Override
  public void received(JsonObject envelope) {
    String messageId = envelope.getString("address");
    InFlight answered = inFlight.get(messageId);
    if (answered != null) {
      longestAnswerNs.accumulateAndGet(System.nanoTime() - answered.sentAt(), Math::max);
    }
    if (envelope.getString("type").equals("rec")) {
      JsonObject receipt = envelope.getJsonObject("body");
      ledger.acknowledged(
          new Receipt(
              new Message(id, messageId), receipt.getString("epoch"), receipt.getLong("seq")));
      inFlight.remove(messageId);
    } else if (envelope.getInteger("failureCode") == 503) {
      unavailable.incrementAndGet();
      vertx.setTimer(RETRY_AFTER_MS, unused -> sendAgain(messageId));
    } else {
      ledger.refused("author " + id, envelope.encode());
    }
  }

  /** Posts nothing new any more; what is in flight goes on. */
  void stop() {
    vertx.cancelTimer(timer);
  }

  boolean isThrough() {
    return inFlight.isEmpty();
  }

  /** How many times something was sent again. */
  int repeated() {
    return repeated.get();
  }

  /** How many times the answer was 503. */
  int unavailable() {
    return unavailable.get();
  }

  /** The longest that an answer of any kind was waited for since a post was last sent. */
  long longestAnswerMs() {
    return longestAnswerNs.get() / 1_000_000;
  }
}
