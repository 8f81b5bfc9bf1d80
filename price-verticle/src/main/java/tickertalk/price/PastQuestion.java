package tickertalk.price;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import tickertalk.contract.CandlesQuery.Interval;

/**
 * Which candles an exchange is asked for.
 *
 * @param count how many at most; fewer come if one answer does not hold as many
 * @param before epoch milliseconds that all of them open before, a whole number of intervals; empty
 *     for the newest
 */
record PastQuestion(Interval interval, int count, OptionalLong before) {
  static PastQuestion newest(Interval interval, int count) {
    return new PastQuestion(interval, count, OptionalLong.empty());
  }

  /** Reads the answer; before the first candle of all there is none, and only there. */
  List<Candle> read(String body, Function<String, List<Candle>> reader) {
    return before.isPresent() && body.strip().equals("[]") ? List.of() : reader.apply(body);
  }

  /** The begin of the stretch that so many candles would fill. */
  long from(long now) {
    return before.orElse(now) - count * interval.lengthMs();
  }
}
