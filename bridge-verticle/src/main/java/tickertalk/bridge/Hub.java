package tickertalk.bridge;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.contract.Topic;

/**
 * The fan-out to the subscribers of one event loop. It listens to an address from the first
 * subscriber until a while after the last one left. What comes for an address in one turn of the
 * loop goes to all its subscribers together at the turn's end, encoded once; at low load a lone
 * event is on its way in the turn it came in. Under load the system calls are what costs, and twice
 * as many events in a turn take half of them, so that turns wait for what is about to come. For the
 * loop's thread, except {@link #tell}.
 */
final class Hub {
  private static final Logger log = LoggerFactory.getLogger(Hub.class);

  private static final long GRACE_MS = 5_000;

  /** A feed that lives is heard every second. */
  private static final long PRICE_HOLDS_MS = 2_500;

  /** What a lone event may be late for, when it comes after a turn that had many. */
  private static final long LONGEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** What an event may be late for while an answer is awaited that others will come with. */
  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private static final Subscriber[] NOBODY = {};

  private final Vertx vertx;
  private final ContextInternal context;
  private final EventLoop loop;
  private final BusTap tap;
  private final FrameEncoder encoder;
  private final BridgeMetrics metrics;
  private final Map<String, Channel> channels = new HashMap<>();

  /** Those that something came for in this turn, in that order. */
  private List<Channel> due = new ArrayList<>();

  /** How many subscribers failed to take something in this turn. */
  private int failures;

  /**
   * After a turn that had several events, the next begins no sooner than as long after it as it
   * took, or when the last answer came that was awaited. After a lone event there is no rest.
   */
  private long restUntilNanos = System.nanoTime();

  /** Answers that are to come after an event each. */
  private int awaited;

  /** The turn's end, where it waits for something. */
  private Optional<ScheduledFuture<?>> waiting = Optional.empty();

  Hub(Vertx vertx, Context context, BusTap tap, FrameEncoder encoder, BridgeMetrics metrics) {
    this.vertx = vertx;
    this.context = (ContextInternal) context;
    this.loop = this.context.nettyEventLoop();
    this.tap = tap;
    this.encoder = encoder;
    this.metrics = metrics;
  }

  /**
   * Adds a subscriber to an address. Done when events published from then on will reach it.
   *
   * @param wireAddress the address as browsers know it
   */
  Future<Void> subscribe(
      String busAddress, String wireAddress, Topic topic, Subscriber subscriber) {
    Channel channel = channels.get(busAddress);
    if (channel == null) {
      channel = new Channel(topic);
      channels.put(busAddress, channel);
      channel.live = told(tap.open(busAddress, wireAddress, topic, this));
    }
    channel.add(subscriber);
    Channel joined = channel;
    // A channel that never came to life must not stand in the way of the next try.
    return channel.live.onFailure(cause -> channels.remove(busAddress, joined));
  }

  /** The same, but told in this loop, for another may have opened the line. */
  private Future<Void> told(Future<Void> line) {
    Promise<Void> here = context.promise();
    line.onComplete(here);
    return here.future();
  }

  void unsubscribe(String busAddress, Subscriber subscriber) {
    Channel channel = channels.get(busAddress);
    if (channel != null && channel.remove(subscriber) && channel.subscribers.isEmpty()) {
      vertx.setTimer(GRACE_MS, timer -> leave(busAddress, channel));
    }
  }

  private void leave(String busAddress, Channel channel) {
    if (channel.subscribers.isEmpty() && channels.remove(busAddress, channel)) {
      tap.close(busAddress, this);
    }
  }

  /** Takes an event for an address, from any thread. */
  void tell(String busAddress, Event event) {
    context.runOnContext(now -> gather(busAddress, event));
  }

  private void gather(String busAddress, Event event) {
    Channel channel = channels.get(busAddress);
    if (channel != null) {
      if (due.isEmpty()) {
        endTurnSoon();
      }
      channel.gather(event);
    }
  }

  /**
   * Notes that an event comes before an answer: a post is told to its room first, and then to its
   * author. The posts of a loop's own sockets that share a commit are so to share a turn.
   */
  <T> Future<T> expectEvent(Future<T> answer) {
    awaited++;
    return answer.onComplete(
        answered -> {
          awaited--;
          if (awaited == 0 && waiting.filter(end -> end.cancel(false)).isPresent()) {
            context.runOnContext(now -> endTurn());
          }
        });
  }

  private void endTurnSoon() {
    long restNanos = restUntilNanos - System.nanoTime();
    long waitNanos = awaited == 0 ? restNanos : Math.max(restNanos, LONGEST_WAIT_NANOS);
    if (waitNanos <= 0) {
      context.runOnContext(now -> endTurn());
    } else {
      waiting =
          Optional.of(
              loop.schedule(
                  () -> context.dispatch(this::endTurn), waitNanos, TimeUnit.NANOSECONDS));
    }
  }

  private void endTurn() {
    waiting = Optional.empty();
    long begunAtNanos = System.nanoTime();
    List<Channel> served = due;
    due = new ArrayList<>();
    failures = 0;
    int events = served.size() == 1 ? served.get(0).deliverAndFlush() : deliverAndFlush(served);
    long endedAtNanos = System.nanoTime();
    long restNanos = Math.min(endedAtNanos - begunAtNanos, LONGEST_REST_NANOS);
    restUntilNanos = events > 1 ? endedAtNanos + restNanos : endedAtNanos;
  }

  /** Who listens to several addresses gets what came for all of them in one write. */
  private static int deliverAndFlush(List<Channel> served) {
    int events = 0;
    for (Channel channel : served) {
      events += channel.deliver();
    }
    served.forEach(Channel::flush);
    return events;
  }

  /** One that fails must not cost the others what they are to get; the first of a turn is told. */
  private void failed(Throwable cause) {
    failures++;
    if (failures == 1) {
      log.error("a subscriber failed to take an event", cause);
    }
  }

  /** One address and those who listen to it. */
  private final class Channel {
    final Set<Subscriber> subscribers = new LinkedHashSet<>();
    final Topic topic;
    Future<Void> live;

    /** A copy, for one that overflows leaves while the others are served; made when needed. */
    private Subscriber[] everybody = NOBODY;

    /** Those who got this turn's batch and wait for it to be sent. */
    private Subscriber[] served = NOBODY;

    /** What came in this turn. */
    private Batch batch;

    /** The newest, where only the newest counts: a latecomer need not wait for the next. */
    private final Map<String, Event> retained = new HashMap<>(1);

    private long retainedAtMs;

    Channel(Topic topic) {
      this.topic = topic;
    }

    void add(Subscriber subscriber) {
      if (subscribers.add(subscriber)) {
        everybody = null;
        if (holds()) {
          retained.values().forEach(subscriber::deliver);
        }
      }
    }

    boolean remove(Subscriber subscriber) {
      everybody = null;
      return subscribers.remove(subscriber);
    }

    /** Who is there holds until there is news; a price without news is no price. */
    private boolean holds() {
      return topic != Topic.PRICE || System.currentTimeMillis() - retainedAtMs <= PRICE_HOLDS_MS;
    }

    void gather(Event event) {
      if (event.isNewestOnly()) {
        retained.put(event.conflationKey(), event);
        retainedAtMs = System.currentTimeMillis();
      }
      if (batch == null) {
        batch = new Batch(encoder);
        due.add(this);
      }
      batch.add(event);
    }

    int deliver() {
      return deliver(Subscriber::deliver);
    }

    /** In one pass: of a thousand subscribers the processor's cache forgets the first. */
    int deliverAndFlush() {
      int events =
          deliver(
              (subscriber, given) -> {
                subscriber.deliver(given);
                subscriber.flush();
              });
      served = NOBODY;
      return events;
    }

    private int deliver(BiConsumer<Subscriber, Batch> delivery) {
      if (everybody == null) {
        everybody = subscribers.toArray(NOBODY);
      }
      served = everybody;
      Batch now = batch;
      batch = null;
      for (Subscriber subscriber : served) {
        try {
          delivery.accept(subscriber, now);
        } catch (RuntimeException | OutOfMemoryError e) { // the latter is Netty's of its buffers
          failed(e);
        }
      }
      now.release();
      int events = now.events().size();
      metrics.delivered(events, served.length);
      return events;
    }

    void flush() {
      for (Subscriber subscriber : served) {
        try {
          subscriber.flush();
        } catch (RuntimeException | OutOfMemoryError e) {
          failed(e);
        }
      }
      served = NOBODY;
    }
  }
}
