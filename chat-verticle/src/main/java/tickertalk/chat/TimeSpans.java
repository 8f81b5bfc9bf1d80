package tickertalk.chat;

import java.util.stream.IntStream;

/**
 * The spans of time that a message is in, each a part of a bigger one, by which the index knows
 * when it was said. A few of them cover any period, however long; the order of the index would not
 * do, as clocks differ and are set back.
 */
final class TimeSpans {
  /** Spans of two to these powers of milliseconds: 3 and 50 days, 2 and 35 years. */
  private static final int[] SIZES = {28, 32, 36, 40};

  private TimeSpans() {}

  /** What a message is known by that was said then. */
  static IntStream around(long at) {
    return IntStream.of(SIZES).map(bits -> Grams.ofTime(bits, at));
  }

  /**
   * What of each message in a period one is known by; those at its ends reach beyond it.
   *
   * @param from epoch milliseconds, inclusive
   * @param to exclusive, later than {@code from}
   */
  static int[] covering(long from, long to) {
    IntStream.Builder grams = IntStream.builder();
    int bits;
    for (long at = from; at < to; at = ((at >>> bits) + 1) << bits) {
      bits = biggest(at, to);
      grams.add(Grams.ofTime(bits, at));
    }
    return grams.build().toArray();
  }

  /** The biggest span that begins there and ends in time, or the smallest one around. */
  private static int biggest(long at, long to) {
    int biggest = SIZES[0];
    for (int bits : SIZES) {
      long size = 1L << bits;
      if (at % size == 0 && at + size <= to) {
        biggest = bits;
      }
    }
    return biggest;
  }
}
