package tickertalk.price;

import java.util.Optional;

/** Makes the feeds of one kind of market. */
interface Feeds {
  MarketKind kind();

  /** A new feed of this pair, if there can be one. */
  Optional<Feed> of(Pair pair);

  /** The reason, for people, why there is no feed of a pair. */
  String whyNot(Pair pair);
}
