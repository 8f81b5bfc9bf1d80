package tickertalk.launcher;

import java.util.Locale;

/** How log lines look. */
enum LogFormat {
  TEXT,
  JSON;

  // Logging configures itself when it is first used, and asks for the format then.
  private static volatile LogFormat chosen = TEXT;

  static LogFormat chosen() {
    return chosen;
  }

  /** Takes effect for the whole JVM, if nothing was logged yet. */
  void choose() {
    chosen = this;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
