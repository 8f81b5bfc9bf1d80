package tickertalk.bridge;

import java.util.Optional;

/** An envelope that the bridge refuses, and where its sender listens for that. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;
  private final transient Optional<String> answerAddress;

  private final long retryAfterMs;

  RefusedException(Refusal refusal, Optional<String> answerAddress, String message) {
    this(refusal, answerAddress, message, 0);
  }

  private RefusedException(
      Refusal refusal, Optional<String> answerAddress, String message, long retryAfterMs) {
    super(message, null, false, false);
    this.refusal = refusal;
    this.answerAddress = answerAddress;
    this.retryAfterMs = retryAfterMs;
  }

  /** A sender that is too fast, and when it may come again. */
  static RefusedException tooFast(Optional<String> answerAddress, long retryAfterMs) {
    return new RefusedException(
        Refusal.TOO_FAST, answerAddress, "try again in " + retryAfterMs + " ms", retryAfterMs);
  }

  Refusal refusal() {
    return refusal;
  }

  Optional<String> answerAddress() {
    return answerAddress;
  }

  /** When the same may be tried again, in milliseconds; 0 when time does not mend it. */
  long retryAfterMs() {
    return retryAfterMs;
  }
}
