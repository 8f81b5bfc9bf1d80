package tickertalk.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ticks}: measures what a busy exchange costs, and how far behind it a browser is. */
@Command(
    name = "ticks",
    description =
        "Has a simulated exchange trade, and measures the server and what a browser shows.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TicksCommand implements Callable<Integer> {
  /** For the server to start and for everything to end. */
  private static final Duration AROUND = Duration.ofMinutes(3);

  @Option(
      names = "--symbols",
      defaultValue = "50",
      description = "how many (default: ${DEFAULT-VALUE})")
  int symbols;

  @Option(
      names = "--per-second",
      defaultValue = "10000",
      description = "trades a second, of all symbols (default: ${DEFAULT-VALUE})")
  int perSecond;

  @Option(
      names = "--server-options",
      split = " ",
      description = "more options that our server is started with")
  List<String> serverOptions = List.of();

  @Mixin private final Trials trials = new Trials(1, 60, 30);

  @Override
  public Integer call() throws IOException {
    Site site = trials.site();
    trials.begin();
    for (int run = 1; run <= trials.runs(); run++) {
      trials.add(new Measurement("ticks", 0, "ours", run, measure(site)));
    }
    trials.end();
    return 0;
  }

  private Map<Figure, Double> measure(Site site) {
    Duration life = AROUND.plus(trials.warmUp()).plus(trials.time());
    List<String> names = SteadyMarket.symbols(symbols);
    try (Server market = SteadyMarket.start(site, symbols, perSecond, life)) {
      Tickertalk ours = Tickertalk.withPrices(market.address(), names, serverOptions);
      try (Server server = ours.start(site, Workload.roomNames(1));
          QuoteClient browser = new QuoteClient(server, ours.dialect(server), names)) {
        browser.awaitPrices();
        browser.watch(trials.warmUp());
        return measure(market, server, browser);
      }
    }
  }

  private Map<Figure, Double> measure(Server market, Server server, QuoteClient browser) {
    Stopwatch watch = new Stopwatch(server.usage());
    long before = browser.trades();
    long marketMs = market.usage().cpuMs();
    watch.start();
    browser.watch(trials.time());
    watch.stop();
    double marketPercent = (market.usage().cpuMs() - marketMs) / watch.seconds() / 10;
    Map<Figure, Double> figures = new LinkedHashMap<>();
    figures.put(Figure.TICKS_PER_SECOND, (browser.trades() - before) / watch.seconds());
    figures.put(Figure.QUOTES_PER_SYMBOL, browser.quotes() / watch.seconds() / symbols);
    figures.put(Figure.P50, (double) browser.behindMs().getValueAtPercentile(50));
    figures.put(Figure.P99, (double) browser.behindMs().getValueAtPercentile(99));
    figures.put(Figure.MOST, (double) browser.behindMs().getMaxValue());
    watch.into(figures);
    figures.put(Figure.MARKET_CPU, marketPercent);
    figures.merge(Figure.OTHERS_CPU, marketPercent, (all, known) -> Math.max(0, all - known));
    return figures;
  }
}
