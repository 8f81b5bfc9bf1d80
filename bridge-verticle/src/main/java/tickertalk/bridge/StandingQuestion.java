package tickertalk.bridge;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks chat for what it keeps until it answers, and then every minute, as the bus may lose what is
 * published: so nothing goes unheard for long. For one event loop.
 */
final class StandingQuestion {
  private static final Logger log = LoggerFactory.getLogger(StandingQuestion.class);

  private static final Duration AGAIN = Duration.ofMinutes(1);
  private static final Duration FIRST_RETRY = Duration.ofMillis(250);
  private static final Duration LAST_RETRY = Duration.ofSeconds(5);
  private static final DeliveryOptions PATIENCE =
      new DeliveryOptions().setSendTimeout(Duration.ofSeconds(5).toMillis());

  private final Vertx vertx;
  private final String address;
  private final Consumer<JsonObject> answered;

  StandingQuestion(Vertx vertx, String address, Consumer<JsonObject> answered) {
    this.vertx = vertx;
    this.address = address;
    this.answered = answered;
  }

  /** Begins to ask. */
  void ask() {
    ask(FIRST_RETRY);
  }

  private void ask(Duration pause) {
    vertx
        .eventBus()
        .<JsonObject>request(address, new JsonObject(), PATIENCE)
        .map(
            reply -> {
              answered.accept(reply.body());
              return null;
            })
        .onSuccess(learnt -> vertx.setTimer(AGAIN.toMillis(), timer -> ask(FIRST_RETRY)))
        .onFailure(
            cause -> {
              log.debug("{} is not answered: {}", address, cause.getMessage());
              vertx.setTimer(pause.toMillis(), timer -> ask(longer(pause)));
            });
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LAST_RETRY) < 0 ? twice : LAST_RETRY;
  }
}
