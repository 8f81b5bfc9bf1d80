package tickertalk.price;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Makes the feeds of one kind of market. */
interface Feeds {
  MarketKind kind();

  /** New feeds, which together tell of these pairs as far as there is anything to tell. */
  List<Feed> of(List<Pair> pairs);

  /** The names of the sources of a pair, the most preferred first; none if it has no feed. */
  List<String> sourcesOf(Pair pair);

  /** Whether the median of those that agree is told, and not the preferred one. */
  boolean medians();

  /** The reason, for people, why there is no feed of a pair. */
  String whyNot(Pair pair);

  /**
   * Closed candles, ascending, as a source itself tells them.
   *
   * @param preferred the name of the source to ask first
   */
  Future<List<Candle>> history(Pair pair, Optional<String> preferred, PastQuestion question);
}
