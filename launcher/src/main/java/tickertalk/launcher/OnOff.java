package tickertalk.launcher;

import java.util.Locale;

/** A switch on the command line. */
enum OnOff {
  ON,
  OFF;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
