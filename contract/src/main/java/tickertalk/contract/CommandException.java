package tickertalk.contract;

import java.util.Objects;

/**
 * A request that is refused, with the reason the caller gets to read. It carries no stack trace: it
 * is an answer, not an accident.
 */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /**
   * Refuses.
   *
   * @param code the line of the error table
   * @param message what is wrong, in one sentence for the caller; names the field if there is one
   */
  public CommandException(ErrorCode code, String message) {
    super(Objects.requireNonNull(message), null, false, false);
    this.code = Objects.requireNonNull(code);
  }

  /** A 400 that names the field: {@code text: must not be empty}. */
  public static CommandException badInput(String field, String problem) {
    return new CommandException(ErrorCode.BAD_INPUT, field + ": " + problem);
  }

  /** A 413 that names the field and its limit. */
  public static CommandException tooLarge(String field, String problem) {
    return new CommandException(ErrorCode.TOO_LARGE, field + ": " + problem);
  }

  /** A 404 that names what was looked for: {@code room: no such room "attic"}. */
  public static CommandException unknown(String field, String value) {
    return new CommandException(
        ErrorCode.UNKNOWN, field + ": no such " + field + " \"" + value + "\"");
  }

  public ErrorCode code() {
    return code;
  }
}
