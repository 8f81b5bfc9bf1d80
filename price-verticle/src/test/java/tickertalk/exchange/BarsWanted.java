package tickertalk.exchange;

import java.util.List;
import java.util.OptionalLong;

/**
 * Which candles a request is for.
 *
 * @param before epoch milliseconds that all of them open before; empty for the newest
 * @param limit how many at most
 */
public record BarsWanted(long lengthMs, OptionalLong before, int limit) {
  /** Those of them that it is for: the newest. */
  List<Bar> of(List<Bar> ascending) {
    List<Bar> earlier =
        ascending.stream()
            .filter(bar -> before.isEmpty() || bar.openTime() < before.getAsLong())
            .toList();
    return earlier.subList(Math.max(0, earlier.size() - limit), earlier.size());
  }
}
