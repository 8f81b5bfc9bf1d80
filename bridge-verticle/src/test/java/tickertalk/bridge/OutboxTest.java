package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static tickertalk.bridge.Outbox.Offer.KEPT_AS_NEWEST;
import static tickertalk.bridge.Outbox.Offer.OVERFLOWED;
import static tickertalk.bridge.Outbox.Offer.SENT;

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
  private final Network network = new Network();
  private Outbox outbox;

  /** A network that takes nothing until it is told to. */
  private final class Network implements Wire {
    final List<String> sent = new ArrayList<>();
    private final Queue<String> waiting = new ArrayDeque<>();

    @Override
    public void write(Batch batch) {
      batch.events().forEach(event -> write(event.envelope()));
    }

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
    outbox = new Outbox(network, encoder, bound);
  }

  private Outbox.Offer offer(Delivery delivery, String address, String envelope) {
    return offer(new Event(address, new JsonObject(), delivery, envelope));
  }

  private Outbox.Offer offer(Event event) {
    return outbox.offer(Batch.of(event, encoder));
  }

  @Test
  void aBrowserThatKeepsUpGetsEverythingAtOnceAndInOrder() {
    outbox(MEGABYTE);

    assertThat(offer(Delivery.NEVER_DROPPED, "chat.room.lobby", "1")).isEqualTo(SENT);
    assertThat(offer(Delivery.NEWEST_ONLY, "price.BTC-USDT", "2")).isEqualTo(SENT);
    assertThat(offer(Delivery.NEWEST_ONLY, "price.BTC-USDT", "3")).isEqualTo(SENT);
    assertThat(offer(Delivery.NEVER_DROPPED, "chat.room.lobby", "4")).isEqualTo(SENT);

    assertThat(network.sent).containsExactly("1", "2", "3", "4");
  }

  @Test
  void whileTheBrowserIsBehindOnlyTheNewestOfEachAddressIsKept() {
    outbox(MEGABYTE);
    offer(Delivery.NEVER_DROPPED, "chat.room.lobby", LARGE);

    assertThat(offer(Delivery.NEWEST_ONLY, "price.BTC-USDT", "btc 1")).isEqualTo(KEPT_AS_NEWEST);
    assertThat(offer(Delivery.NEWEST_ONLY, "price.ETH-USDT", "eth 1")).isEqualTo(KEPT_AS_NEWEST);
    assertThat(offer(Delivery.NEWEST_ONLY, "price.BTC-USDT", "btc 2")).isEqualTo(KEPT_AS_NEWEST);
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
        line -> assertThat(offer(Delivery.NEVER_DROPPED, "chat.room.lobby", line)).isEqualTo(SENT));

    assertThat(network.sent.subList(1, network.sent.size())).isEqualTo(lines);
  }

  @Test
  void exactlyTheBoundStillFits() {
    outbox(10);

    assertThat(offer(Delivery.NEVER_DROPPED, "a", "12345")).isEqualTo(SENT);
    assertThat(offer(Delivery.NEVER_DROPPED, "a", "67890")).isEqualTo(SENT);
    assertThat(offer(Delivery.NEVER_DROPPED, "a", "+")).isEqualTo(OVERFLOWED);
  }

  @Test
  void whatTheNetworkTookCountsNoMore() {
    outbox(10);
    for (int i = 0; i < 100; i++) {
      assertThat(offer(Delivery.NEVER_DROPPED, "a", "1234567890")).isEqualTo(SENT);
      network.takeOne();
    }
  }

  @Test
  void anOutboxThatOverflowedTakesNothingMoreEvenWhenThereIsRoomAgain() {
    outbox(10);
    offer(Delivery.NEVER_DROPPED, "a", "1234567890");
    assertThat(offer(Delivery.NEVER_DROPPED, "a", "one too many")).isEqualTo(OVERFLOWED);

    network.takeOne();

    assertThat(offer(Delivery.NEVER_DROPPED, "a", "2")).isEqualTo(OVERFLOWED);
    assertThat(offer(Delivery.NEWEST_ONLY, "b", "3")).isEqualTo(OVERFLOWED);
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
      assertThat(offer(Delivery.NEWEST_ONLY, "price.BTC-USDT", "quote " + i))
          .isEqualTo(KEPT_AS_NEWEST);
    }
    network.takeOne();

    assertThat(network.sent).containsExactly(LARGE, "quote 99999");
  }

  @Test
  void aSmallBoundIsAlsoTheMarkFromWhichABrowserIsBehind() {
    outbox(10);
    assertThat(offer(Delivery.NEWEST_ONLY, "price.BTC-USDT", "1234567890")).isEqualTo(SENT);
    assertThat(offer(Delivery.NEWEST_ONLY, "price.BTC-USDT", "")).isEqualTo(SENT);
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
  void ofABatchForABrowserThatIsBehindOnlyWhatMustNotBeMissedGoesOutAtOnce() {
    outbox(MEGABYTE);
    offer(Delivery.NEVER_DROPPED, "chat.room.lobby", LARGE);
    Batch batch = new Batch(encoder);
    JsonObject score = new JsonObject().put("kind", "score");
    JsonObject mood = new JsonObject().put("kind", "mood");
    batch.add(new Event("sentiment.room.lobby", score, Delivery.NEVER_DROPPED, "score 1"));
    batch.add(new Event("sentiment.room.lobby", mood, Delivery.NEWEST_ONLY, "mood"));
    batch.add(new Event("sentiment.room.lobby", score, Delivery.NEVER_DROPPED, "score 2"));

    assertThat(outbox.offer(batch)).isEqualTo(KEPT_AS_NEWEST);

    assertThat(network.sent).containsExactly(LARGE, "score 1", "score 2");
  }

  @Test
  void aTextForTheBrowserAloneCountsToo() {
    outbox(10);
    assertThat(outbox.offer("1234567890")).isEqualTo(SENT);
    assertThat(outbox.offer("+")).isEqualTo(OVERFLOWED);
  }
}
