package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tickertalk.contract.Internal;

/** Commands that chat has taken and does not answer. */
@Timeout(30)
class ChatPulseTest {
  /** Less than the 10 s that a command has. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private final Edge edge = new Edge();
  private final BlockingQueue<Message<JsonObject>> posts = edge.listenForRequests("chat.post");

  @AfterEach
  void close() {
    edge.close();
  }

  private void assertGivenUpSoon() {
    long begun = System.nanoTime();
    JsonObject err = Browser.named(edge, "alice").command("chat.post");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
    assertThat(err.getString("type")).isEqualTo("err");
    assertThat(err.getInteger("failureCode")).isEqualTo(503);
    assertThat(err.getLong("retryAfterMs")).isEqualTo(1_000);
  }

  /** It had no answer until the command time was over, and the author saw nothing happen. */
  @Test
  void whatAChatDiedWithIsAnsweredThatItIsToBeSentAgain() {
    edge.serve(Internal.CHAT_PULSE, nobodyIsThere -> {});
    assertGivenUpSoon();
    assertThat(posts).hasSize(1);
  }

  @Test
  void whatWasSentToTheOneWhoServedBeforeIsAnsweredSoToo() {
    JsonObject fresh = new JsonObject().put("servingMs", 0);
    edge.serve(Internal.CHAT_PULSE, question -> question.reply(fresh));
    assertGivenUpSoon();
  }

  /** As while its database is away. */
  @Test
  void aChatThatIsSlowIsWaitedFor() {
    BlockingQueue<Message<JsonObject>> questions = edge.listenForRequests(Internal.CHAT_PULSE);
    Browser alice = Browser.named(edge, "alice");
    alice.send(
        Browser.envelope("send", "chat.post").put("replyAddress", "r").put("body", posted()));
    Message<JsonObject> post = Edge.soon(posts);
    for (int i = 0; i < 3; i++) {
      Edge.soon(questions).reply(new JsonObject().put("servingMs", 60_000));
    }

    post.reply(new JsonObject().put("seq", 1));

    assertThat(alice.event("r").getInteger("seq")).isEqualTo(1);
  }

  private static JsonObject posted() {
    return new JsonObject().put("room", "lobby").put("text", "hello");
  }

  @Test
  void whatIsAnsweredIsNotAskedAbout() {
    BlockingQueue<Message<JsonObject>> questions = edge.listenForRequests(Internal.CHAT_PULSE);
    edge.serve("chat.rooms", question -> question.reply(new JsonObject()));
    Browser alice = Browser.named(edge, "alice");
    for (int i = 0; i < 10; i++) {
      assertThat(alice.command("chat.rooms").getString("type")).isEqualTo("rec");
    }
    alice.send(
        Browser.envelope("send", "chat.post").put("replyAddress", "r").put("body", posted()));
    Edge.soon(posts);
    Edge.soon(questions).reply(new JsonObject().put("servingMs", 0));
    assertThat(alice.next().getInteger("failureCode")).as("the one that waited").isEqualTo(503);
    alice.hasNothingUnread();
  }
}
