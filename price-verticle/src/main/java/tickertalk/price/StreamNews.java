package tickertalk.price;

import java.util.List;

/**
 * What one message of a stream says.
 *
 * @param ticks none if it says nothing of prices
 * @param ending whether the exchange announces that it will close the connection
 */
record StreamNews(List<Tick> ticks, boolean ending) {
  static final StreamNews NONE = new StreamNews(List.of(), false);
  static final StreamNews ENDING = new StreamNews(List.of(), true);

  static StreamNews of(Tick tick) {
    return new StreamNews(List.of(tick), false);
  }
}
