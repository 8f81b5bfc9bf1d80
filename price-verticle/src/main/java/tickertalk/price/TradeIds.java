package tickertalk.price;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Which trades were seen, as stretches of numbers: exchanges number a market's trades 1, 2, 3. */
final class TradeIds {
  private final NavigableMap<Long, Long> stretches = new TreeMap<>();

  /** Adds a trade; false if it was there. */
  boolean add(long id) {
    Map.Entry<Long, Long> before = stretches.floorEntry(id);
    if (before != null && id <= before.getValue()) {
      return false;
    }
    Long after = stretches.remove(id + 1);
    long end = after == null ? id : after;
    boolean goesOn = before != null && before.getValue() == id - 1;
    stretches.put(goesOn ? before.getKey() : id, end);
    return true;
  }
}
