package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tickertalk.contract.Topic.Delivery;

class OutboxTest {
  private static final int MEGABYTE = 1 << 20;

  /** More than a browser may have unread before it counts as behind. */
  private static final String LARGE = "x".repeat(64 * 1024 + 1);

  private final Deflation deflation = new Deflation();
  private final FrameEncoder encoder =
      new FrameEncoder(UnpooledByteBufAllocator.DEFAULT, deflation);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final BridgeMetrics metrics =
      new BridgeMetrics(registry, new Admission(BridgeLimits.defaults()));
  private final Network network = new Network();
  private Outbox outbox;

  /** A network that takes nothing until it is told to. */
  private final class Network implements Wire {
    final List<String> sent = new ArrayList<>();
    private final Queue<String> waiting = new ArrayDeque<>();

    @Override
    public void write(String text) {
      sent.add(text);
      waiting.add(text);
    }

    boolean takesEverythingAtOnce;

    @Override
    public void flush() {
      if (takesEverythingAtOnce) {
        waiting.clear();
      }
    }

    @Override
    public long pendingBytes() {
      return waiting.stream().mapToInt(String::length).sum();
    }

    @Override
    public void beat() {}

    @Override
    public void close(CloseReason reason) {}

    void takeOne() {
      waiting.remove();
      outbox.flush();
    }
  }

  @AfterEach
  void close() {
    deflation.close();
  }

  private void outbox(int bound) {
    outbox = new Outbox(network, metrics, bound);
  }

  private boolean offer(Delivery delivery, String address, String envelope) {
    return offer(new Event(address, new JsonObject(), delivery, envelope));
  }

  private boolean offer(Event event) {
    return outbox.offer(Batch.of(event, encoder));
  }

  @Test
  void aBrowserThatKeepsUpGetsEverythingAtOnceAndInOrder() {
    outbox(MEGABYTE);

    assertThat(offer(Delivery.NEVER_DROPPED, "chat.room.lobby", "1")).isTrue();
    assertThat(offer(Delivery.NEWEST_ONLY, "price.BTC-USDT", "2")).isTrue();
    assertThat(offer(Delivery.NEWEST_ONLY, "price.BTC-USDT", "3")).isTrue();
    assertThat(offer(Delivery.NEVER_DROPPED, "chat.room.lobby", "4")).isTrue();

    assertThat(network.sent).containsExactly("1", "2", "3", "4");
  }

  @Test
  void whileTheBrowserIsBehindOnlyTheNewestOfEachAddressIsKept() {
    outbox(MEGABYTE);
    offer(Delivery.NEVER_DROPPED, "chat.room.lobby", LARGE);

    assertThat(offer(Delivery.NEWEST_ONLY, "price.BTC-USDT", "btc 1")).isTrue();
    assertThat(offer(Delivery.NEWEST_ONLY, "price.ETH-USDT", "eth 1")).isTrue();
    assertThat(offer(Delivery.NEWEST_ONLY, "price.BTC-USDT", "btc 2")).isTrue();
    assertThat(network.sent).containsExactly(LARGE);

    network.takeOne();

    assertThat(network.sent).containsExactly(LARGE, "btc 2", "eth 1");
  }

  @Test
  void whatWasKeptIsSentOnceOnly() {
    outbox(MEGABYTE);
    offer(Delivery.NEVER_DROPPED, "chat.room.lobby", LARGE);
    offer(Delivery.NEWEST_ONLY, "price.BTC-USDT", "btc");
    network.takeOne();
    network.takeOne();

    offer(Delivery.NEVER_DROPPED, "chat.room.lobby", "after");

    assertThat(network.sent).containsExactly(LARGE, "btc", "after");
  }

  @Test
  void whatIsKeptGoesOutInPiecesSoThatTheBrowserDoesNotFallBehindAgain() {
    outbox(MEGABYTE);
    offer(Delivery.NEVER_DROPPED, "chat.room.lobby", LARGE);
    offer(Delivery.NEWEST_ONLY, "sheet.a", LARGE);
    offer(Delivery.NEWEST_ONLY, "sheet.b", "b 1");

    network.takeOne();
    assertThat(network.sent).hasSize(2);
    offer(Delivery.NEWEST_ONLY, "sheet.b", "b 2");
    network.takeOne();

    assertThat(network.sent).containsExactly(LARGE, LARGE, "b 2");
  }

  /** The network takes some, and says so only when it has taken more. */
  @Test
  void whatIsKeptIsNotOvertakenByWhatIsNewer() {
    outbox(MEGABYTE);
    offer(Delivery.NEVER_DROPPED, "chat.room.lobby", LARGE);
    offer(Delivery.NEWEST_ONLY, "price.BTC-USDT", "btc 1");
    network.waiting.clear();

    offer(Delivery.NEWEST_ONLY, "price.BTC-USDT", "btc 2");

    assertThat(network.sent).containsExactly(LARGE, "btc 1", "btc 2");
  }

  /** A large batch that is taken in the same turn leaves no moment at which there is room again. */
  @Test
  void whatIsKeptWhileALargeBatchGoesOutAtOnceFollowsIt() {
    outbox(MEGABYTE);
    network.takesEverythingAtOnce = true;
    offer(Delivery.NEVER_DROPPED, "chat.room.lobby", LARGE);
    offer(Delivery.NEWEST_ONLY, "presence.room.lobby", LARGE + "1");
    offer(Delivery.NEWEST_ONLY, "presence.room.attic", LARGE + "2");

    outbox.flush();

    assertThat(network.sent).containsExactly(LARGE, LARGE + "1", LARGE + "2");
  }

  @Test
  void neverDroppedEventsGoOutInOrderAlsoToABrowserThatIsBehind() {
    outbox(MEGABYTE);
    offer(Delivery.NEVER_DROPPED, "chat.room.lobby", LARGE);

    List<String> lines = IntStream.range(0, 1_000).mapToObj(i -> "line " + i).toList();
    lines.forEach(
        line -> assertThat(offer(Delivery.NEVER_DROPPED, "chat.room.lobby", line)).isTrue());

    assertThat(network.sent.subList(1, network.sent.size())).isEqualTo(lines);
  }

  @Test
  void exactlyTheBoundStillFits() {
    outbox(10);

    assertThat(offer(Delivery.NEVER_DROPPED, "a", "12345")).isTrue();
    assertThat(offer(Delivery.NEVER_DROPPED, "a", "67890")).isTrue();
    assertThat(offer(Delivery.NEVER_DROPPED, "a", "+")).isFalse();
  }

  @Test
  void whatTheNetworkTookCountsNoMore() {
    outbox(10);
    for (int i = 0; i < 100; i++) {
      assertThat(offer(Delivery.NEVER_DROPPED, "a", "1234567890")).isTrue();
      network.takeOne();
    }
  }

  @Test
  void anOutboxThatOverflowedTakesNothingMoreEvenWhenThereIsRoomAgain() {
    outbox(10);
    offer(Delivery.NEVER_DROPPED, "a", "1234567890");
    assertThat(offer(Delivery.NEVER_DROPPED, "a", "one too many")).isFalse();

    network.takeOne();

    assertThat(offer(Delivery.NEVER_DROPPED, "a", "2")).isFalse();
    assertThat(offer(Delivery.NEWEST_ONLY, "b", "3")).isFalse();
    assertThat(network.sent).containsExactly("1234567890");
  }

  @Test
  void anOutboxThatOverflowedForgetsWhatItKept() {
    outbox(LARGE.length());
    offer(Delivery.NEVER_DROPPED, "chat.room.lobby", LARGE);
    offer(Delivery.NEWEST_ONLY, "price.BTC-USDT", "btc");
    offer(Delivery.NEVER_DROPPED, "chat.room.lobby", "one too many");

    network.takeOne();

    assertThat(network.sent).containsExactly(LARGE);
  }

  @Test
  void newestOnlyEventsNeverOverflowHoweverManyComeToABrowserThatIsBehind() {
    outbox(LARGE.length());
    offer(Delivery.NEVER_DROPPED, "chat.room.lobby", LARGE);

    for (int i = 0; i < 100_000; i++) {
      assertThat(offer(Delivery.NEWEST_ONLY, "price.BTC-USDT", "quote " + i)).isTrue();
    }
    network.takeOne();

    assertThat(network.sent).containsExactly(LARGE, "quote 99999");
  }

  @Test
  void withASmallBoundHalfOfItIsTheMarkFromWhichAReaderIsBehind() {
    outbox(10);
    offer(Delivery.NEVER_DROPPED, "a", "12345");
    assertThat(outbox.isBehind()).isFalse();
    offer(Delivery.NEVER_DROPPED, "a", "6");
    assertThat(outbox.isBehind()).isTrue();
  }

  @Test
  void aTextOfWhichOnlyTheNewestCountsWaitsWhileTheReaderIsBehind() {
    outbox(MEGABYTE);
    outbox.offerNewest("typing", "1");
    outbox.offer(LARGE);
    outbox.offerNewest("typing", "2");
    outbox.offerNewest("typing", "3");
    assertThat(network.sent).containsExactly("1", LARGE);

    network.takeOne();
    network.takeOne();

    assertThat(network.sent).containsExactly("1", LARGE, "3");
  }

  /** What is kept may be the only one of its kind; then nobody missed anything. */
  @Test
  void countedIsWhatWasReplacedAndNotWhatWasKept() {
    outbox(MEGABYTE);
    offer(Delivery.NEVER_DROPPED, "chat.room.lobby", LARGE);
    offer(Delivery.NEWEST_ONLY, "price.BTC-USDT", "1");
    offer(Delivery.NEWEST_ONLY, "price.ETH-USDT", "1");
    assertThat(conflated()).isZero();

    offer(Delivery.NEWEST_ONLY, "price.BTC-USDT", "2");
    offer(Delivery.NEWEST_ONLY, "price.BTC-USDT", "3");

    assertThat(conflated()).isEqualTo(2);
  }

  private double conflated() {
    return registry.get("tickertalk.bridge.conflated").functionCounter().count();
  }

  @Test
  void anAddressWithSeveralKindsKeepsTheNewestOfEach() {
    outbox(MEGABYTE);
    offer(Delivery.NEVER_DROPPED, "chat.room.lobby", LARGE);
    JsonObject mood = new JsonObject().put("kind", "mood");
    JsonObject weather = new JsonObject().put("kind", "weather");
    offer(new Event("sentiment.room.lobby", mood, Delivery.NEWEST_ONLY, "mood 1"));
    offer(new Event("sentiment.room.lobby", weather, Delivery.NEWEST_ONLY, "weather"));
    offer(new Event("sentiment.room.lobby", mood, Delivery.NEWEST_ONLY, "mood 2"));

    network.takeOne();

    assertThat(network.sent).containsExactly(LARGE, "mood 2", "weather");
  }

  @Test
  void aKindOverSeveralWindowsKeepsTheNewestOfEach() {
    outbox(MEGABYTE);
    offer(Delivery.NEVER_DROPPED, "chat.room.lobby", LARGE);
    JsonObject minute = new JsonObject().put("kind", "mood").put("window", "1m");
    JsonObject day = new JsonObject().put("kind", "mood").put("window", "1d");
    offer(new Event("sentiment.room.lobby", minute, Delivery.NEWEST_ONLY, "minute 1"));
    offer(new Event("sentiment.room.lobby", day, Delivery.NEWEST_ONLY, "day"));
    offer(new Event("sentiment.room.lobby", minute, Delivery.NEWEST_ONLY, "minute 2"));

    network.takeOne();

    assertThat(network.sent).containsExactly(LARGE, "minute 2", "day");
  }

  @Test
  void ofABatchForABrowserThatIsBehindOnlyWhatMustNotBeMissedGoesOutAtOnce() {
    outbox(MEGABYTE);
    offer(Delivery.NEVER_DROPPED, "chat.room.lobby", LARGE);
    Batch batch = new Batch(encoder);
    JsonObject score = new JsonObject().put("kind", "score");
    JsonObject mood = new JsonObject().put("kind", "mood");
    batch.add(new Event("sentiment.room.lobby", score, Delivery.NEVER_DROPPED, "score 1"));
    batch.add(new Event("sentiment.room.lobby", mood, Delivery.NEWEST_ONLY, "mood"));
    batch.add(new Event("sentiment.room.lobby", score, Delivery.NEVER_DROPPED, "score 2"));

    assertThat(outbox.offer(batch)).isTrue();

    assertThat(network.sent).containsExactly(LARGE, "score 1", "score 2");
  }

  @Test
  void aTextForTheBrowserAloneCountsToo() {
    outbox(10);
    assertThat(outbox.offer("1234567890")).isTrue();
    assertThat(outbox.offer("+")).isFalse();
  }
}
