package tickertalk.bridge;

import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.Optional;
import tickertalk.contract.CommandException;
import tickertalk.contract.ErrorCode;

/** What became of a command that a service did not answer well, as a line of the error table. */
final class CommandFailure {
  private CommandFailure() {}

  /** What the service said; 503 when it said nothing, or nothing that the table has. */
  static CommandException told(String address, Throwable cause) {
    if (cause instanceof CommandException refusal) {
      return refusal;
    }
    return Optional.of(cause)
        .filter(ReplyException.class::isInstance)
        .map(ReplyException.class::cast)
        .filter(reply -> reply.failureType() == ReplyFailure.RECIPIENT_FAILURE)
        .flatMap(CommandFailure::ofTheTable)
        .orElseGet(
            () ->
                new CommandException(
                    ErrorCode.UNAVAILABLE, address + " is not available now, try again"));
  }

  private static Optional<CommandException> ofTheTable(ReplyException reply) {
    return ErrorCode.of(reply.failureCode())
        .map(code -> new CommandException(code, reply.getMessage()));
  }
}
