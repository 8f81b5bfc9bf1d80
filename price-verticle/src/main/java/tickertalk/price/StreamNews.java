package tickertalk.price;

import java.util.List;
import java.util.Optional;

/**
 * What one message of a stream says.
 *
 * @param ticks none if it says nothing of prices
 * @param unserved the symbol whose subscription the exchange refuses, if that is what it says
 * @param ending whether the exchange announces that it will close the connection
 */
record StreamNews(List<Tick> ticks, Optional<String> unserved, boolean ending) {
  static final StreamNews NONE = of(List.of());
  static final StreamNews ENDING = new StreamNews(List.of(), Optional.empty(), true);

  static StreamNews of(Tick tick) {
    return of(List.of(tick));
  }

  static StreamNews of(List<Tick> ticks) {
    return new StreamNews(ticks, Optional.empty(), false);
  }

  static StreamNews unserved(String symbol) {
    return new StreamNews(List.of(), Optional.of(symbol), false);
  }
}
