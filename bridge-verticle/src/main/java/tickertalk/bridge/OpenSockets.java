package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The sockets that are connected to one event loop, by any door. It notices those that died, and
 * sends all away when the bridge stops. For one thread.
 */
final class OpenSockets {
  /** Each socket is in one of so many shares; they are looked at one after the other. */
  private static final int SHARES = 25;

  /** Sockets are sent away in so many steps, and are told to come back over as long a time. */
  private static final int DRAIN_STEPS = 20;

  private static final long DRAIN_STEP_MS = 100;

  private final Vertx vertx;
  private final Duration beatEvery;
  private final List<Set<OpenSocket>> shares = new ArrayList<>(SHARES);
  private int nextShare;
  private int nextBeat;
  private int count;
  private Optional<Promise<Void>> drained = Optional.empty();

  /**
   * None as yet.
   *
   * @param beatEvery how often each is asked for a sign of life, 25 ms or more
   */
  OpenSockets(Vertx vertx, Duration beatEvery) {
    this.vertx = vertx;
    this.beatEvery = beatEvery;
    for (int share = 0; share < SHARES; share++) {
      shares.add(new HashSet<>());
    }
  }

  /** Begins to ask the clients, each in its turn, whether they live. */
  void keepAlive() {
    vertx.setPeriodic(beatEvery.toMillis() / SHARES, timer -> beat());
  }

  private void beat() {
    // A copy: one that is found dead leaves.
    List.copyOf(shares.get(nextBeat)).forEach(OpenSocket::beat);
    nextBeat = (nextBeat + 1) % SHARES;
  }

  /**
   * Takes in a socket; while draining, sends it away. What is given is to be run when it is gone,
   * once.
   */
  Runnable add(OpenSocket socket) {
    Set<OpenSocket> share = shares.get(nextShare);
    nextShare = (nextShare + 1) % SHARES;
    share.add(socket);
    count++;
    if (isDraining()) { // it was let in before
      vertx.runOnContext(open -> sendAway(socket));
    }
    return () -> {
      share.remove(socket);
      left();
    };
  }

  private void left() {
    count--;
    if (count == 0) {
      drained.ifPresent(Promise::tryComplete);
    }
  }

  /** Whether sockets are being sent away, and nobody is to come in. */
  boolean isDraining() {
    return drained.isPresent();
  }

  /** Sends all away, some at a time. Done when they have gone. */
  Future<Void> drain() {
    Promise<Void> done = Promise.promise();
    drained = Optional.of(done);
    if (count == 0) {
      done.complete();
      return done.future();
    }
    Deque<OpenSocket> leaving = new ArrayDeque<>(count);
    shares.forEach(leaving::addAll);
    int each = (leaving.size() + DRAIN_STEPS - 1) / DRAIN_STEPS;
    sendAway(leaving, each);
    vertx.setPeriodic(
        DRAIN_STEP_MS,
        timer -> {
          if (leaving.isEmpty()) {
            vertx.cancelTimer(timer);
          } else {
            sendAway(leaving, each);
          }
        });
    return done.future();
  }

  private static void sendAway(Deque<OpenSocket> leaving, int atMost) {
    for (int i = 0; i < atMost && !leaving.isEmpty(); i++) {
      sendAway(leaving.poll());
    }
  }

  private static void sendAway(OpenSocket socket) {
    long retryAfterMs = ThreadLocalRandom.current().nextLong(DRAIN_STEPS * DRAIN_STEP_MS);
    socket.close(CloseReason.goingAway(retryAfterMs));
  }
}
