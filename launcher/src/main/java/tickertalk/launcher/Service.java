package tickertalk.launcher;

import java.util.Locale;

/** A verticle that {@code --verticles} can name. */
enum Service {
  CHAT,
  NOTIFIER,
  SENTIMENT,
  PRICE,
  BRIDGE;

  /** The spelling on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
