package tickertalk.price;

import java.util.ArrayList;
import java.util.List;
import tickertalk.price.Recording.Print;

/**
 * A recorded day, mapped on to the clock: from 22:40 of the record at the moment it starts, at a
 * multiple of its speed, over and over. It is a function of the clock alone, also for the time
 * before it started; so which ticks come, and in what order, depends on no timer.
 */
final class Replay {
  static final String SOURCE = "replay (Bitstamp 2013-11-29)";

  /** The liveliest stretch of the day: a trade every 1.6 seconds on average, for ten minutes. */
  private static final long OPENING_OFFSET_MS = (22 * 60 + 40) * 60_000L;

  /** An hour before the start, at 60 times the speed, is less of the record than this. */
  private static final long DAYS_BEFORE = 3;

  private final Recording recording;
  private final String symbol;
  private final int speed;
  private final long startedAt;

  /**
   * A replay.
   *
   * @param symbol what the ticks are called
   * @param speed 1 to 60 times as fast as it was
   * @param startedAt epoch milliseconds
   */
  Replay(Recording recording, String symbol, int speed, long startedAt) {
    this.recording = recording;
    this.symbol = symbol;
    this.speed = speed;
    this.startedAt = startedAt;
  }

  long startedAt() {
    return startedAt;
  }

  static boolean covers(Pair pair) {
    return pair.base().equals("BTC") && (pair.quote().equals("USD") || pair.quote().equals("USDT"));
  }

  /**
   * The ticks of a stretch of time, ascending.
   *
   * @param after epoch milliseconds, exclusive
   * @param until epoch milliseconds, inclusive
   */
  List<Tick> ticks(long after, long until) {
    List<Tick> ticks = new ArrayList<>();
    long from = position(after + 1);
    long to = position(until + 1);
    for (long day = Math.floorDiv(from, Recording.DAY_MS); day * Recording.DAY_MS < to; day++) {
      long midnight = day * Recording.DAY_MS;
      long number = number(day, recording.firstAt(from - midnight));
      for (Print print : recording.between(from - midnight, to - midnight)) {
        ticks.add(tick(print, number++, clockTime(midnight + print.offsetMs())));
      }
    }
    return ticks;
  }

  /** Milliseconds of the record since its first midnight; the second round begins with the day. */
  private long position(long clockTime) {
    return OPENING_OFFSET_MS + (clockTime - startedAt) * speed;
  }

  /** The inverse of the position, rounded down to a millisecond. */
  private long clockTime(long position) {
    return startedAt + Math.floorDiv(position - OPENING_OFFSET_MS, (long) speed);
  }

  /** Tells a trade from those of all other rounds, and from none. */
  private long number(long day, int place) {
    return (day + DAYS_BEFORE) * recording.size() + place + 1;
  }

  private Tick tick(Print print, long number, long at) {
    return Tick.traded(symbol, print.price(), print.amount(), number, at, SOURCE);
  }
}
