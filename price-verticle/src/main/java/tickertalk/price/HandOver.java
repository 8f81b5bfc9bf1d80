package tickertalk.price;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The time in which a connection and its successor both tell. A symbol has come over once both told
 * the same trade: the one told what was before it, and the other tells what comes after. Its number
 * need not follow on the last one, for Upbit's have holes and are in no order.
 */
final class HandOver {
  /** The numbers of a symbol's trades, by who told them. */
  private static final class Told {
    private final Set<Long> byOld = new HashSet<>();
    private final Set<Long> byNew = new HashSet<>();
  }

  private final Map<String, Told> doubtful = new HashMap<>();
  private final Set<String> heard = new HashSet<>();
  private final Set<String> unserved = new HashSet<>();

  /** Nothing is told yet of these symbols. */
  HandOver(Collection<String> symbols) {
    symbols.forEach(symbol -> doubtful.put(symbol, new Told()));
  }

  /** Takes what the connection told that will go. */
  void toldByOld(List<Tick> ticks) {
    for (Tick tick : ticks) {
      Told told = doubtful.get(tick.symbol());
      if (told != null) {
        note(tick, told.byOld, told.byNew);
      }
    }
  }

  /** Takes what the connection told that will stay. */
  void toldByNew(List<Tick> ticks) {
    for (Tick tick : ticks) {
      heard.add(tick.symbol());
      Told told = doubtful.get(tick.symbol());
      if (told != null) {
        note(tick, told.byNew, told.byOld);
      }
    }
  }

  /** Takes that the connection that will stay is refused a symbol. */
  void refusedToNew(String symbol) {
    unserved.add(symbol);
  }

  /** The symbols that the connection that will stay is refused. */
  Set<String> unserved() {
    return unserved;
  }

  private void note(Tick tick, Set<Long> own, Set<Long> others) {
    if (tick.isTrade()) {
      own.add(tick.tradeId());
      if (others.contains(tick.tradeId())) {
        doubtful.remove(tick.symbol());
      }
    }
  }

  /** Whether the new connection tells anything. */
  boolean hasBegun() {
    return !heard.isEmpty();
  }

  /** Whether every symbol has come over. */
  boolean isComplete() {
    return doubtful.isEmpty();
  }

  /** The symbols of which a trade may be told by neither, ascending. */
  List<String> doubtful() {
    return doubtful.keySet().stream().sorted().toList();
  }

  /** Whether the new connection told anything of a symbol. */
  boolean isHeard(String symbol) {
    return heard.contains(symbol);
  }
}
