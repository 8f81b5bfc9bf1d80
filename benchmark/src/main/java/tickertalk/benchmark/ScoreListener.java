package tickertalk.benchmark;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * A browser that listens to the messages of some rooms and to their scores, and notes how long
 * after its commit each message's score came. It reads on the HTTP client's thread.
 */
final class ScoreListener implements WebSocket.Listener, AutoCloseable {
  private static final String REGISTERED = "registered";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Histogram delaysMs = new Histogram(PATIENCE.toMillis(), 3);

  /** Of which messages only one is known yet: when it was committed, or when its score came. */
  private final Map<String, Long> halves = new HashMap<>();

  private final StringBuilder frame = new StringBuilder();
  private final WebSocket socket;
  private final int wanted;
  private int registered;
  private long scores;
  private String failure = "";

  /** Connects, and returns when it is registered for all of these rooms. */
  ScoreListener(Server server, List<String> rooms) {
    URI door = URI.create("ws://127.0.0.1:" + server.address().getPort() + "/eventbus/websocket");
    socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(door, this).join();
    wanted = rooms.size() * 2;
    for (String room : rooms) {
      register("chat.room." + room);
      register("sentiment.room." + room);
    }
    await(() -> registered == wanted, "the registrations");
  }

  private void register(String address) {
    socket
        .sendText(
            new JsonObject()
                .put("type", "register")
                .put("address", address)
                .put("replyAddress", REGISTERED)
                .encode(),
            true)
        .join();
  }

  private interface Condition {
    boolean holds();
  }

  private synchronized void await(Condition condition, String what) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!condition.holds()) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0 || !failure.isEmpty()) {
          throw new LoadException("waited in vain for " + what + failure);
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadException("interrupted", e);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
    frame.append(part);
    if (last) {
      heard(new JsonObject(frame.toString()), System.currentTimeMillis());
      frame.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
    failed(", closed with " + code + " " + reason);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    failed(", " + error);
  }

  private synchronized void failed(String why) {
    failure = why;
    notifyAll();
  }

  private synchronized void heard(JsonObject envelope, long now) {
    String address = envelope.getString("address");
    if (!"rec".equals(envelope.getString("type"))) {
      failed(", told " + envelope.encode());
    } else if (address.equals(REGISTERED)) {
      registered++;
    } else {
      event(envelope.getJsonObject("body"), now);
    }
    notifyAll();
  }

  private void event(JsonObject body, long now) {
    String message = body.getString("room") + " " + body.getLong("seq");
    switch (body.getString("kind")) {
      case "message" -> meet(message, body.getLong("at"), true);
      case "score" -> {
        scores++;
        meet(message, now, false);
      }
      default -> {} // a mood is of no message
    }
  }

  /** The two come by different addresses, in whichever order. */
  private void meet(String message, long ms, boolean committed) {
    Long other = halves.remove(message);
    if (other == null) {
      halves.put(message, ms);
    } else {
      delaysMs.recordValue(Math.max(0, committed ? other - ms : ms - other));
    }
  }

  /** Forgets what was noted; messages that wait for their score go on waiting. */
  synchronized void reset() {
    delaysMs.reset();
  }

  /** Waits until this many scores have come since it began. */
  void awaitScores(long all) {
    await(() -> scores >= all && halves.isEmpty(), "the scores of " + all + " messages");
    if (scores != all) {
      throw new LoadException(scores + " scores of " + all + " messages");
    }
  }

  /** How long after the commit each score came, of those since the last reset. */
  synchronized Histogram delaysMs() {
    return delaysMs.copy();
  }

  @Override
  public void close() {
    socket.abort();
  }
}
