package tickertalk.price;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The stretches of which everything is known; what is between them is a gap. */
final class Coverage {
  private final NavigableMap<Long, Long> known = new TreeMap<>();

  /** Makes a stretch known; true if something of it was not. */
  boolean add(Span span) {
    if (span.isEmpty() || missing(span).isEmpty()) {
      return false;
    }
    long from = span.from();
    long to = span.to();
    Map.Entry<Long, Long> touching = known.floorEntry(to);
    while (touching != null && touching.getValue() >= from) {
      known.remove(touching.getKey());
      from = Math.min(from, touching.getKey());
      to = Math.max(to, touching.getValue());
      touching = known.floorEntry(to);
    }
    known.put(from, to);
    return true;
  }

  /** What of a stretch is not known, ascending. */
  List<Span> missing(Span span) {
    if (span.isEmpty()) {
      return List.of();
    }
    List<Span> missing = new ArrayList<>();
    long from = span.from();
    Map.Entry<Long, Long> before = known.floorEntry(from);
    if (before != null) {
      from = Math.max(from, before.getValue());
    }
    for (Map.Entry<Long, Long> next :
        known.subMap(span.from(), false, span.to(), false).entrySet()) {
      addUnlessEmpty(missing, new Span(from, next.getKey()));
      from = Math.max(from, next.getValue());
    }
    addUnlessEmpty(missing, new Span(from, span.to()));
    return missing;
  }

  private static void addUnlessEmpty(List<Span> spans, Span span) {
    if (!span.isEmpty()) {
      spans.add(span);
    }
  }

  /** Makes a stretch unknown. */
  void remove(Span span) {
    if (!span.isEmpty()) {
      cut(span.from());
      cut(span.to());
      known.subMap(span.from(), span.to()).clear();
    }
  }

  /** Forgets what is before a moment. */
  void forget(long before) {
    cut(before);
    known.headMap(before, false).clear();
  }

  /** Makes two of the stretch that goes over a moment. */
  private void cut(long at) {
    Map.Entry<Long, Long> over = known.lowerEntry(at);
    if (over != null && over.getValue() > at) {
      known.put(over.getKey(), at);
      known.put(at, over.getValue());
    }
  }

  /** All that is known, ascending. */
  List<Span> spans() {
    return known.entrySet().stream().map(it -> new Span(it.getKey(), it.getValue())).toList();
  }
}
