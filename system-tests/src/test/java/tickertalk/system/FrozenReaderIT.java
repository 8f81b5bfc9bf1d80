package tickertalk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One of a thousand browsers stops reading, as a phone does in a tunnel. */
@Timeout(180)
class FrozenReaderIT {
  private static final int READERS = 1_000;
  private static final String CROWDED = "lobby";

  /** 12 KB of UTF-8: with so much in each entry the frozen one's share is soon too large. */
  private static final String LONG_TEXT = "가".repeat(4_000);

  private static final int MEGABYTE = 1 << 20;

  /** What may wait for one browser is 1 MiB; the rest is for caches that fill meanwhile. */
  private static final long MAX_GROWTH = 24L * MEGABYTE;

  /** More than the outbox and the sockets of both ends hold, several times over. */
  private static final int MOST_ROUNDS = 200;

  private static final int POSTS_A_ROUND = 20;

  @TempDir Path data;

  /** Somebody who reads only when told to. */
  private static final class Frozen {
    final WebSocket socket;
    final List<JsonObject> envelopes = new ArrayList<>();
    final Queue<Integer> closed = new ConcurrentLinkedQueue<>();

    Frozen(Vertx vertx, Tickertalk server, List<String> addresses) {
      WebSocketClient client =
          vertx.createWebSocketClient(new WebSocketClientOptions().setReceiveBufferSize(4_096));
      socket = Crowd.soon(client.connect(server.port(), "127.0.0.1", "/eventbus/websocket"));
      Queue<String> confirmed = new ConcurrentLinkedQueue<>();
      socket.textMessageHandler(frame -> received(new JsonObject(frame), confirmed));
      socket.closeHandler(gone -> closed.add((int) socket.closeStatusCode()));
      for (String address : addresses) {
        JsonObject envelope = new JsonObject().put("type", "register").put("address", address);
        Crowd.soon(socket.writeTextMessage(envelope.put("replyAddress", "confirmed").encode()));
      }
      await().until(() -> confirmed.size() == addresses.size());
      socket.pause();
    }

    private void received(JsonObject envelope, Queue<String> confirmed) {
      if (envelope.getString("address").equals("confirmed")) {
        confirmed.add(envelope.encode());
      } else {
        envelopes.add(envelope);
      }
    }

    /** Reads what is left; the code that the server closed with. */
    int thaw() {
      socket.resume();
      await().atMost(Duration.ofSeconds(20)).until(() -> !closed.isEmpty());
      return closed.peek();
    }

    List<Long> seqsOf(String room) {
      return envelopes.stream()
          .filter(envelope -> envelope.getString("address").equals("chat.room." + room))
          .map(envelope -> envelope.getJsonObject("body").getLong("seq"))
          .toList();
    }
  }

  @Test
  void oneOfAThousandThatFreezesShouldCostNobodyAnythingAndMissNothing() {
    try (Tickertalk server = Tickertalk.start(data, "--rate-limit", "off");
        Crowd crowd = new Crowd();
        Client alice = Client.enter(server, "alice")) {
      String quiet = Client.openRoom(server); // where only the frozen one listens
      List<Crowd.Reader> readers =
          crowd.join(server, READERS - 1, List.of("chat.room.lobby", "price.BTC-USDT"));
      Vertx vertx = Vertx.vertx();
      try {
        Frozen frozen =
            new Frozen(
                vertx,
                server,
                List.of(
                    "chat.room." + CROWDED,
                    "chat.room." + quiet,
                    "typing.room." + CROWDED,
                    "price.BTC-USDT"));
        long before = server.heapBytes();

        postUntilItOverflows(server, alice, quiet);

        assertThat(server.heapBytes() - before).as("bytes more").isLessThan(MAX_GROWTH);
        long last = post(alice, CROWDED, "the others go on").getLong("seq");
        Crowd.awaitEverything(readers, CROWDED, last);
        assertThat(overflows(server)).isEqualTo(1);

        assertThat(frozen.thaw()).isEqualTo(4001);
        for (String room : List.of(CROWDED, quiet)) {
          shouldResumeWithoutAHole(server, room, frozen.seqsOf(room));
        }
      } finally {
        Crowd.soon(vertx.close());
      }
    }
  }

  /** Much that only the frozen one is to get, and a little for everybody. */
  private static void postUntilItOverflows(Tickertalk server, Client alice, String quiet) {
    for (int round = 0; round < MOST_ROUNDS && overflows(server) == 0; round++) {
      for (int i = 0; i < POSTS_A_ROUND; i++) {
        alice.postAhead(Client.message(LONG_TEXT).put("room", quiet));
      }
      alice.ask("typing.set", new JsonObject().put("room", CROWDED).put("typing", round % 2 == 0));
      post(alice, CROWDED, "round " + round);
      post(alice, quiet, "end of round " + round); // behind those that were sent ahead
    }
    assertThat(overflows(server)).as("outboxes that overflowed").isEqualTo(1);
  }

  private static JsonObject post(Client client, String room, String text) {
    return client.ask("chat.post", Client.message(text).put("room", room));
  }

  /** What came before the end, and what is read after it, are the room's whole log, each once. */
  private static void shouldResumeWithoutAHole(Tickertalk server, String room, List<Long> seen) {
    long lastSeen = seen.isEmpty() ? 0 : seen.get(seen.size() - 1);
    try (Client again = Client.visitor(server)) {
      again.register("chat.room." + room);
      List<Long> missed =
          again.history(room, lastSeen).stream().map(entry -> entry.getLong("seq")).toList();
      assertThat(missed).as("what the frozen one missed of %s", room).isNotEmpty();
      long last = missed.get(missed.size() - 1);
      assertThat(Stream.concat(seen.stream(), missed.stream()))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, last).boxed().toList());
    }
  }

  private static long overflows(Tickertalk server) {
    return (long) metric(server, "tickertalk_bridge_limit_reached_total\\{limit=\"outbox\"}");
  }

  private static double metric(Tickertalk server, String name) {
    String metrics =
        Client.rest(HttpRequest.newBuilder(server.origin().resolve("/metrics"))).body();
    Matcher line = Pattern.compile("^" + name + " (\\S+)$", Pattern.MULTILINE).matcher(metrics);
    assertThat(line.find()).as("%s in %s", name, metrics).isTrue();
    return Double.parseDouble(line.group(1));
  }
}
