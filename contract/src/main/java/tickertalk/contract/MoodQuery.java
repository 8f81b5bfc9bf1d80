package tickertalk.contract;

import io.vertx.core.json.JsonObject;

/**
 * A stretch of a room's mood, in the whole steps that it touches.
 *
 * @param from epoch milliseconds, inclusive; an hour before {@code to} when not given
 * @param to epoch milliseconds, exclusive; now when not given
 * @param step milliseconds between points, a minute to a day; a minute when not given
 */
public record MoodQuery(String room, long from, long to, long step) {
  private static final long MINUTE_MS = 60_000;
  private static final long DAY_MS = 24 * 60 * MINUTE_MS;

  /** The most points one answer holds. */
  public static final int MAX_POINTS = 1_500;

  public MoodQuery {
    if (from >= to) {
      throw CommandException.badInput("from", "must be before to");
    }
    if ((to - from) / step > MAX_POINTS) {
      throw CommandException.badInput("step", "makes more than " + MAX_POINTS + " points");
    }
  }

  /**
   * Reads a query.
   *
   * @param now epoch milliseconds, which {@code to} defaults to
   */
  public static MoodQuery fromJson(JsonObject json, long now) {
    Fields fields = new Fields(json);
    long to = fields.optionalNumber("to", 0, Long.MAX_VALUE).orElse(now);
    return new MoodQuery(
        fields.room(),
        fields.optionalNumber("from", 0, Long.MAX_VALUE).orElse(Math.max(0, to - 60 * MINUTE_MS)),
        to,
        fields.optionalNumber("step", MINUTE_MS, DAY_MS).orElse(MINUTE_MS));
  }
}
