package tickertalk.price;

import io.vertx.core.MultiMap;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an exchange is kept from banning us: what it demands is obeyed, its count of what was used is
 * heeded before the limit, requests keep their distance and connection attempts are counted.
 */
final class Restraint {
  /** Of Binance's 6,000 a minute and address; what else asks from here has the rest. */
  private static final int WEIGHT_BUDGET = 4_800;

  private static final Duration WEIGHT_WINDOW = Duration.ofMinutes(1);

  /** Upbit's groups are counted by the second. */
  private static final Pattern REMAINING = Pattern.compile("sec=(\\d{1,6})");

  private static final Duration REMAINING_WINDOW = Duration.ofSeconds(1);

  /** A tenth of what Binance allows in five minutes. */
  private static final int MAX_ATTEMPTS = 30;

  private static final Duration ATTEMPTS_WINDOW = Duration.ofMinutes(5);

  private final Clock clock;
  private final Duration spacing;
  private final Deque<Long> attempts = new ArrayDeque<>();
  private long closedUntil;
  private long nextAt;

  /**
   * No restraint yet but the pace.
   *
   * @param spacing between two requests
   */
  Restraint(Clock clock, Duration spacing) {
    this.clock = clock;
    this.spacing = spacing;
  }

  /** How long nothing may be sent at all; zero or less if it may. */
  Duration closedFor() {
    return Duration.ofMillis(closedUntil - clock.millis());
  }

  /** Whether a request that can as well be made later may be made now. */
  boolean admitsRequest() {
    long now = clock.millis();
    return now >= closedUntil && now >= nextAt;
  }

  void noteRequest() {
    nextAt = clock.millis() + spacing.toMillis();
  }

  /** Whether one more connection may be tried; if so, it counts as tried. */
  boolean admitsAttempt() {
    long now = clock.millis();
    while (!attempts.isEmpty() && attempts.peekFirst() <= now - ATTEMPTS_WINDOW.toMillis()) {
      attempts.removeFirst();
    }
    boolean admitted = now >= closedUntil && attempts.size() < MAX_ATTEMPTS;
    if (admitted) {
      attempts.addLast(now);
    }
    return admitted;
  }

  /** Obeys; an answer to what was asked before it closed must not open it again. */
  void demanded(Duration wait) {
    closedUntil = Math.max(closedUntil, clock.millis() + wait.toMillis());
  }

  /** Heeds what an exchange counts in the headers of its answers. */
  void heed(MultiMap headers) {
    String used = headers.get("X-MBX-USED-WEIGHT-1M");
    if (used != null && used.matches("\\d{1,9}") && Integer.parseInt(used) >= WEIGHT_BUDGET) {
      long windowMs = WEIGHT_WINDOW.toMillis();
      demanded(Duration.ofMillis(windowMs - Math.floorMod(clock.millis(), windowMs)));
    }
    String remaining = headers.get("Remaining-Req");
    Matcher left = REMAINING.matcher(remaining == null ? "" : remaining);
    if (left.find() && Integer.parseInt(left.group(1)) == 0) {
      demanded(REMAINING_WINDOW);
    }
  }
}
