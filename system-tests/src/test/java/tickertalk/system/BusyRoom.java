package tickertalk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A room where several people post all the time and several follow, whatever becomes of the
 * servers; at the end it is told whether each of them got what was promised.
 */
final class BusyRoom implements AutoCloseable {
  private static final String ROOM = "lobby";
  private static final int AUTHORS = 4;
  private static final int FOLLOWERS = 4;

  /** A command is given up after 10 s, and is tried again; and a machine may be busy. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** In bytes: 256 Ki characters of text, and what stands around 500 entries. */
  private static final int LARGEST_PAGE = 4 << 20;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final WebSocketClient client =
      vertx.createWebSocketClient(
          new WebSocketClientOptions()
              .setMaxFrameSize(LARGEST_PAGE)
              .setMaxMessageSize(LARGEST_PAGE));
  private final List<URI> bridges = new CopyOnWriteArrayList<>();
  private final Ledger ledger = new Ledger();
  private final List<Author> authors = new ArrayList<>();
  private final List<Follower> followers = new ArrayList<>();

  /** Everybody signs in at this server, and may go to any of the bridges. */
  BusyRoom(Tickertalk server) {
    opened(server);
    for (int i = 0; i < AUTHORS; i++) {
      try (Client session = Client.enter(server, "author-" + i)) {
        authors.add(new Author(vertx, client, bridges, session, ROOM, ledger));
      }
    }
    for (int i = 0; i < FOLLOWERS; i++) {
      try (Client session = Client.enter(server, "follower-" + i)) {
        followers.add(new Follower(vertx, client, bridges, session, ROOM, ledger));
      }
    }
  }

  /** A bridge is there, and may be used. */
  void opened(Tickertalk bridge) {
    bridges.add(bridge.origin());
  }

  /** A bridge is there no more. */
  void closed(URI bridge) {
    bridges.remove(bridge);
  }

  /** Waits for so many more posts to be acknowledged. */
  void awaitAcknowledgements(int more) {
    int enough = ledger.acknowledgements() + more;
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(2))
        .pollDelay(Duration.ZERO)
        .until(() -> ledger.acknowledgements() >= enough);
  }

  /** How many answers were 503 until now. */
  int unavailable() {
    return authors.stream().mapToInt(Author::unavailable).sum();
  }

  /** The longest that anybody waited for an answer of any kind. */
  Duration longestAnswer() {
    return Duration.ofMillis(
        authors.stream().mapToLong(Author::longestAnswerMs).max().orElseThrow());
  }

  /** Lets what is in flight come to an end, and holds everybody's notes against the log. */
  void stopAndAudit(Tickertalk server) {
    authors.forEach(Author::stop);
    await().atMost(PATIENCE).until(() -> authors.stream().allMatch(Author::isThrough));
    List<Line> log = log(server);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(followers).extracting(Follower::last).containsOnly((long) log.size()));
    assertThat(LedgerAudit.violations(ledger, log)).isEmpty();
  }

  private static List<Line> log(Tickertalk server) {
    try (Client reader = Client.visitor(server)) {
      return reader.history(ROOM, 0).stream().map(Line::of).toList();
    }
  }

  /** What happened, in figures. */
  String summary() {
    return "%d posts acknowledged, %d sent again, %d answers of 503, longest answer %s; %d followers, %d entries told again, %d holes read"
        .formatted(
            ledger.acknowledgements(),
            authors.stream().mapToInt(Author::repeated).sum(),
            unavailable(),
            longestAnswer(),
            followers.size(),
            followers.stream().mapToInt(Follower::repeated).sum(),
            followers.stream().mapToInt(Follower::holes).sum());
  }

  @Override
  public void close() {
    Crowd.soon(vertx.close());
  }
}
