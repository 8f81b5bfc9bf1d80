package tickertalk.price;

import io.vertx.core.json.JsonArray;

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

  boolean isEmpty() {
    return to <= from;
  }

  boolean has(long moment) {
    return from <= moment && moment < to;
  }
}
