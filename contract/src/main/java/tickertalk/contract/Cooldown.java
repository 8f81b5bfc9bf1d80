package tickertalk.contract;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long an alert that fired keeps silent.
 *
 * @param length a minute to a week, whole seconds
 */
public record Cooldown(Duration length) {
  private static final String FIELD = "cooldown";
  private static final String BOUNDS = "within 1m and 7d";
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})([smhd])");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  /** What it is when nobody says; made of the constants above. */
  public static final Cooldown DEFAULT = new Cooldown(Duration.ofMinutes(10));

  public Cooldown {
    if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
      throw CommandException.badInput(FIELD, "must be " + BOUNDS);
    }
  }

  /** Reads {@code 90s}, {@code 10m}, {@code 1h} or {@code 2d}. */
  public static Cooldown of(String written) {
    Matcher parts = WRITTEN.matcher(written);
    if (!parts.matches()) {
      throw CommandException.badInput(FIELD, "must be like 10m or 1h, " + BOUNDS);
    }
    return new Cooldown(UNITS.get(parts.group(2)).multipliedBy(Long.parseLong(parts.group(1))));
  }

  /** As it is written shortest, {@code 10m}. */
  public String wireForm() {
    long seconds = length.toSeconds();
    for (String unit : new String[] {"d", "h", "m"}) {
      long unitSeconds = UNITS.get(unit).toSeconds();
      if (seconds % unitSeconds == 0) {
        return seconds / unitSeconds + unit;
      }
    }
    return seconds + "s";
  }
}
