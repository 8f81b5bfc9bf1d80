package tickertalk.price;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tickertalk.contract.Symbols;

/**
 * Which prices to show, and whence they come.
 *
 * @param source the exchange to ask; {@code auto} asks the next one when one fails
 * @param url the host that speaks the chosen source's wire, in place of the exchange's own; with
 *     {@code auto} it speaks Binance's, and nobody else is asked
 * @param symbols 1 to 20 symbols such as {@code BTC-USDT}
 * @param pollInterval how often to ask for each symbol, 100 ms to 1 minute
 * @param replaySpeed 1 to 60 times as fast as it was
 * @param staleAfter the age at which a price is no longer called live; not less than the interval
 */
public record PriceConfig(
    Choice source,
    Optional<URI> url,
    List<String> symbols,
    Duration pollInterval,
    int replaySpeed,
    Duration staleAfter) {
  private static final int MAX_SYMBOLS = 20;
  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);
  private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(1);
  private static final int MAX_REPLAY_SPEED = 60;

  /** The values of the option {@code price-source}. */
  public enum Choice {
    /** Binance, else Coinbase, else Kraken; Upbit for prices in won. */
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
  }

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the option
   */
  public PriceConfig {
    Objects.requireNonNull(source);
    symbols = List.copyOf(symbols);
    url.ifPresent(base -> checkUrl(source, base));
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
  }

  private static void checkUrl(Choice source, URI url) {
    require(
        Set.of("http", "https").contains(String.valueOf(url.getScheme())) && url.getHost() != null,
        "price-url: must be an http or https URL, but is " + url);
    require(
        url.getRawQuery() == null && url.getRawFragment() == null,
        "price-url: must have neither query nor fragment");
    require(source != Choice.REPLAY, "price-url: means nothing for the source replay");
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

  /** Bitcoin in dollars from whichever exchange answers, asked once a second. */
  public static PriceConfig defaults() {
    return new PriceConfig(
        Choice.AUTO,
        Optional.empty(),
        List.of("BTC-USDT"),
        Duration.ofSeconds(1),
        1,
        Duration.ofSeconds(5));
  }
}
