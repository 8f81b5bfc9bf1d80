package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The browsers that are connected to one event loop. It notices those that died, ends those whose
 * session is over, and sends all away when the bridge stops. For one thread.
 */
final class OpenSockets {
  private static final Logger log = LoggerFactory.getLogger(OpenSockets.class);

  /** Each socket is in one of so many shares, and each second another share is looked at. */
  private static final int BEAT_SECONDS = 25;

  private static final long SECOND_MS = 1_000;

  /** Browsers are sent away in so many steps, and are told to come back over as long a time. */
  private static final int DRAIN_STEPS = 20;

  private static final long DRAIN_STEP_MS = 100;

  private final Vertx vertx;
  private final Loop loop;
  private final LogBudget comings;
  private final List<Set<BridgeSocket>> shares = new ArrayList<>(BEAT_SECONDS);
  private int nextShare;
  private int nextBeat;
  private int count;
  private Optional<Promise<Void>> drained = Optional.empty();

  OpenSockets(Vertx vertx, Loop loop) {
    this.vertx = vertx;
    this.loop = loop;
    this.comings = LogBudget.ofComings(log, loop.metrics());
    for (int share = 0; share < BEAT_SECONDS; share++) {
      shares.add(new HashSet<>());
    }
  }

  /** Begins to ask the browsers, each in its turn, whether they live. */
  void keepAlive() {
    vertx.setPeriodic(SECOND_MS, timer -> beat());
  }

  private void beat() {
    // A copy: one that is found dead leaves.
    List.copyOf(shares.get(nextBeat)).forEach(BridgeSocket::beat);
    nextBeat = (nextBeat + 1) % BEAT_SECONDS;
  }

  /** Begins to serve whoever is at the other end of a wire; while draining, sends it away. */
  BridgeSocket add(Optional<Session> session, Wire wire, Admission.Place place, String remote) {
    String name = session.map(known -> known.caller().person().name()).orElse("a visitor");
    comings.info("{} connected from {}", name, remote);
    Set<BridgeSocket> share = shares.get(nextShare);
    nextShare = (nextShare + 1) % BEAT_SECONDS;
    Optional<LiveSession> live =
        session.map(known -> new LiveSession(vertx, loop.identity().revocations(), known));
    BridgeSocket browser = new BridgeSocket(wire, live, loop);
    UserRates rates = loop.house().userRates();
    session.map(OpenSockets::userOf).ifPresent(rates::enter);
    live.ifPresent(known -> known.begin(() -> browser.close(CloseReason.SIGNED_OUT)));
    browser.whenGone(
        () -> {
          comings.info("{} disconnected from {}", name, remote);
          live.ifPresent(LiveSession::end);
          session.map(OpenSockets::userOf).ifPresent(rates::leave);
          place.giveBack();
          share.remove(browser);
          left();
        });
    share.add(browser);
    count++;
    if (isDraining()) { // it was let in before
      vertx.runOnContext(open -> sendAway(browser));
    }
    return browser;
  }

  private static String userOf(Session session) {
    return session.caller().person().id();
  }

  private void left() {
    count--;
    if (count == 0) {
      drained.ifPresent(Promise::tryComplete);
    }
  }

  /** Whether browsers are being sent away, and nobody is to come in. */
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
    Deque<BridgeSocket> leaving = new ArrayDeque<>(count);
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

  private static void sendAway(Deque<BridgeSocket> leaving, int atMost) {
    for (int i = 0; i < atMost && !leaving.isEmpty(); i++) {
      sendAway(leaving.poll());
    }
  }

  private static void sendAway(BridgeSocket browser) {
    long retryAfterMs = ThreadLocalRandom.current().nextLong(DRAIN_STEPS * DRAIN_STEP_MS);
    browser.close(CloseReason.goingAway(retryAfterMs));
  }
}
