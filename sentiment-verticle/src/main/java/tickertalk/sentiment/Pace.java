package tickertalk.sentiment;

/**
 * How often the service does what it does by the clock, in milliseconds.
 *
 * @param retryMs the first wait after a failure; it doubles with each
 * @param longestRetryMs the longest such wait
 * @param rollCallMs how often chat is asked how long the rooms' logs are, in case the last entry of
 *     one was lost on the bus, where no later entry shows the hole
 * @param moodMs how much apart a room's moods are at least
 * @param fadeMs how often a mood is told again while nobody speaks, since the window moves on
 * @param gatherMs after several entries at once, how long the next are gathered, so that a busy
 *     room's scores share commits
 */
record Pace(
    long retryMs, long longestRetryMs, long rollCallMs, long moodMs, long fadeMs, long gatherMs) {
  static Pace usual() {
    return new Pace(250, 10_000, 30_000, 1_000, 10_000, 25);
  }

  /** The wait after so many failures in a row, of which there is one at least. */
  long retryMsAfter(int failures) {
    return Math.min(longestRetryMs, retryMs << Math.min(failures - 1, 16));
  }
}
