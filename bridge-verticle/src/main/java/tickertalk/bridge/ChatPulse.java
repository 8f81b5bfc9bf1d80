package tickertalk.bridge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import tickertalk.contract.CommandException;
import tickertalk.contract.Internal;

/**
 * Takes chat's pulse while commands wait for it: the bus does not say that a JVM died with what it
 * was asked. A chat that is slow, as when its database is, has a pulse and is waited for; a command
 * is given up when there is none, or when whoever has one began to serve after it was sent. For one
 * event loop.
 */
final class ChatPulse {
  /** A command is answered in some milliseconds, or it is worth a question. */
  private static final long UNANSWERED_MS = 500;

  /** Longer than work or garbage keeps an event loop; with the above less than 3 s in all. */
  private static final DeliveryOptions PATIENCE = new DeliveryOptions().setSendTimeout(1_250);

  /** By then another serves: the lease is over 3 s after its holder's last word. */
  private static final long RETRY_AFTER_MS = 1_000;

  private final Vertx vertx;
  private final Set<Waiting> commands = new HashSet<>();
  private boolean watching;

  private record Waiting(long sinceNanos, Promise<?> answer) {}

  ChatPulse(Vertx vertx) {
    this.vertx = vertx;
  }

  /** The answer to a command that was just sent; 503 as soon as it is known that none will come. */
  <T> Future<T> awaiting(Future<T> answer) {
    if (answer.isComplete()) {
      return answer;
    }
    Promise<T> promise = Promise.promise();
    Waiting command = new Waiting(System.nanoTime(), promise);
    commands.add(command);
    answer.onComplete(
        done -> {
          commands.remove(command);
          if (done.succeeded()) {
            promise.tryComplete(done.result());
          } else {
            promise.tryFail(done.cause());
          }
        });
    watch();
    return promise.future();
  }

  private void watch() {
    if (!watching && !commands.isEmpty()) {
      watching = true;
      vertx.setTimer(UNANSWERED_MS, timer -> look());
    }
  }

  private void look() {
    watching = false;
    long nowNanos = System.nanoTime();
    if (sentUpTo(nowNanos - TimeUnit.MILLISECONDS.toNanos(UNANSWERED_MS)).isEmpty()) {
      watch();
    } else {
      ask(nowNanos);
    }
  }

  private void ask(long nowNanos) {
    watching = true;
    vertx
        .eventBus()
        .<JsonObject>request(Internal.CHAT_PULSE, new JsonObject(), PATIENCE)
        .map(reply -> TimeUnit.MILLISECONDS.toNanos(reply.body().getLong("servingMs")))
        .onSuccess(
            servingNanos -> {
              giveUp(sentUpTo(nowNanos - servingNanos));
              watching = false;
              watch();
            })
        .onFailure(
            silence -> {
              giveUp(sentUpTo(nowNanos));
              look(); // what was sent since has waited as long as this question
            });
  }

  private List<Waiting> sentUpTo(long nanos) {
    return commands.stream().filter(command -> command.sinceNanos() - nanos <= 0).toList();
  }

  private void giveUp(List<Waiting> lost) {
    CommandException refusal =
        CommandException.unavailable("chat has gone before it answered", RETRY_AFTER_MS);
    lost.forEach(
        command -> {
          commands.remove(command);
          command.answer().tryFail(refusal);
        });
  }
}
