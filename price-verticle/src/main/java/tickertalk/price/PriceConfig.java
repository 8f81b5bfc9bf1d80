package tickertalk.price;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tickertalk.contract.Symbols;

/**
 * Which prices to show, and whence they come.
 *
 * @param sources the exchanges to follow, the preferred one first; or {@code auto} or {@code
 *     replay} alone
 * @param urls hosts that speak an exchange's wire, in place of the exchange's own
 * @param symbols 1 to 100 symbols such as {@code BTC-USDT}
 * @param pollInterval how often to ask for a symbol that no stream tells, 100 ms to 1 minute
 * @param replaySpeed 1 to 60 times as fast as it was
 * @param staleAfter the age at which a price is no longer called live; not less than the interval
 * @param wonPerDollar the rate of USD-KRW that the Korea premium is reckoned by; without it, what
 *     Upbit's USDT-KRW says
 */
public record PriceConfig(
    List<Choice> sources,
    Map<Choice, URI> urls,
    List<String> symbols,
    Duration pollInterval,
    int replaySpeed,
    Duration staleAfter,
    Optional<BigDecimal> wonPerDollar) {
  private static final int MAX_SYMBOLS = 100;
  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);
  private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(1);
  private static final int MAX_REPLAY_SPEED = 60;
  private static final List<Choice> ALL =
      List.of(Choice.BINANCE, Choice.COINBASE, Choice.KRAKEN, Choice.UPBIT);

  /** The values of the option {@code price-source}. */
  public enum Choice {
    /** All exchanges: the median where three agree, else the first of them that is live. */
    AUTO,
    BINANCE,
    COINBASE,
    KRAKEN,
    UPBIT,
    /** A recorded market; needs no network. */
    REPLAY;

    /** The spelling on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Choice> of(String name) {
      return List.of(values()).stream().filter(it -> it.toString().equals(name)).findFirst();
    }
  }

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the option
   */
  public PriceConfig {
    sources = List.copyOf(sources);
    urls = Map.copyOf(urls);
    symbols = List.copyOf(symbols);
    checkSources(sources);
    for (Map.Entry<Choice, URI> url : urls.entrySet()) {
      checkUrl(url.getKey(), url.getValue());
      require(
          exchanges(sources).contains(url.getKey()),
          "price-url: " + url.getKey() + " is not among the sources");
    }
    checkSymbols(symbols);
    require(
        pollInterval.compareTo(SHORTEST_INTERVAL) >= 0
            && pollInterval.compareTo(LONGEST_INTERVAL) <= 0,
        "price-poll-interval: must be within 100 ms and 1 minute");
    require(
        replaySpeed >= 1 && replaySpeed <= MAX_REPLAY_SPEED,
        "price-replay-speed: must be within 1 and " + MAX_REPLAY_SPEED);
    require(
        staleAfter.compareTo(pollInterval) >= 0,
        "price-stale-after: must not be less than price-poll-interval");
    require(
        wonPerDollar.isEmpty() || wonPerDollar.get().signum() > 0,
        "price-usd-krw: must be above 0");
  }

  private static void checkSources(List<Choice> sources) {
    require(!sources.isEmpty(), "price-source: is missing");
    require(Set.copyOf(sources).size() == sources.size(), "price-source: must not repeat one");
    require(
        sources.size() == 1 || ALL.containsAll(sources),
        "price-source: auto and replay stand alone");
  }

  private static void checkUrl(Choice exchange, URI url) {
    require(ALL.contains(exchange), "price-url: means nothing for the source " + exchange);
    require(
        Set.of("http", "https").contains(String.valueOf(url.getScheme())) && url.getHost() != null,
        "price-url: must be an http or https URL, but is " + url);
    require(
        url.getRawQuery() == null && url.getRawFragment() == null,
        "price-url: must have neither query nor fragment");
  }

  private static void checkSymbols(List<String> symbols) {
    require(
        !symbols.isEmpty() && symbols.size() <= MAX_SYMBOLS,
        "price-symbols: must be 1 to " + MAX_SYMBOLS);
    for (String symbol : symbols) {
      require(Symbols.isLegal(symbol), "price-symbols: must look like BTC-USDT, not " + symbol);
    }
    require(Set.copyOf(symbols).size() == symbols.size(), "price-symbols: must not repeat one");
  }

  private static void require(boolean right, String problem) {
    if (!right) {
      throw new IllegalArgumentException(problem);
    }
  }

  /**
   * Reads the option {@code price-url}: {@code binance=https://…} for each exchange that is to be
   * found elsewhere, or a URL alone for the only source.
   *
   * @throws IllegalArgumentException naming the option
   */
  public static Map<Choice, URI> urls(List<Choice> sources, List<String> texts) {
    Map<Choice, URI> urls = new EnumMap<>(Choice.class);
    for (String text : texts) {
      int equals = text.indexOf('=');
      Optional<Choice> named = Choice.of(equals < 0 ? "" : text.substring(0, equals));
      require(
          named.isPresent() || (sources.size() == 1 && sources.get(0) != Choice.AUTO),
          "price-url: must say whose it is, as binance=" + text);
      URI url = uri(named.isPresent() ? text.substring(equals + 1) : text);
      require(
          urls.put(named.orElseGet(() -> sources.get(0)), url) == null,
          "price-url: must not repeat one");
    }
    return urls;
  }

  private static URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "price-url: must be an http or https URL, but is " + text, e);
    }
  }

  /** What is shown when nothing is said: of the recorded market, what it has. */
  public static List<String> defaultSymbols(List<Choice> sources) {
    return sources.contains(Choice.REPLAY)
        ? List.of("BTC-USDT")
        : List.of("BTC-USDT", "ETH-USDT", "BTC-KRW");
  }

  /** From whichever exchange answers. */
  public static PriceConfig defaults() {
    List<Choice> sources = List.of(Choice.AUTO);
    return new PriceConfig(
        sources,
        Map.of(),
        defaultSymbols(sources),
        Duration.ofSeconds(1),
        1,
        Duration.ofSeconds(5),
        Optional.empty());
  }

  /**
   * What an exchange said when it was asked.
   *
   * @param source as on the command line
   * @param answers whether it gave a price
   * @param text what it said; if it does not answer, also how to mend that
   */
  public record Finding(String source, boolean answers, String text) {}

  /** Asks each exchange for one price, by request and by stream; none for the recorded market. */
  public Future<List<Finding>> check(Vertx vertx) {
    return new SourceCheck(vertx, this).run();
  }

  boolean replays() {
    return sources.contains(Choice.REPLAY);
  }

  /** Whether the median is told where three agree. */
  boolean medians() {
    return sources.contains(Choice.AUTO);
  }

  /** The exchanges to follow, the preferred one first. */
  List<Choice> exchanges() {
    return exchanges(sources);
  }

  private static List<Choice> exchanges(List<Choice> sources) {
    return sources.contains(Choice.AUTO) ? ALL : sources.stream().filter(ALL::contains).toList();
  }
}
