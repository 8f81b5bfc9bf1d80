package tickertalk.contract;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What tests expect of a request that is refused. */
final class Refusals {
  private Refusals() {}

  static void assertRefused(ErrorCode code, String message, ThrowingCallable request) {
    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(request)
        .withMessage(message)
        .extracting(CommandException::code)
        .isEqualTo(code);
  }

  static void assertBadInput(String message, ThrowingCallable request) {
    assertRefused(ErrorCode.BAD_INPUT, message, request);
  }
}
