package tickertalk.bridge;

import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import tickertalk.contract.CommandException;

/** What a browser gets: the texts of the event bus bridge protocol. */
final class Frames {
  private Frames() {}

  /** A message to an address the browser registered, or the answer at its reply address. */
  static String rec(String address, Object body) {
    return new JsonObject().put("type", "rec").put("address", address).put("body", body).encode();
  }

  /**
   * What the bridge itself refuses. The word stands in {@code body} as well, where stock clients
   * look for it.
   */
  static String refused(RefusedException cause) {
    String word = cause.refusal().word();
    JsonObject err =
        err(
                cause.answerAddress(),
                cause.refusal().code().code(),
                word,
                word + ": " + cause.getMessage())
            .put("body", word);
    if (cause.retryAfterMs() > 0) {
      err.put("retryAfterMs", cause.retryAfterMs());
    }
    return err.encode();
  }

  /** What became of a command that did not succeed; the bus's own word for it goes along. */
  static String failed(Envelope envelope, Throwable cause) {
    CommandException refusal = CommandFailure.told(envelope.address(), cause);
    String type =
        cause instanceof ReplyException reply
            ? reply.failureType().name()
            : ReplyFailure.RECIPIENT_FAILURE.name();
    return err(envelope.replyAddress(), refusal.code().code(), type, refusal.getMessage()).encode();
  }

  private static JsonObject err(
      Optional<String> address, int code, String failureType, String message) {
    JsonObject json = new JsonObject().put("type", "err");
    address.ifPresent(name -> json.put("address", name));
    json.put("failureCode", code).put("failureType", failureType).put("message", message);
    CommandException.retryAfterMs(code, message).ifPresent(ms -> json.put("retryAfterMs", ms));
    return json;
  }
}
