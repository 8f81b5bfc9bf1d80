package tickertalk.notifier;

import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import tickertalk.contract.CandlesQuery;
import tickertalk.contract.Command;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;

/** What is asked of whoever has prices. Its refusals are passed on; its absence is a 503. */
final class Prices {
  private static final DeliveryOptions PATIENCE = new DeliveryOptions().setSendTimeout(5_000);

  private final EventBus bus;

  Prices(EventBus bus) {
    this.bus = bus;
  }

  /** The quote of a symbol; fails with 404 if nobody has it. */
  Future<JsonObject> quote(String symbol) {
    return ask(Command.PRICE_QUOTE, new JsonObject().put("symbol", symbol));
  }

  /**
   * The one-minute candles since a moment, ascending, as far as there are any.
   *
   * @param from epoch milliseconds
   */
  Future<List<Candle>> minutesSince(String symbol, long from) {
    JsonObject newest =
        new JsonObject()
            .put("symbol", symbol)
            .put("interval", CandlesQuery.Interval.MINUTE.wireName())
            .put("limit", CandlesQuery.MAX_LIMIT);
    return pages(newest, from, List.of())
        .map(minutes -> minutes.stream().filter(it -> it.openTime() >= from).toList());
  }

  /** Goes back page by page, as one answer holds less than a day. */
  private Future<List<Candle>> pages(JsonObject query, long from, List<Candle> later) {
    return ask(Command.PRICE_CANDLES, query)
        .map(reply -> candles(reply.getJsonArray("candles")))
        .compose(
            page -> {
              List<Candle> all = new ArrayList<>(page);
              all.addAll(later);
              return page.size() < CandlesQuery.MAX_LIMIT || page.get(0).openTime() <= from
                  ? Future.succeededFuture(all)
                  : pages(query.copy().put("before", page.get(0).openTime()), from, all);
            });
  }

  private static List<Candle> candles(JsonArray told) {
    return told.stream().map(line -> Candle.of((JsonArray) line)).toList();
  }

  private Future<JsonObject> ask(Command command, JsonObject body) {
    return bus.<JsonObject>request(command.address(), body, PATIENCE)
        .map(Message::body)
        .recover(failure -> Future.failedFuture(refusal(command, failure)));
  }

  private static Throwable refusal(Command command, Throwable failure) {
    return failure instanceof ReplyException refusal
        ? new CommandException(code(refusal), message(command, refusal))
        : failure;
  }

  private static ErrorCode code(ReplyException refusal) {
    return isAnswer(refusal)
        ? ErrorCode.of(refusal.failureCode()).orElse(ErrorCode.UNAVAILABLE)
        : ErrorCode.UNAVAILABLE;
  }

  private static String message(Command command, ReplyException refusal) {
    return isAnswer(refusal)
        ? refusal.getMessage()
        : command.address() + " is not available now, try again";
  }

  private static boolean isAnswer(ReplyException refusal) {
    return refusal.failureType() == ReplyFailure.RECIPIENT_FAILURE;
  }
}
