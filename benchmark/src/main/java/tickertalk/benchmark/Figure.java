package tickertalk.benchmark;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** What is measured, as it stands in results and at the head of a table's column. */
enum Figure {
  /** CPU time of the server's, user and kernel, for each message to each reader. */
  CPU_PER_DELIVERY("serverMicrosPerDelivery", "server CPU per delivery, µs", 2),
  DELIVERIES_PER_SECOND("deliveriesPerSecond", "deliveries/s", 0),
  /** CPU time of the server's, user and kernel, from a post's frame to the acknowledgement's. */
  CPU_PER_POST("serverMicrosPerPost", "server CPU per post, µs", 1),
  ACKNOWLEDGED_PER_SECOND("acknowledgedPerSecond", "acknowledged/s", 0),
  /** Trades at the exchange up to those that a browser was shown. */
  TICKS_PER_SECOND("ticksPerSecond", "ticks/s", 0),
  QUOTES_PER_SYMBOL("quotesPerSecondAndSymbol", "quotes/s of a symbol", 2),
  SCORES_PER_SECOND("scoresPerSecond", "scores/s", 0),
  P50("p50Ms", "p50, ms", 2),
  P99("p99Ms", "p99, ms", 2),
  /** The same load before one of the readers froze. */
  P99_ALL_READING("p99AllReadingMs", "p99 while all read, ms", 2),
  P999("p999Ms", "p99.9, ms", 2),
  MOST("mostMs", "most, ms", 2),
  /** Of one core; two cores busy are 200. */
  SERVER_CPU("serverCpuPercent", "server CPU, % of a core", 1),
  CLIENT_CPU("clientCpuPercent", "client CPU, % of a core", 0),
  MARKET_CPU("marketCpuPercent", "exchange CPU, % of a core", 0),
  /** Of one core: a machine that does other things gives other figures. */
  OTHERS_CPU("othersCpuPercent", "all other CPU, % of a core", 0),
  SECONDS_TO_JOIN("secondsToJoin", "all joined after, s", 1),
  SECONDS_TO_JOIN_AGAIN("secondsToJoinAgain", "and again after, s", 1),
  CPU_PER_JOIN("serverMicrosPerJoin", "server CPU per arrival, µs", 0),
  FAILED("failed", "failed", 0),
  KILOBYTES_PER_CONNECTION("kibPerConnection", "memory per connection, KiB", 1),
  GROWTH("growthMib", "memory more than before, MiB", 0),
  RESIDENT("residentMib", "resident memory, MiB", 0);

  private final String key;
  private final String title;
  private final int decimals;

  Figure(String key, String title, int decimals) {
    this.key = key;
    this.title = title;
    this.decimals = decimals;
  }

  String key() {
    return key;
  }

  String title() {
    return title;
  }

  String format(double value) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /** What can be said of answers, one noted for each, that came within so many seconds. */
  static Map<Figure, Double> ofAnswers(Histogram nanos, double seconds) {
    Map<Figure, Double> figures = new LinkedHashMap<>();
    figures.put(ACKNOWLEDGED_PER_SECOND, nanos.getTotalCount() / seconds);
    figures.put(P50, nanos.getValueAtPercentile(50) / 1e6);
    figures.put(P99, nanos.getValueAtPercentile(99) / 1e6);
    figures.put(P999, nanos.getValueAtPercentile(99.9) / 1e6);
    return figures;
  }

  static Figure of(String key) {
    return Stream.of(values())
        .filter(figure -> figure.key.equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such figure: " + key));
  }
}
