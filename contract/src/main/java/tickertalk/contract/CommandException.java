package tickertalk.contract;

import java.util.Objects;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request that is refused, with the reason the caller gets to read. It carries no stack trace: it
 * is an answer, not an accident.
 */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final Pattern PAUSE = Pattern.compile("try again in (\\d{1,18}) ms$");

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

  /**
   * A 429 that says when to come again. The bus carries an error as a code and a message and
   * nothing else, so the pause stands in the message, where {@link #retryAfterMs} finds it.
   *
   * @param reason what was too fast: {@code room: slow mode}
   */
  public static CommandException tooFast(String reason, long retryAfterMs) {
    return new CommandException(
        ErrorCode.TOO_FAST, reason + ", try again in " + retryAfterMs + " ms");
  }

  /** A 503 that says when to come again, in the same way. */
  public static CommandException unavailable(String reason, long retryAfterMs) {
    return new CommandException(
        ErrorCode.UNAVAILABLE, reason + ", try again in " + retryAfterMs + " ms");
  }

  /** The pause that the message of a refusal for the time being asks for; empty for none. */
  public static OptionalLong retryAfterMs(int code, String message) {
    Matcher pause = PAUSE.matcher(message == null ? "" : message);
    return ErrorCode.of(code).filter(ErrorCode::temporary).isPresent() && pause.find()
        ? OptionalLong.of(Long.parseLong(pause.group(1)))
        : OptionalLong.empty();
  }

  public ErrorCode code() {
    return code;
  }
}
