package tickertalk.contract;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The newest candles of a symbol, or the newest of those before a moment.
 *
 * @param limit 1 to {@value #MAX_LIMIT}, {@value #DEFAULT_LIMIT} when not given
 * @param before epoch milliseconds; only candles that open earlier
 */
public record CandlesQuery(String symbol, Interval interval, int limit, OptionalLong before) {
  public static final int MAX_LIMIT = 1_000;
  public static final int DEFAULT_LIMIT = 100;

  /** The largest whole number that every JSON reader reads exactly. */
  private static final long MAX_BEFORE = 1L << 53;

  /** How long a candle is. */
  public enum Interval {
    MINUTE("1m", 60_000L),
    FIVE_MINUTES("5m", 300_000L),
    HOUR("1h", 3_600_000L),
    DAY("1d", 86_400_000L);

    private final String wireName;
    private final long lengthMs;

    Interval(String wireName, long lengthMs) {
      this.wireName = wireName;
      this.lengthMs = lengthMs;
    }

    public String wireName() {
      return wireName;
    }

    public long lengthMs() {
      return lengthMs;
    }

    static Optional<Interval> of(String wireName) {
      for (Interval interval : values()) {
        if (interval.wireName.equals(wireName)) {
          return Optional.of(interval);
        }
      }
      return Optional.empty();
    }
  }

  public static CandlesQuery fromJson(JsonObject json) {
    Fields fields = new Fields(json);
    return new CandlesQuery(
        fields.symbol(),
        Interval.of(fields.text("interval", 8))
            .orElseThrow(() -> CommandException.badInput("interval", "must be 1m, 5m, 1h or 1d")),
        (int) fields.optionalNumber("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT),
        fields.optionalNumber("before", 0, MAX_BEFORE));
  }
}
