package tickertalk.notifier;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tickertalk.contract.Internal;
import tickertalk.contract.MessageRefs;

/**
 * Takes the words of messages out of notices that were deleted, or went out of their room's log,
 * while nobody here heard of it: goes through all that notices quote when the notifier begins, and
 * now and then, as the bus may lose what is published. For one event loop.
 */
final class QuoteCheck {
  private static final Logger log = LoggerFactory.getLogger(QuoteCheck.class);

  /** What retention takes out may stand in a notice for as long; chat looks as often. */
  private static final Duration EVERY = Duration.ofMinutes(10);

  private static final DeliveryOptions PATIENCE = new DeliveryOptions().setSendTimeout(5_000);

  private final Vertx vertx;
  private final Inbox inbox;
  private final Duration retry;
  private boolean ended;

  /**
   * A check that is not begun.
   *
   * @param retry how long it waits for chat, or the database, to be there again
   */
  QuoteCheck(Vertx vertx, Inbox inbox, Duration retry) {
    this.vertx = vertx;
    this.inbox = inbox;
    this.retry = retry;
  }

  /** Begins, and goes on until it is ended; chat need not be there yet. */
  void begin() {
    check(Quoted.NONE);
  }

  void end() {
    ended = true;
  }

  private void check(Quoted after) {
    if (ended) {
      return;
    }
    vertx
        .executeBlocking(() -> inbox.quoted(after, MessageRefs.MAX_SEQS), false)
        .compose(quoted -> withholdGone(quoted).map(quoted))
        .onSuccess(this::goOn)
        .onFailure(
            cause -> {
              tell(cause);
              later(retry, after);
            });
  }

  private static void tell(Throwable cause) {
    if (cause instanceof ReplyException) { // chat is away, which others say
      log.debug("chat does not say what is deleted: {}", cause.getMessage());
    } else {
      log.warn("cannot look at what notices quote, trying again", cause);
    }
  }

  private void goOn(List<Quoted> checked) {
    if (checked.size() == MessageRefs.MAX_SEQS) {
      check(checked.get(checked.size() - 1));
    } else {
      later(EVERY, Quoted.NONE);
    }
  }

  private void later(Duration pause, Quoted after) {
    vertx.setTimer(pause.toMillis(), timer -> check(after));
  }

  private Future<Void> withholdGone(List<Quoted> quoted) {
    return Future.all(Quoted.byLog(quoted).stream().map(this::withholdGone).toList()).mapEmpty();
  }

  private Future<Void> withholdGone(MessageRefs quoted) {
    return vertx
        .eventBus()
        .<JsonObject>request(Internal.CHAT_GONE, quoted.toJson(), PATIENCE)
        .map(reply -> MessageRefs.fromJson(reply.body()))
        .compose(gone -> gone.seqs().isEmpty() ? Future.succeededFuture() : withhold(gone));
  }

  private Future<Void> withhold(MessageRefs gone) {
    return vertx.executeBlocking(
        () -> {
          inbox.withhold(gone);
          return null;
        });
  }
}
