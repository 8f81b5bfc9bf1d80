package tickertalk.bridge;

import java.util.Locale;
import tickertalk.contract.ErrorCode;

/**
 * The closed table of what the bridge itself refuses: the protocol's short word for it, which stock
 * clients know, and its line in the error table.
 */
enum Refusal {
  INVALID_JSON(ErrorCode.BAD_INPUT),
  MISSING_TYPE(ErrorCode.BAD_INPUT),
  INVALID_TYPE(ErrorCode.BAD_INPUT),
  MISSING_ADDRESS(ErrorCode.BAD_INPUT),
  INVALID_ADDRESS(ErrorCode.BAD_INPUT),
  MAX_ADDRESS_LENGTH_REACHED(ErrorCode.BAD_INPUT),
  INVALID_BODY(ErrorCode.BAD_INPUT),
  ACCESS_DENIED(ErrorCode.NOT_ALLOWED),
  KICKED(ErrorCode.NOT_ALLOWED),
  BANNED(ErrorCode.NOT_ALLOWED),
  UNKNOWN_ROOM(ErrorCode.UNKNOWN),
  NOT_LOGGED_IN(ErrorCode.NOT_SIGNED_IN),
  TOO_FAST(ErrorCode.TOO_FAST),
  MAX_HANDLERS_REACHED(ErrorCode.TOO_LARGE),
  REGISTRATION_FAILURE(ErrorCode.UNAVAILABLE);

  private final ErrorCode code;

  Refusal(ErrorCode code) {
    this.code = code;
  }

  ErrorCode code() {
    return code;
  }

  /** The spelling on the wire: {@code access_denied} … */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
