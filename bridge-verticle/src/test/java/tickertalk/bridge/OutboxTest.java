package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static tickertalk.bridge.Outbox.Offer.KEPT_AS_NEWEST;
import static tickertalk.bridge.Outbox.Offer.OVERFLOWED;
import static tickertalk.bridge.Outbox.Offer.SENT;
import static tickertalk.contract.Topic.Delivery.NEVER_DROPPED;
import static tickertalk.contract.Topic.Delivery.NEWEST_ONLY;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final int MEGABYTE = 1 << 20;

  /** More than a browser may have unread before it counts as behind. */
  private static final String LARGE = "x".repeat(64 * 1024 + 1);

  private final Network network = new Network();

  /** A network that takes nothing until it is told to. */
  private static final class Network {
    final List<String> sent = new ArrayList<>();
    private final Queue<Promise<Void>> waiting = new ArrayDeque<>();

    Future<Void> send(String frame) {
      sent.add(frame);
      Promise<Void> taken = Promise.promise();
      waiting.add(taken);
      return taken.future();
    }

    void takeOne() {
      waiting.remove().complete();
    }

    void breakOne() {
      waiting.remove().fail("the connection broke");
    }
  }

  private Outbox outbox(int bound) {
    return new Outbox(network::send, bound);
  }

  @Test
  void aBrowserThatKeepsUpGetsEverythingAtOnceAndInOrder() {
    Outbox outbox = outbox(MEGABYTE);

    assertThat(outbox.offer(NEVER_DROPPED, "chat.room.lobby", "1")).isEqualTo(SENT);
    assertThat(outbox.offer(NEWEST_ONLY, "price.BTC-USDT", "2")).isEqualTo(SENT);
    assertThat(outbox.offer(NEWEST_ONLY, "price.BTC-USDT", "3")).isEqualTo(SENT);
    assertThat(outbox.offer(NEVER_DROPPED, "chat.room.lobby", "4")).isEqualTo(SENT);

    assertThat(network.sent).containsExactly("1", "2", "3", "4");
  }

  @Test
  void whileTheBrowserIsBehindOnlyTheNewestOfEachAddressIsKept() {
    Outbox outbox = outbox(MEGABYTE);
    outbox.offer(NEVER_DROPPED, "chat.room.lobby", LARGE);

    assertThat(outbox.offer(NEWEST_ONLY, "price.BTC-USDT", "btc 1")).isEqualTo(KEPT_AS_NEWEST);
    assertThat(outbox.offer(NEWEST_ONLY, "price.ETH-USDT", "eth 1")).isEqualTo(KEPT_AS_NEWEST);
    assertThat(outbox.offer(NEWEST_ONLY, "price.BTC-USDT", "btc 2")).isEqualTo(KEPT_AS_NEWEST);
    assertThat(network.sent).containsExactly(LARGE);

    network.takeOne();

    assertThat(network.sent).containsExactly(LARGE, "btc 2", "eth 1");
  }

  @Test
  void whatWasKeptIsSentOnceOnly() {
    Outbox outbox = outbox(MEGABYTE);
    outbox.offer(NEVER_DROPPED, "chat.room.lobby", LARGE);
    outbox.offer(NEWEST_ONLY, "price.BTC-USDT", "btc");
    network.takeOne();
    network.takeOne();

    outbox.offer(NEVER_DROPPED, "chat.room.lobby", "after");

    assertThat(network.sent).containsExactly(LARGE, "btc", "after");
  }

  @Test
  void whatIsKeptGoesOutInPiecesSoThatTheBrowserDoesNotFallBehindAgain() {
    Outbox outbox = outbox(MEGABYTE);
    outbox.offer(NEVER_DROPPED, "chat.room.lobby", LARGE);
    outbox.offer(NEWEST_ONLY, "sheet.a", LARGE);
    outbox.offer(NEWEST_ONLY, "sheet.b", "b 1");

    network.takeOne();
    assertThat(network.sent).hasSize(2);
    outbox.offer(NEWEST_ONLY, "sheet.b", "b 2");
    network.takeOne();

    assertThat(network.sent).containsExactly(LARGE, LARGE, "b 2");
  }

  @Test
  void neverDroppedEventsGoOutInOrderAlsoToABrowserThatIsBehind() {
    Outbox outbox = outbox(MEGABYTE);
    outbox.offer(NEVER_DROPPED, "chat.room.lobby", LARGE);

    List<String> lines = IntStream.range(0, 1_000).mapToObj(i -> "line " + i).toList();
    lines.forEach(
        line -> assertThat(outbox.offer(NEVER_DROPPED, "chat.room.lobby", line)).isEqualTo(SENT));

    assertThat(network.sent.subList(1, network.sent.size())).isEqualTo(lines);
  }

  @Test
  void exactlyTheBoundStillFits() {
    Outbox outbox = outbox(10);

    assertThat(outbox.offer(NEVER_DROPPED, "a", "12345")).isEqualTo(SENT);
    assertThat(outbox.offer(NEVER_DROPPED, "a", "67890")).isEqualTo(SENT);
    assertThat(outbox.offer(NEVER_DROPPED, "a", "+")).isEqualTo(OVERFLOWED);
  }

  @Test
  void whatTheNetworkTookCountsNoMore() {
    Outbox outbox = outbox(10);
    for (int i = 0; i < 100; i++) {
      assertThat(outbox.offer(NEVER_DROPPED, "a", "1234567890")).isEqualTo(SENT);
      network.takeOne();
    }
  }

  @Test
  void anOutboxThatOverflowedTakesNothingMoreEvenWhenThereIsRoomAgain() {
    Outbox outbox = outbox(10);
    outbox.offer(NEVER_DROPPED, "a", "1234567890");
    assertThat(outbox.offer(NEVER_DROPPED, "a", "one too many")).isEqualTo(OVERFLOWED);

    network.takeOne();

    assertThat(outbox.offer(NEVER_DROPPED, "a", "2")).isEqualTo(OVERFLOWED);
    assertThat(outbox.offer(NEWEST_ONLY, "b", "3")).isEqualTo(OVERFLOWED);
    assertThat(network.sent).containsExactly("1234567890");
  }

  @Test
  void anOutboxThatOverflowedForgetsWhatItKept() {
    Outbox outbox = outbox(LARGE.length());
    outbox.offer(NEVER_DROPPED, "chat.room.lobby", LARGE);
    outbox.offer(NEWEST_ONLY, "price.BTC-USDT", "btc");
    outbox.offer(NEVER_DROPPED, "chat.room.lobby", "one too many");

    network.takeOne();

    assertThat(network.sent).containsExactly(LARGE);
  }

  @Test
  void newestOnlyEventsNeverOverflowHoweverManyComeToABrowserThatIsBehind() {
    Outbox outbox = outbox(LARGE.length());
    outbox.offer(NEVER_DROPPED, "chat.room.lobby", LARGE);

    for (int i = 0; i < 100_000; i++) {
      assertThat(outbox.offer(NEWEST_ONLY, "price.BTC-USDT", "quote " + i))
          .isEqualTo(KEPT_AS_NEWEST);
    }
    network.takeOne();

    assertThat(network.sent).containsExactly(LARGE, "quote 99999");
  }

  @Test
  void aSmallBoundIsAlsoTheMarkFromWhichABrowserIsBehind() {
    Outbox outbox = outbox(10);
    assertThat(outbox.offer(NEWEST_ONLY, "price.BTC-USDT", "1234567890")).isEqualTo(SENT);
    assertThat(outbox.offer(NEWEST_ONLY, "price.BTC-USDT", "")).isEqualTo(SENT);
  }

  @Test
  void aWriteThatFailsMakesRoomLikeOneThatSucceeds() {
    Outbox outbox = outbox(10);
    outbox.offer(NEVER_DROPPED, "a", "1234567890");

    network.breakOne();

    assertThat(outbox.offer(NEVER_DROPPED, "a", "1234567890")).isEqualTo(SENT);
  }
}
