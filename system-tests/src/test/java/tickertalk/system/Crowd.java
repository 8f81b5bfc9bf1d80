package tickertalk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Visitors by the thousand, who listen and say nothing, on one event loop. */
final class Crowd implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** As many come at once; more would wait in the listener's queue until they are given up. */
  private static final int AT_ONCE = 100;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final WebSocketClient client =
      vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(10_000));
  private final List<Reader> readers = new ArrayList<>();

  /** One of them, and what came to it. */
  static final class Reader {
    private final WebSocket socket;
    private final Map<String, Integer> confirmed = new ConcurrentHashMap<>();

    /** The last seq of each room's entries; that none is left out is looked at as they come. */
    private final Map<String, Long> lastSeq = new ConcurrentHashMap<>();

    private volatile boolean missedSome;

    private Reader(WebSocket socket) {
      this.socket = socket;
      socket.textMessageHandler(this::received);
    }

    private void received(String frame) {
      JsonObject envelope = new JsonObject(frame);
      JsonObject body = envelope.getJsonObject("body");
      String address = envelope.getString("address");
      if (body.containsKey("registered")) {
        confirmed.merge(address, 1, Integer::sum);
      } else if (address.startsWith("chat.room.")) {
        long seq = body.getLong("seq");
        Long before = lastSeq.put(address, seq);
        missedSome |= before != null && before + 1 != seq;
      }
    }

    private Reader register(List<String> addresses) {
      for (String address : addresses) {
        JsonObject envelope = new JsonObject().put("type", "register").put("address", address);
        socket.writeTextMessage(envelope.put("replyAddress", "confirmed").encode());
      }
      return this;
    }

    private boolean isConfirmed(int registrations) {
      return confirmed.getOrDefault("confirmed", 0) == registrations;
    }

    /** Has come to this entry of a room, and has missed none on the way. */
    boolean hasEverythingUpTo(String room, long seq) {
      return !missedSome && lastSeq.getOrDefault("chat.room." + room, 0L) == seq;
    }
  }

  /** So many more come in, and listen to these addresses, which is confirmed to each. */
  List<Reader> join(Tickertalk server, int count, List<String> addresses) {
    List<Reader> joined = new ArrayList<>();
    while (joined.size() < count) {
      int now = Math.min(AT_ONCE, count - joined.size());
      List<Future<Reader>> coming =
          IntStream.range(0, now)
              .mapToObj(i -> client.connect(server.port(), "127.0.0.1", "/eventbus/websocket"))
              .map(connected -> connected.map(socket -> new Reader(socket).register(addresses)))
              .toList();
      soon(Future.all(coming));
      coming.forEach(reader -> joined.add(reader.result()));
    }
    await()
        .atMost(PATIENCE)
        .until(() -> joined.stream().allMatch(reader -> reader.isConfirmed(addresses.size())));
    readers.addAll(joined);
    return joined;
  }

  /** Waits until everybody here has all entries of a room up to this one. */
  static void awaitEverything(List<Reader> readers, String room, long seq) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(readers)
                    .filteredOn(reader -> !reader.hasEverythingUpTo(room, seq))
                    .as("those who have not all of %s up to %d", room, seq)
                    .isEmpty());
  }

  /** All leave. */
  void leave() {
    soon(Future.all(readers.stream().map(reader -> reader.socket.close()).toList()));
    readers.clear();
  }

  static <T> T soon(Future<T> future) {
    try {
      return future.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("it took too long", e);
    }
  }

  @Override
  public void close() {
    soon(vertx.close());
  }
}
