package tickertalk.notifier;

import java.util.Locale;

/** Where a price stands to a line. */
enum Side {
  ABOVE,
  BELOW;

  Side other() {
    return this == ABOVE ? BELOW : ABOVE;
  }

  String storedName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Side of(String storedName) {
    return valueOf(storedName.toUpperCase(Locale.ROOT));
  }
}
