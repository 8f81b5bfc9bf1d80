package tickertalk.contract;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The closed table of errors a request can end with, the same over the bridge (as {@code
 * failureCode}) and over REST (as the HTTP status).
 */
public enum ErrorCode {
  /** The request is malformed; the message names the field. */
  BAD_INPUT(400, false),
  /** The request needs an identity and carries none. */
  NOT_SIGNED_IN(401, false),
  /** The caller is known but may not do this. */
  NOT_ALLOWED(403, false),
  /** What the request names does not exist. */
  UNKNOWN(404, false),
  /** What the request wants clashes with what is there. */
  CONFLICT(409, false),
  /** A part of the request is over its limit; the message names the field and the limit. */
  TOO_LARGE(413, false),
  /** The caller asks too often; the error says when to come back. */
  TOO_FAST(429, true),
  /** The service, or what it stands on, is away for now. */
  UNAVAILABLE(503, true);

  private final int code;
  private final boolean temporary;

  ErrorCode(int code, boolean temporary) {
    this.code = code;
    this.temporary = temporary;
  }

  /** The line of the table with this number, if it has one. */
  public static Optional<ErrorCode> of(int code) {
    return Stream.of(values()).filter(line -> line.code == code).findFirst();
  }

  /** The number on the wire, 400 to 503. */
  public int code() {
    return code;
  }

  /** Whether the same request may succeed later, unchanged. */
  public boolean temporary() {
    return temporary;
  }
}
