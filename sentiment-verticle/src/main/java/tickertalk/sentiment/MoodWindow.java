package tickertalk.sentiment;

import java.time.Duration;

/** The stretches of time, up to now, over which a room's mood is told. */
enum MoodWindow {
  MINUTE("1m", Duration.ofMinutes(1)),
  FIVE_MINUTES("5m", Duration.ofMinutes(5)),
  HOUR("1h", Duration.ofHours(1)),
  DAY("1d", Duration.ofDays(1));

  private final String wireName;
  private final long ms;

  MoodWindow(String wireName, Duration length) {
    this.wireName = wireName;
    this.ms = length.toMillis();
  }

  /** The spelling on the wire: {@code 5m}. */
  String wireName() {
    return wireName;
  }

  /** Its length in milliseconds. */
  long ms() {
    return ms;
  }

  /** Where the longest window begins at this moment; what was said before counts in none. */
  static long earliest(long now) {
    return now - DAY.ms;
  }
}
