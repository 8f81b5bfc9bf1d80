package tickertalk.exchange;

import java.util.List;

/** One market of a simulated exchange: its last trade, and the candles it was told to have. */
final class Book {
  private final String market;
  private volatile Trade last;
  private volatile String opening;
  private volatile List<Bar> bars = List.of();

  Book(String market, Trade first) {
    this.market = market;
    this.last = first;
    this.opening = first.price();
  }

  /** The price 24 hours ago. */
  String opening() {
    return opening;
  }

  void opening(String price) {
    opening = price;
  }

  String market() {
    return market;
  }

  Trade last() {
    return last;
  }

  Trade trade(String price, String amount, long at) {
    last = new Trade(market, last.id() + 1, price, amount, at);
    return last;
  }

  List<Bar> bars() {
    return bars;
  }

  void bars(List<Bar> all) {
    bars = List.copyOf(all);
  }
}
