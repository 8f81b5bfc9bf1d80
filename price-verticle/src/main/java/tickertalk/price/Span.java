package tickertalk.price;

import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.stream.Stream;

/**
 * A stretch of time.
 *
 * @param from epoch milliseconds, inclusive
 * @param to epoch milliseconds, exclusive
 */
record Span(long from, long to) {
  /** The form on the wire, {@code [from,to]}. */
  JsonArray toJson() {
    return JsonArray.of(from, to);
  }

  /** What is left of it, ascending, where another is taken out. */
  List<Span> without(Span other) {
    return Stream.of(
            new Span(from, Math.min(to, other.from())), new Span(Math.max(from, other.to()), to))
        .filter(part -> !part.isEmpty())
        .toList();
  }

  boolean isEmpty() {
    return to <= from;
  }

  boolean has(long moment) {
    return from <= moment && moment < to;
  }
}
