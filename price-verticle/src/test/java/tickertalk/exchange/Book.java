package tickertalk.exchange;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One market of a simulated exchange: its last trade, and the candles it was told to have. */
final class Book {
  private final String market;
  private volatile Trade last;
  private volatile String opening;
  private final Map<Long, List<Bar>> bars = new ConcurrentHashMap<>();

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

  List<Bar> bars(long lengthMs) {
    return bars.getOrDefault(lengthMs, List.of());
  }

  void bars(long lengthMs, List<Bar> all) {
    bars.put(lengthMs, List.copyOf(all));
  }
}
