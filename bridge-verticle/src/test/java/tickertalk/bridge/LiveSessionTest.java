package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tickertalk.contract.Caller;
import tickertalk.contract.CommandException;
import tickertalk.contract.Internal;
import tickertalk.contract.Person;
import tickertalk.contract.Revocation;
import tickertalk.contract.Role;

@Timeout(20)
class LiveSessionTest {
  private static final Caller ALICE = new Caller(new Person("u1", "alice"), Role.GUEST);

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final Revocations revocations = new Revocations(vertx);

  @AfterEach
  void closeVertx() {
    Edge.soon(vertx.close());
  }

  private static Session session(String id, Caller caller, long leftMs) {
    long now = System.currentTimeMillis();
    return new Session(id, "token", caller, now, now, now + leftMs);
  }

  private LiveSession live(Session session) {
    LiveSession live = new LiveSession(vertx, revocations, session);
    onLoop(() -> live.begin(() -> told.add("over")));
    return live;
  }

  /** All of it belongs to one event loop. */
  private void onLoop(Runnable work) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    context.runOnContext(
        now -> {
          try {
            work.run();
            done.complete(null);
          } catch (RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    try {
      done.get(5, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw (RuntimeException) e.getCause();
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** Whatever was to be told is told before this; timers of one loop fire in their order. */
  private void afterMs(long ms) {
    CompletableFuture<Void> passed = new CompletableFuture<>();
    context.runOnContext(now -> vertx.setTimer(ms, timer -> passed.complete(null)));
    passed.orTimeout(5, TimeUnit.SECONDS).join();
  }

  @Test
  void itIsOverWhenTheTokenIs() {
    live(session("s1", ALICE, 50));
    assertThat(Edge.soon(told)).isEqualTo("over");
  }

  @Test
  void aTokenThatIsAlreadyOverIsOverAtOnce() {
    live(session("s1", ALICE, -1_000));
    assertThat(Edge.soon(told)).isEqualTo("over");
  }

  @Test
  void aRenewedOneGoesOnUntilItsNewEndAndIsOverOnce() {
    LiveSession live = live(session("s1", ALICE, 50));
    onLoop(() -> live.renew(session("s1", ALICE, 400)));
    afterMs(200);
    assertThat(told).isEmpty();
    assertThat(Edge.soon(told)).isEqualTo("over");
    afterMs(100);
    assertThat(told).isEmpty();
  }

  @Test
  void anotherUsersTokenDoesNotRenewIt() {
    LiveSession live = live(session("s1", ALICE, 10_000));
    Caller bob = new Caller(new Person("u2", "alice"), Role.GUEST);
    assertThatThrownBy(() -> onLoop(() -> live.renew(session("s2", bob, 20_000))))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("token");
    assertThat(live.caller()).isEqualTo(ALICE);
  }

  @Test
  void aTokenForOtherRoomsDoesNotRenewIt() {
    Caller bound = new Caller(ALICE.person(), Role.GUEST, Optional.of(Set.of("lobby")));
    LiveSession free = live(session("s1", ALICE, 10_000));
    assertThatThrownBy(() -> onLoop(() -> free.renew(session("s1", bound, 20_000))))
        .isInstanceOf(CommandException.class);
  }

  /** What a member listens to, a guest may not. */
  @Test
  void aTokenOfALowerRoleDoesNotRenewItAndOneOfAHigherDoes() {
    Caller member = new Caller(ALICE.person(), Role.MEMBER);
    LiveSession live = live(session("s1", member, 10_000));
    assertThatThrownBy(() -> onLoop(() -> live.renew(session("s2", ALICE, 20_000))))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("lower role");
    assertThat(live.caller()).isEqualTo(member);

    Caller moderator = new Caller(ALICE.person(), Role.MODERATOR);
    onLoop(() -> live.renew(session("s2", moderator, 20_000)));
    assertThat(live.caller()).isEqualTo(moderator);
  }

  @Test
  void aSocketThatIsGoneIsToldNothing() {
    LiveSession live = live(session("s1", ALICE, 50));
    onLoop(live::end);
    afterMs(150);
    assertThat(told).isEmpty();
  }

  @Test
  void itIsOverWhenItIsRevoked() {
    onLoop(revocations::start);
    live(session("s1", ALICE, 60_000));
    live(session("s2", ALICE, 60_000));
    vertx
        .eventBus()
        .publish(
            Internal.SESSION_REVOKED,
            Revocation.ofSession("s2", System.currentTimeMillis() + 60_000).toJson());
    assertThat(Edge.soon(told)).isEqualTo("over");
    afterMs(50);
    assertThat(told).as("the other session").isEmpty();
  }

  /** The token was good when the handshake came, and revoked while it was answered. */
  @Test
  void itIsOverWhenItWasRevokedBeforeItBegan() {
    onLoop(() -> revocations.revoke(Revocation.ofSession("s1", Long.MAX_VALUE)));
    live(session("s1", ALICE, 60_000));
    assertThat(Edge.soon(told)).isEqualTo("over");
  }

  /** It has no timer, and took the first of its Vert.x for its own, whose number is 0. */
  @Test
  void theEndOfASessionWithoutOneCancelsNobodysTimer() {
    CompletableFuture<Long> fired = new CompletableFuture<>();
    LiveSession live =
        new LiveSession(
            vertx, revocations, new Session("key:x", "ttk_", ALICE, 0, 0, Session.NEVER));
    onLoop(
        () -> {
          assertThat(vertx.setTimer(50, fired::complete)).isZero();
          live.begin(() -> told.add("over"));
          live.end();
        });
    assertThat(fired.orTimeout(5, TimeUnit.SECONDS).join()).isZero();
  }

  @Test
  void anApiKeysSessionHasNoEnd() {
    Session forever = new Session("key:x", "ttk_", ALICE, 0, 0, Session.NEVER);
    live(forever);
    afterMs(100);
    assertThat(told).isEmpty();
  }
}
