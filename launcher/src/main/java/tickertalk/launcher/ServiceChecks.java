package tickertalk.launcher;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import java.util.EnumMap;
import java.util.Map;
import tickertalk.contract.Command;
import tickertalk.contract.Internal;

/**
 * Whether the services that a bridge hands commands on to are there, in this JVM or in another.
 *
 * <p>Without chat there is no room to enter, and a bridge is not ready. The others may be left out
 * on purpose, as by {@code --verticles chat,bridge}, and no JVM knows what the others were told to
 * run; so one that is missing is named, but sends nobody away. Only bridges look, and no service
 * looks for a bridge: JVMs that wait for each other's readiness start in any order.
 */
final class ServiceChecks {
  /** Each answers here at once, without work; to an empty question mostly by a refusal. */
  private static final Map<Service, String> ADDRESSES =
      new EnumMap<>(
          Map.of(
              Service.CHAT, Internal.CHAT_PULSE,
              Service.NOTIFIER, Command.NOTICE_LIST.address(),
              Service.SENTIMENT, Command.SENTIMENT_ANALYZE.address(),
              Service.PRICE, Command.PRICE_QUOTE.address()));

  private static final long PATIENCE_MS = 2_000;

  /** Less, so that silence is told by the name of the service, and not as a check that hangs. */
  private static final DeliveryOptions QUESTION =
      new DeliveryOptions().setSendTimeout(PATIENCE_MS - 500);

  private ServiceChecks() {}

  static void addTo(HealthChecks readiness, Vertx vertx) {
    ADDRESSES.forEach(
        (service, address) ->
            readiness.register(
                service.toString(),
                PATIENCE_MS,
                check ->
                    answers(vertx, address)
                        .map(there -> there ? Status.OK() : missing(service))
                        .onComplete(check)));
  }

  private static Future<Boolean> answers(Vertx vertx, String address) {
    return vertx
        .eventBus()
        .request(address, new JsonObject(), QUESTION)
        .map(true)
        .otherwise(ServiceChecks::isARefusal);
  }

  private static boolean isARefusal(Throwable cause) {
    return cause instanceof ReplyException reply
        && reply.failureType() == ReplyFailure.RECIPIENT_FAILURE;
  }

  private static Status missing(Service service) {
    String what = "no JVM answers for " + service + "; one has to run with it in --verticles";
    return service == Service.CHAT
        ? Status.KO(new JsonObject().put("missing", what))
        : Status.OK(new JsonObject().put("degraded", what));
  }
}
