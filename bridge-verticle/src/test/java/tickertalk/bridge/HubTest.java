package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tickertalk.contract.Topic;

@Timeout(20)
class HubTest {
  private static final String LOBBY = "chat.room.lobby";
  private static final String PRICE = "price.BTC-USDT";

  private final Edge edge = new Edge();
  private final Context context = edge.vertx.getOrCreateContext();
  private final List<Handler<Long>> timers = new ArrayList<>();
  private boolean busIsDown;
  private final Vertx vertx = vertxWithTimersOfOurs();
  private final Deflation deflation = new Deflation();
  private final Hub hub =
      new Hub(
          vertx,
          context,
          new BusTap(vertx),
          new FrameEncoder(UnpooledByteBufAllocator.DEFAULT, deflation),
          new BridgeMetrics(new SimpleMeterRegistry(), new Admission(BridgeLimits.defaults())));

  @AfterEach
  void close() {
    edge.close();
    deflation.close();
  }

  /**
   * An object like the given one, but with its own answer to some calls: those not {@code null}.
   */
  private static <T> T like(T object, Class<T> type, BiFunction<String, Object[], Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> {
              Object answer = answers.apply(method.getName(), args);
              try {
                return answer == null ? method.invoke(object, args) : answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  /** The same Vert.x; but time passes when the test says so, and the bus can be down. */
  private Vertx vertxWithTimersOfOurs() {
    EventBus bus =
        like(
            edge.vertx.eventBus(),
            EventBus.class,
            (method, args) -> method.equals("consumer") && busIsDown ? deaf() : null);
    return like(
        edge.vertx,
        Vertx.class,
        (method, args) ->
            switch (method) {
              case "eventBus" -> bus;
              case "setTimer" -> timer(args[1]);
              default -> null;
            });
  }

  @SuppressWarnings("unchecked")
  private long timer(Object handler) {
    timers.add((Handler<Long>) handler);
    return timers.size();
  }

  private MessageConsumer<?> deaf() {
    return like(
        edge.vertx.eventBus().consumer("deaf"),
        MessageConsumer.class,
        (method, args) ->
            method.equals("completion") ? Future.failedFuture("the bus is down") : null);
  }

  /** Somebody who notes what they get. */
  private static final class Listener implements Subscriber {
    final BlockingQueue<String> frames = new LinkedBlockingQueue<>();

    @Override
    public void deliver(Event event) {
      frames.add(event.envelope());
    }

    String next() {
      return Edge.soon(frames);
    }
  }

  /** Does something with the hub in its own thread. */
  private <T> Future<T> inHub(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    context.runOnContext(now -> work.get().onComplete(done));
    return done.future();
  }

  private void subscribe(String address, Topic topic, Subscriber who) {
    Edge.soon(inHub(() -> hub.subscribe(address, address, topic, who)));
  }

  private void unsubscribe(String address, Subscriber who) {
    Edge.soon(
        inHub(
            () -> {
              hub.unsubscribe(address, who);
              return Future.succeededFuture();
            }));
  }

  private void letTheGracePass() {
    Edge.soon(
        inHub(
            () -> {
              List.copyOf(timers).forEach(timer -> timer.handle(0L));
              timers.clear();
              return Future.succeededFuture();
            }));
  }

  private static JsonObject event(int n) {
    return new JsonObject().put("n", n);
  }

  private static String frame(String address, int n) {
    return Frames.rec(address, event(n));
  }

  @Test
  void everySubscriberGetsTheVerySameFrame() {
    Listener one = new Listener();
    Listener other = new Listener();
    subscribe(LOBBY, Topic.CHAT_ROOM, one);
    subscribe(LOBBY, Topic.CHAT_ROOM, other);

    edge.publish(LOBBY, event(1));

    assertThat(one.next()).isEqualTo(frame(LOBBY, 1)).isSameAs(other.next());
    assertThat(edge.consumers(LOBBY)).isEqualTo(1);
  }

  @Test
  void theFrameNamesTheAddressThatBrowsersKnow() {
    Listener alice = new Listener();
    Edge.soon(
        inHub(() -> hub.subscribe("notice.user.alice", "notice.me", Topic.NOTICE_USER, alice)));

    edge.publish("notice.user.alice", event(1));

    assertThat(alice.next()).isEqualTo(frame("notice.me", 1));
  }

  @Test
  void theConsumerStaysForAWhileAfterTheLastOneLeftAndThenGoes() {
    Listener listener = new Listener();
    subscribe(LOBBY, Topic.CHAT_ROOM, listener);
    unsubscribe(LOBBY, listener);
    assertThat(edge.consumers(LOBBY)).isEqualTo(1);

    letTheGracePass();

    assertThat(edge.consumers(LOBBY)).isZero();
  }

  @Test
  void whoComesBackWithinTheGraceFindsTheNewestAndTheConsumerStays() {
    Listener first = new Listener();
    subscribe(PRICE, Topic.PRICE, first);
    edge.publish(PRICE, event(1));
    first.next();
    unsubscribe(PRICE, first);

    Listener second = new Listener();
    subscribe(PRICE, Topic.PRICE, second);
    assertThat(second.next()).isEqualTo(frame(PRICE, 1));
    letTheGracePass();

    edge.publish(PRICE, event(2));
    assertThat(second.next()).isEqualTo(frame(PRICE, 2));
    assertThat(first.frames).isEmpty();
    assertThat(edge.consumers(PRICE)).isEqualTo(1);
  }

  @Test
  void aGraceOfTheAddressAsItWasDoesNotEndTheAddressAsItIsNow() {
    Listener listener = new Listener();
    subscribe(LOBBY, Topic.CHAT_ROOM, listener);
    unsubscribe(LOBBY, listener);
    unsubscribe(LOBBY, listener);
    subscribe(LOBBY, Topic.CHAT_ROOM, listener);
    unsubscribe(LOBBY, listener);
    letTheGracePass();
    subscribe(LOBBY, Topic.CHAT_ROOM, listener);
    letTheGracePass();

    edge.publish(LOBBY, event(1));

    assertThat(listener.next()).isEqualTo(frame(LOBBY, 1));
    assertThat(edge.consumers(LOBBY)).isEqualTo(1);
  }

  @Test
  void afterTheGraceNothingOldIsKept() {
    Listener first = new Listener();
    subscribe(PRICE, Topic.PRICE, first);
    edge.publish(PRICE, event(1));
    first.next();
    unsubscribe(PRICE, first);
    letTheGracePass();

    Listener second = new Listener();
    subscribe(PRICE, Topic.PRICE, second);
    edge.publish(PRICE, event(2));

    assertThat(second.next()).isEqualTo(frame(PRICE, 2));
  }

  @Test
  void aSubscriberMayLeaveWhileTheOthersAreServed() {
    Listener after = new Listener();
    Subscriber overflows =
        new Subscriber() {
          @Override
          public void deliver(Event event) {
            hub.unsubscribe(LOBBY, this);
          }
        };
    subscribe(LOBBY, Topic.CHAT_ROOM, overflows);
    subscribe(LOBBY, Topic.CHAT_ROOM, after);

    edge.publish(LOBBY, event(1));

    assertThat(after.next()).isEqualTo(frame(LOBBY, 1));
  }

  @Test
  void aSubscriberThatFailsCostsTheOthersNothing() {
    Listener after = new Listener();
    subscribe(
        LOBBY,
        Topic.CHAT_ROOM,
        new Subscriber() {
          @Override
          public void deliver(Event event) {
            throw new IllegalStateException("it cannot take " + event.envelope());
          }

          @Override
          public void flush() {
            throw new IllegalStateException("it cannot flush");
          }
        });
    subscribe(LOBBY, Topic.CHAT_ROOM, after);
    subscribe(PRICE, Topic.PRICE, after);

    edge.publish(LOBBY, event(1));
    assertThat(after.next()).isEqualTo(frame(LOBBY, 1));
    edge.publish(LOBBY, event(2));
    assertThat(after.next()).isEqualTo(frame(LOBBY, 2));
    edge.publish(PRICE, event(3));
    assertThat(after.next()).isEqualTo(frame(PRICE, 3));
  }

  @Test
  void aSubscriptionThatFailedCanBeTriedAgain() {
    Listener listener = new Listener();
    busIsDown = true;
    Future<Void> failed = inHub(() -> hub.subscribe(LOBBY, LOBBY, Topic.CHAT_ROOM, listener));
    Edge.soon(failed.otherwiseEmpty());
    assertThat(failed.cause()).hasMessage("the bus is down");

    busIsDown = false;
    subscribe(LOBBY, Topic.CHAT_ROOM, listener);
    edge.publish(LOBBY, event(1));

    assertThat(listener.next()).isEqualTo(frame(LOBBY, 1));
  }

  /** Somebody who notes which events they get together. */
  private static final class Batches implements Subscriber {
    final BlockingQueue<List<String>> batches = new LinkedBlockingQueue<>();

    @Override
    public void deliver(Event event) {
      deliver(List.of(event));
    }

    @Override
    public void deliver(Batch batch) {
      deliver(batch.events());
    }

    private void deliver(List<Event> events) {
      batches.add(events.stream().map(Event::envelope).toList());
    }
  }

  @Test
  void eventsOfPostsThatAreAnsweredTogetherGoOutTogether() {
    Batches listener = new Batches();
    subscribe(LOBBY, Topic.CHAT_ROOM, listener);
    Promise<JsonObject> first = Promise.promise();
    Promise<JsonObject> second = Promise.promise();
    Edge.soon(
        inHub(
            () -> {
              hub.expectEvent(first.future());
              hub.expectEvent(second.future());
              return Future.succeededFuture();
            }));

    context.runOnContext(
        now -> {
          hub.tell(LOBBY, Event.of(Topic.CHAT_ROOM, LOBBY, event(1)));
          context.runOnContext(
              later -> {
                first.complete(new JsonObject());
                hub.tell(LOBBY, Event.of(Topic.CHAT_ROOM, LOBBY, event(2)));
                context.runOnContext(last -> second.fail("refused"));
              });
        });

    assertThat(Edge.soon(listener.batches)).containsExactly(frame(LOBBY, 1), frame(LOBBY, 2));
  }

  @Test
  void anEventDoesNotWaitForAnAnswerThatNeverComes() {
    Listener listener = new Listener();
    subscribe(LOBBY, Topic.CHAT_ROOM, listener);
    Edge.soon(
        inHub(
            () -> {
              hub.expectEvent(Promise.promise().future());
              return Future.succeededFuture();
            }));

    edge.publish(LOBBY, event(1));

    assertThat(listener.next()).isEqualTo(frame(LOBBY, 1));
  }
}
